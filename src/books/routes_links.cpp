#include "books/links.h"
#include "ledger/ledger.h"
#include "web/page.h"

namespace karya::books {

namespace {

/// An address that is put together field by field.
class Address {
public:
    explicit Address(std::string path) : m_path(std::move(path)) { }
    Address& with(std::string_view name, std::string_view value)
    {
        if (value.empty()) return *this;
        m_path += m_path.find('?') == std::string::npos ? '?' : '&';
        m_path.append(name).append("=").append(value);
        return *this;
    }
    std::string take() { return std::move(m_path); }

private:
    std::string m_path;
};

std::string period_name(Seen const& seen) { return name_of(Period { seen.first, seen.last }); }

std::string lines_path(std::string path, Seen const& seen, std::string_view account = {})
{
    return Address { std::move(path) }
        .with("account", account)
        .with("first", seen.first.text())
        .with("last", seen.last.text())
        .with("unit", seen.unit)
        .take();
}

/// Money has a book of its own; the rest stands in the ledger.
std::string account_path(Seen const& seen, std::string const& name)
{
    auto const account = enum_from<ledger::Account>(name);
    bool const money = account && *account <= ledger::Account::bank;
    return lines_path(money ? "/meja/buku/kas" : "/meja/buku", seen, name);
}

/// The receipts that one row of what was sold adds up.
std::string receipts_path(Seen const& seen, std::string_view by, std::string const& what)
{
    return Address { lines_path("/meja/buku/nota", seen) }.with(by, what).take();
}

std::string plain_path(Seen const& seen, About const& about)
{
    std::string const report { "/meja/laporan/masa" };
    switch (about.kind) {
    case AboutKind::kanwil:
        return Address { report }.with("kanwil", about.id).with("period", period_name(seen)).take();
    case AboutKind::unit:
        return Address { report }.with("unit", about.id).with("period", period_name(seen)).take();
    case AboutKind::period:
        return Address { report }
            .with("period", about.id)
            .with("unit", seen.unit)
            .with("kanwil", seen.kanwil)
            .take();
    case AboutKind::day:
        return Address { "/meja/laporan/harian" }
            .with("day", about.id)
            .with("unit", seen.unit)
            .take();
    case AboutKind::receipts: return lines_path("/meja/buku/nota", seen);
    case AboutKind::sale: return "/kasir/struk/" + about.id;
    case AboutKind::entry:
        return Address { "/meja/buku/" + about.id }.with("unit", seen.unit).take();
    case AboutKind::account: return account_path(seen, about.id);
    case AboutKind::deposit: return "/meja/pnbp/setoran/" + about.id;
    case AboutKind::pnbp:
        return Address { "/meja/pnbp" }
            .with("year", seen.first.text().substr(0, 4))
            .with("unit", seen.unit)
            .take();
    case AboutKind::premi: return Address { "/meja/premi" }.with("unit", seen.unit).take();
    case AboutKind::batches: return Address { "/meja/produksi" }.with("unit", seen.unit).take();
    case AboutKind::goods: return lines_path("/meja/buku/stok", seen);
    case AboutKind::buyer: return receipts_path(seen, "buyer", about.id);
    case AboutKind::kind: return receipts_path(seen, "goods", about.id);
    case AboutKind::channel: return receipts_path(seen, "channel", about.id);
    }
    return {};
}

} // namespace

Seen seen_of(View const& view, ReportKey const& key)
{
    Seen seen { .first = key.first, .last = key.last };
    auto const level = view.actor.level();
    if (key.level == Level::unit && level != Level::unit) seen.unit = key.place;
    if (key.level == Level::kanwil && level == Level::nation) seen.kanwil = key.place;
    return seen;
}

std::string at_of(Seen const& seen)
{
    if (!seen.unit.empty()) return "unit=" + seen.unit;
    return seen.kanwil.empty() ? "" : "kanwil=" + seen.kanwil;
}

std::string path_to(Lang lang, Seen const& seen, About const& about)
{
    return web::localized(lang, plain_path(seen, about));
}

LinkOf links_of(View const& view, Seen seen)
{
    if (!read_right.allows(view.actor)) return {};
    return [lang = view.lang, seen = std::move(seen)](About const& about) {
        return path_to(lang, seen, about);
    };
}

} // namespace karya::books
