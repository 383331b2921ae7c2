#pragma once
// What an operator may set. Read once, in main; nothing else reads the environment.

#include "db/engine.h"
#include "mail/mail.h"
#include "payments/payments.h"
#include "shipping/shipping.h"
#include "web/server.h"
#include <filesystem>
#include <string>

namespace karya::app {

struct Config {
    std::filesystem::path directory { "data" };
    std::string listen { "127.0.0.1:8080" };
    std::string private_listen {}; ///< empty: none
    std::string origin {};         ///< "https://karya.example" behind a proxy
    std::string contact {};        ///< for reports of weaknesses: "mailto:…"; empty: none told
    std::vector<std::string> trusted_proxies {};
    bool request_lines { true };
    std::size_t per_address { 64 }; ///< connections of one address
    std::string postgres {};        ///< KARYA_DATABASE
    bool new_keys { false };        ///< the old ones are lost: go on without what they sealed
    /// KARYA_MIDTRANS_…, KARYA_XENDIT_…, KARYA_RAJAONGKIR_…, KARYA_BITESHIP_…, KARYA_MAIL_…,
    /// KARYA_WHATSAPP_…: what is not set is not offered.
    payments::Providers providers {};
    shipping::Quoters quoters {};
    std::optional<mail::Sender> mail {};
    std::optional<mail::WhatsApp> whatsapp {};

    db::Dialect engine() const
    {
        return postgres.empty() ? db::Dialect::sqlite : db::Dialect::postgres;
    }
    db::Settings database() const { return { .directory = directory, .postgres = postgres }; }
    web::ServerSettings server() const;
};

/// The settings that come from the environment (docs/operating/payments.md). A secret may stand in
/// a file instead, named by the variable with _FILE behind it: so systemd hands out credentials.
Config config_from_environment();

} // namespace karya::app
