#include "app/config.h"
#include <cstdlib>

namespace karya::app {

web::ServerSettings Config::server() const
{
    web::ServerSettings settings { .listen = listen,
                                   .trusted_proxies = trusted_proxies,
                                   .behind_tls = origin.starts_with("https://") };
    settings.limits.connections_per_address_max = per_address;
    return settings;
}

Config config_from_environment()
{
    Config config;
    if (auto const* database = std::getenv("KARYA_DATABASE")) config.postgres = database;
    return config;
}

} // namespace karya::app
