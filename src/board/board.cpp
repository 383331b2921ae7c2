#include "board/board.h"
#include "base/hash.h"
#include "base/json.h"
#include "board/store.h"
#include "core/audit.h"
#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace karya::board {

namespace {

constexpr int news_shown = 12;
constexpr int news_told_max = 50;
constexpr std::size_t silent_shown = 60;

/// Everything a board is made from, read once. "Today" is each unit's own day, so that a
/// sale moves the numbers at once, whatever the hour; the date above a board is that of its place.
struct Facts {
    Timestamp now {};
    Day today {}; ///< the nation's
    std::optional<org::Campaign> campaign {};
    Window window {};
    std::vector<org::Kanwil> kanwil {};
    std::vector<org::Unit> units {}; ///< open ones, and closed ones that sold in the window
    std::map<UnitId, Sums> in_window {};
    std::map<UnitId, Sums> in_day {};

    /// It holds prisoners, and so may be expected to sell today.
    bool sells(org::Unit const& unit) const
    {
        return org::holds_prisoners(unit.kind)
            && (!unit.valid_to || *unit.valid_to >= day_of(unit));
    }
    Day day_of(org::Unit const& unit) const { return day_in(unit.zone, now); }
    Sums of_window(UnitId unit) const { return sums_in(in_window, unit); }
    Sums of_day(UnitId unit) const { return sums_in(in_day, unit); }
    org::Kanwil const& kanwil_of(org::Unit const& unit) const
    {
        auto const found = std::ranges::find(kanwil, unit.kanwil, &org::Kanwil::id);
        CHECK(found != kanwil.end());
        return *found;
    }
    org::Unit const* unit(UnitId id) const
    {
        auto const found = std::ranges::find(units, id, &org::Unit::id);
        return found == units.end() ? nullptr : &*found;
    }

private:
    static Sums sums_in(std::map<UnitId, Sums> const& sums, UnitId unit)
    {
        auto const found = sums.find(unit);
        return found == sums.end() ? Sums {} : found->second;
    }
};

std::map<UnitId, Sums> by_unit(View const& view, Window const& window)
{
    std::map<UnitId, Sums> sums;
    for (auto const& row : store::unit_sums(view.read, window)) sums[row.unit] = row.sums();
    return sums;
}

void add_closed_units(View const& view, Facts& facts, std::map<UnitId, Sums> const& sold)
{
    std::set<UnitId> known;
    for (auto const& unit : facts.units) known.insert(unit.id);
    for (auto const& [id, sums] : sold) {
        if (known.contains(id)) continue;
        if (auto closed = org::unit(view, id); closed.ok()) facts.units.push_back(closed.take());
    }
}

/// What each unit sold on its own day. Of three zones one or two dates are open at a time.
void add_days(View const& view, Facts& facts)
{
    std::map<Day, std::map<UnitId, Sums>> days;
    for (auto const zone : { Zone::wib, Zone::wita, Zone::wit }) {
        auto const day = day_in(zone, facts.now);
        if (!days.contains(day)) days[day] = by_unit(view, { day, day });
    }
    for (auto const& [day, sold] : days) add_closed_units(view, facts, sold);
    for (auto const& unit : facts.units) {
        auto const& sold = days.at(facts.day_of(unit));
        if (auto const found = sold.find(unit.id); found != sold.end())
            facts.in_day[unit.id] = found->second;
    }
}

Facts gather(View const& view)
{
    Facts facts { .now = view.now, .today = nation_day(view.now) };
    facts.campaign = org::current_campaign(view, facts.today);
    facts.window = facts.campaign ? Window { facts.campaign->first_day, facts.campaign->last_day }
                                  : Window { facts.today, facts.today };
    facts.kanwil = org::all_kanwil(view);
    facts.units = org::all_units(view);
    if (facts.campaign) facts.in_window = by_unit(view, facts.window);
    add_closed_units(view, facts, facts.in_window);
    add_days(view, facts);
    if (!facts.campaign) facts.in_window = facts.in_day;
    return facts;
}

void look_at(Facts& facts, Span span)
{
    if (span != Span::day) return;
    facts.window = { facts.today, facts.today };
    facts.in_window = facts.in_day;
}

Sums& operator+=(Sums& sum, Sums const& other)
{
    sum.turnover += other.turnover;
    sum.premi += other.premi;
    sum.pnbp += other.pnbp;
    sum.sales += other.sales;
    return sum;
}

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

News told(View const& view, Facts const& facts, store::NewsRow const& row, org::Unit const& unit)
{
    auto const card = row.product.empty() ? std::nullopt : catalogue::card(view, row.product);
    return { .n = row.n,
             .unit = unit.id,
             .unit_name = unit.name,
             .unit_slug = unit.slug,
             .unit_code = unit.code,
             .kanwil_slug = facts.kanwil_of(unit).slug,
             .product = card ? card->name : std::string {},
             .turnover = row.turnover,
             .sold_at = { row.sold_at, unit.zone } };
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

std::optional<DayProduct> product_of(View const& view, Facts const& facts, UnitId unit)
{
    auto const* asked = unit.empty() ? nullptr : facts.unit(unit);
    auto const day = asked ? facts.day_of(*asked) : facts.today;
    auto const best = store::best_seller(view.read, day, unit);
    auto const owner = unit.empty() ? (best ? best->unit : UnitId {}) : unit;
    auto const* found = facts.unit(owner);
    if (!found) return {};
    auto const chosen = store::choice(view.read, owner, facts.day_of(*found));
    for (auto const product : { chosen, best ? std::optional { best->product } : std::nullopt }) {
        if (!product) continue;
        if (auto card = catalogue::card(view, *product))
            return DayProduct { owner, found->name, chosen == product, std::move(*card) };
    }
    return {};
}

void add_to(Figures& figures, Facts const& facts, org::Unit const& unit)
{
    auto const today = facts.of_day(unit.id);
    figures.window += facts.of_window(unit.id);
    figures.today += today;
    if (!facts.sells(unit)) return;
    ++(today.sales > 0 ? figures.units_selling : figures.silent);
}

/// Of the nation, every office and each unit with a row in the window.
std::vector<Figures> all_figures(Facts const& facts)
{
    Figures nation { .of = "nation" };
    std::map<KanwilId, Figures> offices;
    for (auto const& kanwil : facts.kanwil) offices[kanwil.id].of = "kanwil:" + kanwil.slug;
    std::vector<Figures> units;
    for (auto const& unit : facts.units) {
        add_to(nation, facts, unit);
        add_to(offices.at(unit.kanwil), facts, unit);
        if (!facts.in_window.contains(unit.id)) continue;
        add_to(units.emplace_back(Figures { .of = "unit:" + unit.code }), facts, unit);
    }
    std::vector<Figures> all { nation };
    for (auto const& [id, figures] : offices) all.push_back(figures);
    all.insert(all.end(), units.begin(), units.end());
    return all;
}

/// Everything that a pulse tells beside the news. The state is made of nothing else, so that two
/// nodes with the same books give it the same name.
Pulse pulse_of(View const& view, Facts const& facts)
{
    auto const product = product_of(view, facts, {});
    Pulse pulse { .today = facts.today,
                  .last_news = store::last_news(view.read),
                  .day_product = product ? product->card.slug : std::string {},
                  .figures = all_figures(facts) };
    pulse.state = std::to_string(pulse.last_news) + "-"
        + sha256_hex(json_text(pulse)).substr(0, 12);
    return pulse;
}

/// A board over some of the units.
Board board_of(View const& view, Facts const& facts, std::vector<org::Unit const*> const& units)
{
    bool const local = !units.empty() && units.size() < facts.units.size();
    Board board { .today = local ? facts.day_of(*units.front()) : facts.today,
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

template<class Keep>
std::vector<org::Unit const*> chosen_units(Facts const& facts, Keep&& keep)
{
    std::vector<org::Unit const*> units;
    for (auto const& unit : facts.units)
        if (keep(unit)) units.push_back(&unit);
    return units;
}

} // namespace

Day nation_day(Timestamp now) { return day_in(Zone::wib, now); }

Board nation(View const& view, Span span, std::size_t units_max)
{
    auto facts = gather(view);
    auto const state = pulse_of(view, facts).state;
    look_at(facts, span);
    auto board = board_of(view, facts, chosen_units(facts, [](auto const&) { return true; }));
    board.state = state;
    std::erase_if(board.units, [](UnitRank const& rank) { return rank.window == Sums {}; });
    if (board.units.size() > units_max) board.units.resize(units_max);
    board.kanwil = kanwil_ranks(facts);
    board.day_product = product_of(view, facts, {});
    return board;
}

Result<Board> office(View const& view, std::string_view kanwil_slug, Span span)
{
    auto const kanwil = TRY(org::kanwil_by_slug(view, kanwil_slug));
    auto facts = gather(view);
    auto const state = pulse_of(view, facts).state;
    look_at(facts, span);
    auto board = board_of(view, facts, chosen_units(facts, [&](org::Unit const& unit) {
                              return unit.kanwil == kanwil.id;
                          }));
    board.state = state;
    return board;
}

Result<Board> unit(View const& view, std::string_view unit_slug, Span span)
{
    auto const found = TRY(org::unit_by_slug(view, unit_slug));
    auto facts = gather(view);
    auto const state = pulse_of(view, facts).state;
    look_at(facts, span);
    auto board = board_of(view, facts, chosen_units(facts, [&](org::Unit const& unit) {
                              return unit.id == found.id;
                          }));
    board.state = state;
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
    return product_of(view, gather(view), {});
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

Pulse pulse(View const& view, std::int64_t after)
{
    auto const facts = gather(view);
    auto pulse = pulse_of(view, facts);
    for (auto const& row : store::news_after(view.read, after, news_told_max))
        if (auto const* unit = facts.unit(row.unit))
            pulse.news.push_back(told(view, facts, row, *unit));
    return pulse;
}

Pulse changes(Pulse const& before, Pulse now)
{
    std::map<std::string_view, Figures const*> known;
    for (auto const& figures : before.figures) known[figures.of] = &figures;
    std::erase_if(now.figures, [&](Figures const& figures) {
        auto const found = known.find(figures.of);
        return found != known.end() && *found->second == figures;
    });
    return now;
}

} // namespace karya::board
