// Cash book and stock book: pages and files.

#include "base/text.h"
#include "books/cash_book.h"
#include "books/choice.h"
#include "books/days.h"
#include "books/links.h"
#include "books/text.h"
#include <algorithm>

namespace karya::books {

Result<Choosing> units_to_choose(View const& view, std::string const& q)
{
    Choosing page { .place = TRY(place_of(view)).in(view.lang), .q = q };
    if (trimmed(q).empty() && view.actor.level() == Level::nation) return page;
    for (auto const& unit : TRY(reach_on(view, board::nation_day(view.now))).units)
        if (org::matches(unit, q)) page.units.push_back({ unit.id, unit.name, unit.code });
    std::ranges::sort(page.units, {}, &UnitChoice::name);
    return page;
}

web::File file_of(std::string name, FileFormat format, std::string bytes)
{
    std::string_view type = "application/pdf";
    if (format == FileFormat::csv) type = "text/csv; charset=utf-8";
    if (format == FileFormat::xlsx)
        type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return { .content_type = std::string { type },
             .bytes = std::move(bytes),
             .download_name = std::move(name) + "." + std::string { enum_text(format) },
             .no_store = true };
}

DaysAsked days_asked(View const& view, org::UnitScope const& scope, std::optional<Day> first,
                     std::optional<Day> last)
{
    auto const today = scope.day(view.now);
    auto const from = first.value_or(month_of(last.value_or(today)));
    return { from, last.value_or(std::max(from, std::min(today, end_of_month(from)))) };
}

Result<web::File> as_file(View const& view, Folio const& folio, FileFormat format, std::string name)
{
    if (format != FileFormat::pdf)
        return file_of(std::move(name), format, TRY(folio_table(view.lang, folio, format)));
    Paper const paper { .made_at = rfc3339(view.now),
                        .mark = view.demo ? text::demo_paper(view.lang) : "" };
    return file_of(std::move(name), format, folio_pdf(view.lang, folio, paper));
}

std::optional<Pages> cut(Table& table, std::optional<std::int64_t> page)
{
    constexpr std::int64_t page_lines = 200;
    auto const lines = static_cast<std::int64_t>(table.rows.size());
    auto const last = std::max<std::int64_t>(1, (lines + page_lines - 1) / page_lines);
    auto const number = std::clamp<std::int64_t>(page.value_or(1), 1, last);
    if (last == 1) return {};
    auto const begin = table.rows.begin() + (number - 1) * page_lines;
    auto const end = number == last ? table.rows.end() : begin + page_lines;
    table.rows = std::vector<Row>(begin, end);
    Pages pages;
    if (number > 1) pages.earlier = number - 1;
    if (number < last) pages.later = number + 1;
    return pages;
}

namespace {

// ---- /meja/buku/kas ----

struct CashQuery {
    std::optional<UnitId> unit {};
    std::optional<Day> first {};
    std::optional<Day> last {};
    std::optional<ledger::Account> account {};
    std::optional<ActivityId> activity {};
    std::optional<std::int64_t> page {};
    std::optional<std::string> q {};
};
BOOST_DESCRIBE_STRUCT(CashQuery, (), (unit, first, last, account, activity, page, q))

struct AccountChoice {
    ledger::Account account {};
    bool chosen { false };
};
BOOST_DESCRIBE_STRUCT(AccountChoice, (), (account, chosen))

struct Choice {
    std::string id {};
    std::string name {};
    bool chosen { false };
};
BOOST_DESCRIBE_STRUCT(Choice, (), (id, name, chosen))

struct CashShown {
    std::string unit_chosen {};
    std::string account_chosen {};
    std::string activity_chosen {};
    Day first {};
    Day last {};
    std::vector<AccountChoice> accounts {};
    std::vector<Choice> activities {};
    ShownFolio folio {};
    std::optional<Pages> pages {};
};
BOOST_DESCRIBE_STRUCT(CashShown, (),
                      (unit_chosen, account_chosen, activity_chosen, first, last, accounts,
                       activities, folio, pages))

struct CashPage {
    std::optional<Choosing> choosing {};
    std::optional<CashShown> book {};
};
BOOST_DESCRIBE_STRUCT(CashPage, (), (choosing, book))

Result<CashWish> wish_of(View const& view, org::UnitScope const& scope, CashQuery const& query)
{
    if (query.account && *query.account > ledger::Account::bank)
        return Error { invalid }.at("account", std::string { reason::bad_choice });
    auto const days = days_asked(view, scope, query.first, query.last);
    return CashWish { days.first, days.last, query.account, query.activity };
}

Result<CashPage> show_cash(View& view, CashQuery const& query)
{
    if (!query.unit && view.actor.level() != Level::unit)
        return CashPage { .choosing = TRY(units_to_choose(view, query.q.value_or(""))) };
    auto const scope = TRY(scope_asked(view, query.unit));
    auto const wish = TRY(wish_of(view, scope, query));
    auto book = TRY(cash_book(view, scope, wish));
    CashShown page { .unit_chosen = query.unit ? query.unit->text() : "",
                     .account_chosen = wish.account ? std::string { enum_text(*wish.account) } : "",
                     .activity_chosen = wish.activity ? wish.activity->text() : "",
                     .first = wish.first,
                     .last = wish.last };
    for (auto const account :
         { ledger::Account::cash, ledger::Account::qris_clearing, ledger::Account::bank })
        page.accounts.push_back({ account, wish.account == account });
    for (auto const& activity : org::activities(view, scope))
        page.activities.push_back(
            { activity.id.text(), activity.name, wish.activity == activity.id });
    page.pages = cut(book.folio.tables.front(), query.page);
    page.folio = shown(view.lang, book.folio,
                       links_of(view, { page.unit_chosen, {}, wish.first, wish.last }));
    return CashPage { .book = std::move(page) };
}

struct CashFileQuery {
    std::optional<UnitId> unit {};
    std::optional<Day> first {};
    std::optional<Day> last {};
    std::optional<ledger::Account> account {};
    std::optional<ActivityId> activity {};
    std::optional<FileFormat> format {};
};
BOOST_DESCRIBE_STRUCT(CashFileQuery, (), (unit, first, last, account, activity, format))

Result<web::File> cash_file(View& view, CashFileQuery const& query)
{
    auto const scope = TRY(scope_asked(view, query.unit));
    auto const wish = TRY(wish_of(
        view, scope, { query.unit, query.first, query.last, query.account, query.activity }));
    auto const book = TRY(cash_book(view, scope, wish));
    auto of = scope.code();
    if (wish.activity) of += "-" + slug(TRY(org::activity(view, scope, *wish.activity)).name);
    return as_file(view, book.folio, query.format.value_or(FileFormat::pdf),
                   "buku-kas-" + of + "-" + wish.first.text());
}

// ---- /meja/buku/stok ----

struct StockQuery {
    std::optional<UnitId> unit {};
    std::optional<Day> first {};
    std::optional<Day> last {};
    std::optional<VariantId> variant {};
    std::optional<std::string> q {};
};
BOOST_DESCRIBE_STRUCT(StockQuery, (), (unit, first, last, variant, q))

struct StockShown {
    std::string unit_chosen {};
    std::string variant_chosen {};
    Day first {};
    Day last {};
    std::vector<Choice> variants {};
    ShownFolio folio {};
};
BOOST_DESCRIBE_STRUCT(StockShown, (), (unit_chosen, variant_chosen, first, last, variants, folio))

struct StockPage {
    std::optional<Choosing> choosing {};
    std::optional<StockShown> book {};
};
BOOST_DESCRIBE_STRUCT(StockPage, (), (choosing, book))

Result<Folio> stock_folio(View const& view, org::UnitScope const& scope, DaysAsked const& days,
                          std::optional<VariantId> variant)
{
    if (variant) return stock_book(view, scope, { days.first, days.last, *variant });
    return stock_list(view, scope, days.first, days.last);
}

Result<StockPage> show_stock(View& view, StockQuery const& query)
{
    if (!query.unit && view.actor.level() != Level::unit)
        return StockPage { .choosing = TRY(units_to_choose(view, query.q.value_or(""))) };
    auto const scope = TRY(scope_asked(view, query.unit));
    auto const days = days_asked(view, scope, query.first, query.last);
    auto const folio = TRY(stock_folio(view, scope, days, query.variant));
    StockShown page { .unit_chosen = query.unit ? query.unit->text() : "",
                      .variant_chosen = query.variant ? query.variant->text() : "",
                      .first = days.first,
                      .last = days.last,
                      .folio = shown(view.lang, folio) };
    for (auto const& goods : catalogue::counted_goods(view, scope))
        page.variants.push_back({ goods.variant.text(), goods.name + " (" + goods.code + ")",
                                  query.variant == goods.variant });
    return StockPage { .book = std::move(page) };
}

struct StockFileQuery {
    std::optional<UnitId> unit {};
    std::optional<Day> first {};
    std::optional<Day> last {};
    std::optional<VariantId> variant {};
    std::optional<FileFormat> format {};
};
BOOST_DESCRIBE_STRUCT(StockFileQuery, (), (unit, first, last, variant, format))

Result<web::File> stock_file(View& view, StockFileQuery const& query)
{
    auto const scope = TRY(scope_asked(view, query.unit));
    auto const days = days_asked(view, scope, query.first, query.last);
    auto const folio = TRY(stock_folio(view, scope, days, query.variant));
    return as_file(view, folio, query.format.value_or(FileFormat::pdf),
                   "buku-stok-" + scope.code() + "-" + days.first.text());
}

} // namespace

void add_book_routes(web::Routes& routes)
{
    routes.query<CashQuery, CashPage>("/meja/buku/kas", read_right, show_cash, { "books/cash" });
    routes.query<CashFileQuery, web::File>("/meja/buku/kas/berkas", read_right, cash_file);
    routes.query<StockQuery, StockPage>("/meja/buku/stok", read_right, show_stock,
                                        { "books/stock" });
    routes.query<StockFileQuery, web::File>("/meja/buku/stok/berkas", read_right, stock_file);
}

} // namespace karya::books
