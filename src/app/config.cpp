#include "app/config.h"
#include "base/text.h"
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace karya::app {

web::ServerSettings Config::server() const
{
    web::ServerSettings settings { .listen = listen,
                                   .trusted_proxies = trusted_proxies,
                                   .behind_tls = origin.starts_with("https://") };
    settings.limits.connections_per_address_max = per_address;
    return settings;
}

namespace {

/// Empty when it is not set.
std::string set_to(std::string const& name)
{
    auto const* value = std::getenv(name.c_str());
    return value ? value : "";
}

/// What the variable holds, or the file that it names with _FILE behind it.
std::string secret(std::string const& name)
{
    auto const file = set_to(name + "_FILE");
    if (file.empty()) return set_to(name);
    std::ifstream stream { file, std::ios::binary };
    std::string const bytes { std::istreambuf_iterator<char> { stream }, {} };
    return std::string { trimmed(bytes) };
}

std::optional<payments::MidtransKeys> midtrans()
{
    payments::MidtransKeys keys { .server_key = secret("KARYA_MIDTRANS_KEY") };
    if (keys.server_key.empty()) return {};
    auto const site = set_to("KARYA_MIDTRANS_SITE"); // "sandbox", or a stand-in's address
    if (site == "sandbox") {
        keys.snap_url = "https://app.sandbox.midtrans.com/snap/v1";
        keys.api_url = "https://api.sandbox.midtrans.com/v2";
    } else if (!site.empty()) {
        keys.snap_url = site + "/snap/v1";
        keys.api_url = site + "/v2";
    }
    keys.qris = set_to("KARYA_MIDTRANS_SHOW") == "qris";
    return keys;
}

std::optional<payments::XenditKeys> xendit()
{
    payments::XenditKeys keys { .secret_key = secret("KARYA_XENDIT_KEY"),
                                .callback_token = secret("KARYA_XENDIT_TOKEN") };
    if (keys.secret_key.empty()) return {};
    if (auto site = set_to("KARYA_XENDIT_SITE"); !site.empty()) keys.url = std::move(site);
    return keys;
}

std::optional<shipping::RajaOngkirKeys> rajaongkir()
{
    shipping::RajaOngkirKeys keys { .key = secret("KARYA_RAJAONGKIR_KEY") };
    if (keys.key.empty()) return {};
    if (auto site = set_to("KARYA_RAJAONGKIR_SITE"); !site.empty()) keys.url = std::move(site);
    return keys;
}

std::optional<shipping::BiteshipKeys> biteship()
{
    shipping::BiteshipKeys keys { .key = secret("KARYA_BITESHIP_KEY") };
    if (keys.key.empty()) return {};
    if (auto site = set_to("KARYA_BITESHIP_SITE"); !site.empty()) keys.url = std::move(site);
    return keys;
}

std::optional<mail::Sender> mail_sender()
{
    mail::Sender sender { .server = { .url = set_to("KARYA_MAIL_SERVER"),
                                      .user = set_to("KARYA_MAIL_USER"),
                                      .password = secret("KARYA_MAIL_PASSWORD"),
                                      .trusted_file = set_to("KARYA_MAIL_TRUST") },
                          .from = set_to("KARYA_MAIL_FROM") };
    if (sender.server.url.empty() || !mail::is_address(sender.from)) return {};
    if (auto name = set_to("KARYA_MAIL_NAME"); !name.empty()) sender.name = std::move(name);
    return sender;
}

std::optional<mail::WhatsApp> whatsapp()
{
    mail::WhatsApp keys { .phone = set_to("KARYA_WHATSAPP_PHONE"),
                          .token = secret("KARYA_WHATSAPP_TOKEN") };
    if (keys.phone.empty() || keys.token.empty()) return {};
    if (auto version = set_to("KARYA_WHATSAPP_VERSION"); !version.empty())
        keys.version = std::move(version);
    if (auto site = set_to("KARYA_WHATSAPP_SITE"); !site.empty()) keys.url = std::move(site);
    return keys;
}

} // namespace

Config config_from_environment()
{
    Config config { .postgres = set_to("KARYA_DATABASE") };
    config.providers = { .midtrans = midtrans(), .xendit = xendit() };
    config.quoters = { .rajaongkir = rajaongkir(), .biteship = biteship() };
    config.mail = mail_sender();
    config.whatsapp = whatsapp();
    return config;
}

} // namespace karya::app
