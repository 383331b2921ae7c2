#include "board/board.h"
#include "board/facts.h"
#include "core/audit.h"
#include <functional>

namespace karya::board {

namespace {

constexpr int news_shown = 12;
constexpr std::size_t silent_shown = 60;

/// Most turnover first; equals stand by name and share no rank.
template<class Rank>
void put_in_order(std::vector<Rank>& ranks)
{
    std::ranges::sort(ranks, [](Rank const& a, Rank const& b) {
        return a.window.turnover != b.window.turnover ? a.window.turnover > b.window.turnover
                                                      : a.name < b.name;
    });
    for (std::size_t i = 0; i < ranks.size(); ++i) ranks[i].rank = static_cast<std::int64_t>(i + 1);
}

UnitRank rank_of(Facts const& facts, org::Unit const& unit)
{
    auto const& kanwil = facts.kanwil_of(unit);
    return { .unit = unit.id,
             .name = unit.name,
             .slug = unit.slug,
             .code = unit.code,
             .kanwil_slug = kanwil.slug,
             .kanwil_name = kanwil.name,
             .window = facts.of_window(unit.id),
             .today = facts.of_day(unit.id) };
}

/// Of those that may be expected to sell, and of whoever sold all the same.
std::vector<UnitRank> unit_ranks(Facts const& facts, std::vector<org::Unit const*> const& units)
{
    std::vector<UnitRank> ranks;
    for (auto const* unit : units)
        if (facts.sells(*unit) || facts.of_window(unit->id) != Sums {})
            ranks.push_back(rank_of(facts, *unit));
    put_in_order(ranks);
    return ranks;
}

std::vector<KanwilRank> kanwil_ranks(Facts const& facts)
{
    std::map<KanwilId, KanwilRank> ranks;
    for (auto const& kanwil : facts.kanwil)
        ranks[kanwil.id] = { .kanwil = kanwil.id, .name = kanwil.name, .slug = kanwil.slug };
    for (auto const& unit : facts.units) {
        auto& rank = ranks.at(unit.kanwil);
        auto const today = facts.of_day(unit.id);
        rank.window += facts.of_window(unit.id);
        rank.today += today;
        if (!facts.sells(unit)) continue;
        ++rank.units;
        rank.units_selling += today.sales > 0 ? 1 : 0;
    }
    std::vector<KanwilRank> ordered;
    for (auto& [id, rank] : ranks) ordered.push_back(std::move(rank));
    put_in_order(ordered);
    return ordered;
}

/// The latest sales of the units shown, newest first: each keeps its own, and of many the nation's
/// newest will do.
std::vector<News> latest(View const& view, Facts const& facts,
                         std::vector<org::Unit const*> const& units)
{
    constexpr std::size_t an_office_most = 100;
    std::vector<store::NewsRow> rows;
    if (units.size() > an_office_most) {
        rows = store::news_after(view.read, 0, news_shown);
    } else {
        for (auto const* unit : units)
            for (auto& row : store::news_of(view.read, unit->id, news_shown)) rows.push_back(row);
    }
    std::ranges::sort(rows, std::greater {}, &store::NewsRow::n);
    std::vector<News> news;
    for (auto const& row : rows)
        if (auto const* unit = facts.unit(row.unit); unit && std::ssize(news) < news_shown)
            news.push_back(told(view, facts, row, *unit));
    return news;
}

void add_silent(Facts const& facts, std::vector<org::Unit const*> const& units, Board& board)
{
    for (auto const* unit : units) {
        if (!facts.sells(*unit)) continue;
        ++board.units_holding;
        if (facts.of_day(unit->id).sales > 0) {
            ++board.units_selling;
            continue;
        }
        ++board.silent_count;
        if (board.silent.size() < silent_shown)
            board.silent.push_back(
                { unit->name, unit->slug, unit->code, facts.kanwil_of(*unit).name });
    }
}

/// A board of one date over the units that `keep` takes.
template<class Keep>
Board board_of(View const& view, Facts const& facts, Keep&& keep)
{
    std::vector<org::Unit const*> units;
    for (auto const& unit : facts.units)
        if (keep(unit)) units.push_back(&unit);
    Board board { .today = facts.today,
                  .campaign = facts.campaign,
                  .window = facts.window,
                  .last_news = store::last_news(view.read) };
    for (auto const* unit : units) {
        auto const today = facts.of_day(unit->id);
        board.sums_window += facts.of_window(unit->id);
        board.sums_today += today;
        if (facts.sells(*unit))
            board.points.push_back({ unit->id, unit->name, unit->slug, unit->code, unit->lat,
                                     unit->lng, today.sales > 0 });
    }
    board.units = unit_ranks(facts, units);
    board.news = latest(view, facts, units);
    add_silent(facts, units, board);
    return board;
}

/// The facts, of their own date alone when that is asked.
Facts seen(Facts facts, Span span)
{
    if (span == Span::campaign) return facts;
    facts.window = { facts.today, facts.today };
    facts.in_window = facts.in_day;
    return facts;
}

} // namespace

Day nation_day(Timestamp now) { return day_in(Zone::wib, now); }

Board nation(View const& view, Span span, std::size_t units_max)
{
    Country const country { view };
    auto const facts = seen(country.nation(), span);
    auto board = board_of(view, facts, [](auto const&) { return true; });
    std::erase_if(board.units, [](UnitRank const& rank) { return rank.window == Sums {}; });
    if (board.units.size() > units_max) board.units.resize(units_max);
    board.state = pulse_of(view, country).state;
    board.kanwil = kanwil_ranks(facts);
    board.day_product = product_of(view, facts, {});
    return board;
}

Result<Board> office(View const& view, std::string_view kanwil_slug, Span span)
{
    auto const kanwil = TRY(org::kanwil_by_slug(view, kanwil_slug));
    Country const country { view };
    auto board = board_of(view, seen(country.of(kanwil.id), span),
                          [&](org::Unit const& unit) { return unit.kanwil == kanwil.id; });
    board.state = pulse_of(view, country).state;
    return board;
}

Result<Board> unit(View const& view, std::string_view unit_slug, Span span)
{
    auto const found = TRY(org::unit_by_slug(view, unit_slug));
    Country const country { view };
    auto const facts = seen(country.in(found.zone), span);
    auto board = board_of(view, facts, [&](org::Unit const& unit) { return unit.id == found.id; });
    board.state = pulse_of(view, country).state;
    board.day_product = product_of(view, facts, found.id);
    return board;
}

Sums unit_sums(View const& view, UnitId unit, Window const& window)
{
    return store::sums_of(view.read, unit, window);
}

Sums nation_sums(View const& view, Window const& window)
{
    return store::nation_sums(view.read, window);
}

std::vector<catalogue::Sold> sold_since(View const& view, Day first)
{
    return store::sold_since(view.read, first);
}

std::optional<DayProduct> day_product(View const& view)
{
    return product_of(view, gather(view, nation_day(view.now)), {});
}

Result<void> choose(Call& call, org::UnitScope const& scope, Day day, ProductId product)
{
    auto const view = call.view();
    TRY(catalogue::product(view, scope, product));
    if (!catalogue::card(view, product)) return not_found; // not published
    auto const before = store::choice(call.tx, scope.unit(), day);
    store::set_choice(call.tx, scope.unit(), day, product);
    call.tx.touch(std::string { board_tag });
    core::audit(call,
                { .what = "board.choose",
                  .object = scope.unit().text() + " " + day.text(),
                  .before = before ? before->text() : "",
                  .after = product.text(),
                  .unit = scope.unit() });
    return {};
}

} // namespace karya::board
