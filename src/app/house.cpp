#include "app/house.h"
#include "app/answers.h"
#include "app/front.h"
#include "app/keys_mark.h"
#include "app/store.h"
#include "base/embedded.h"
#include "base/hash.h"
#include "buyers/buyers.h"
#include "catalogue/catalogue.h"
#include "core/keyed_hash.h"
#include "db/schema.h"
#include "device/device.h"
#include "exchange/exchange.h"
#include "feed/feed.h"
#include "identity/identity.h"
#include "labels/labels.h"
#include "ledger/ledger.h"
#include "mail/mail.h"
#include "orders/orders.h"
#include "org/org.h"
#include "payments/payments.h"
#include "sales/sales.h"
#include "tlog/tlog.h"
#include "wbp/wbp.h"
#include "web/clock.h"

namespace karya::app {

namespace {

constexpr std::string_view kind_mark = "kind";

/// The program's own seed, as a mark that it was laid.
std::string seed_edition()
{
    constexpr std::size_t length = 16;
    std::string all;
    for (auto const name : { "org/kanwil.tsv", "org/units.tsv", "ledger/rules.tsv" })
        all += embedded::seed(name);
    return "seed " + sha256_hex(all).substr(0, length);
}

/// What every installation has from the first start: the real offices and the national split rule.
/// Where they lie already nothing is written: a backup must come off a disk that is full.
Result<void> lay_seed(db::Engine& engine, db::Dialect dialect)
{
    auto const edition = seed_edition();
    bool const laid = TRY(store::mark_in(engine, edition)).has_value();
    if (laid && dialect == db::Dialect::sqlite) return {};
    return engine.write([&](db::Tx& tx) -> Result<void> {
        store::resume_order(tx); // before anything is announced
        if (laid) return {};
        Call call { tx, {}, now(), Lang::id, "seed" };
        org::load_seed(call);
        TRY(ledger::load_seed(call));
        store::set_mark(tx, edition, "laid");
        return {};
    });
}

/// "https://karya.example" → "karya.example/tlog"; the first line of the log fixes it.
std::string log_name(std::string_view origin)
{
    auto const scheme = origin.find("://");
    if (scheme != std::string_view::npos) origin.remove_prefix(scheme + 3);
    return std::string { origin.empty() ? "karya.lokal" : origin } + "/tlog";
}

Result<void> claim_within(db::Tx& tx, Kind kind)
{
    auto const mark = store::mark(tx, kind_mark);
    if (mark && *mark != enum_text(kind)) return *mark == "demo" ? is_demo : is_real;
    store::set_mark(tx, kind_mark, enum_text(kind));
    return {};
}

/// A backup does not know what was given since it was made.
Result<void> heed_restore(db::Engine& engine, std::filesystem::path const& folder)
{
    if (!is_restored(folder)) return {};
    TRY(engine.write([](db::Tx& tx) -> Result<void> {
        device::pass_over_series(tx);
        return {};
    }));
    unmark_restored(folder);
    return {};
}

/// What was published by an older program is found by today's rules before anybody asks.
Result<void> fill_index(db::Engine& engine)
{
    auto const filled = "search " + std::to_string(catalogue::index_edition);
    if (TRY(store::mark_in(engine, filled))) return {};
    TRY(catalogue::index_all(engine));
    return engine.write([&](db::Tx& tx) -> Result<void> {
        store::set_mark(tx, filled, "done");
        return {};
    });
}

} // namespace

Timestamp now() { return web::now(); }

Result<std::unique_ptr<House>> House::open(Config const& config, Folder folder)
{
    TRY(check_engine(config, folder));
    std::unique_ptr<House> house { new House { config } };
    house->m_engine = TRY(db::Engine::open(config.database()));
    TRY(house->m_engine->migrate(db::schema()));
    TRY(mark_engine(config.directory, config.engine()));
    TRY(start_keys(*house->m_engine, config));
    sales::keep_nip_key(TRY(identity::key("nip")));
    core::keep_hash_key(TRY(identity::key("content")));
    wbp::keep_key(TRY(identity::key("wbp")));
    labels::keep_key(TRY(identity::key("labels")));
    tlog::keep_settings({ TRY(identity::key("tlog")), log_name(config.origin) });
    device::keep_keys({ .invite = TRY(identity::key("device invite")),
                        .event = TRY(identity::key("device event")),
                        .list = TRY(identity::key("device list")),
                        .seal = TRY(identity::key("device seal")) });
    orders::keep_keys(
        { .link = TRY(identity::key("order link")), .buyer = TRY(identity::key("order buyer")) });
    buyers::keep_key(TRY(identity::key("buyer account")));
    auto providers = config.providers;
    providers.site = config.origin;
    // Browsers must find back here.
    payments::keep_providers(config.origin.empty() ? payments::Providers {} : std::move(providers));
    shipping::keep_quoters(config.quoters);
    auto letters = config.mail;
    if (letters) letters->site = config.origin;
    mail::keep_sender(std::move(letters));
    catalogue::offer_wishes(buyers::offered());
    auto messages = config.whatsapp;
    if (messages) messages->site = config.origin;
    mail::keep_whatsapp(std::move(messages));
    payments::keep_keys({ .page = TRY(identity::key("payment page")),
                          .payer = TRY(identity::key("payment payer")) });
    catalogue::keep_media_in(config.directory / "media");
    feed::take_reports_at(config.contact);
    keep_contact(config.contact);
    answer_for_modules();
    exchange::keep_takes_data([](db::Tx& tx) { return claim_within(tx, Kind::real); });
    TRY(lay_seed(*house->m_engine, config.engine()));
    TRY(fill_index(*house->m_engine));
    TRY(payments::seal_payers(*house->m_engine));
    TRY(heed_restore(*house->m_engine, config.directory));
    return house;
}

Result<Kind> House::kind()
{
    return m_engine->get<Kind>([](db::Read& read) -> Result<Kind> {
        auto const mark = store::mark(read, kind_mark);
        return mark ? enum_from<Kind>(*mark).value_or(Kind::real) : Kind::empty;
    });
}

Result<void> House::claim(Kind kind)
{
    return m_engine->write([&](db::Tx& tx) { return claim_within(tx, kind); });
}

} // namespace karya::app
