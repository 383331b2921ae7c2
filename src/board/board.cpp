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

/// Everything a board of one date is made from, read once.
struct Facts {
    Day today {};
    std::optional<org::Campaign> campaign {};
    Window window {};
    std::vector<org::Kanwil> kanwil {};
    std::vector<org::Unit> units {}; ///< open ones, and closed ones that sold in the window
    std::map<UnitId, Sums> in_window {};
    std::map<UnitId, Sums> in_day {};

    /// It holds prisoners, and so may be expected to sell today.
    bool sells(org::Unit const& unit) const
    {
        return org::holds_prisoners(unit.kind) && (!unit.valid_to || *unit.valid_to >= today);
    }
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

void add_closed_units(View const& view, Facts& facts)
{
    std::set<UnitId> open;
    for (auto const& unit : facts.units) open.insert(unit.id);
    for (auto const& [id, sums] : facts.in_window) {
        if (open.contains(id)) continue;
        if (auto closed = org::unit(view, id); closed.ok()) facts.units.push_back(closed.take());
    }
}

Facts gather(View const& view, Day today)
{
    Facts facts;
    facts.today = today;
    facts.campaign = org::current_campaign(view, facts.today);
    facts.window = facts.campaign ? Window { facts.campaign->first_day, facts.campaign->last_day }
                                  : Window { facts.today, facts.today };
    facts.kanwil = org::all_kanwil(view);
    facts.units = org::all_units(view);
    facts.in_window = by_unit(view, facts.window);
    facts.in_day = by_unit(view, { facts.today, facts.today });
    add_closed_units(view, facts);
    return facts;
}

/// The facts of every date that it is somewhere in the country, one or two. A place shows the date
/// it has; the nation that of WIB: the sum of the units' same date.
class Country {
public:
    explicit Country(View const& view) : m_now(view.now)
    {
        for (auto const zone : { Zone::wib, Zone::wita, Zone::wit })
            if (auto const day = day_in(zone, m_now); !m_days.contains(day))
                m_days.emplace(day, gather(view, day));
    }
    Facts const& nation() const { return in(Zone::wib); }
    Facts const& in(Zone zone) const { return m_days.at(day_in(zone, m_now)); }
    /// Its units' zone; of several that of the first.
    Facts const& of(KanwilId kanwil) const
    {
        auto const& units = nation().units;
        auto const unit = std::ranges::find(units, kanwil, &org::Unit::kanwil);
        return unit == units.end() ? nation() : in(unit->zone);
    }

private:
    Timestamp m_now;
    std::map<Day, Facts> m_days {};
};

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
    auto const best = store::best_seller(view.read, facts.today, unit);
    auto const owner = unit.empty() ? (best ? best->unit : UnitId {}) : unit;
    auto const* found = facts.unit(owner);
    if (!found) return {};
    auto const chosen = store::choice(view.read, owner, facts.today);
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

Figures figures_of(std::string name, Facts const& facts,
                   std::function<bool(org::Unit const&)> const& belongs)
{
    Figures figures { .of = std::move(name) };
    for (auto const& unit : facts.units)
        if (belongs(unit)) add_to(figures, facts, unit);
    return figures;
}

/// Of the nation, every office and each unit with a row in the window.
std::vector<Figures> all_figures(Country const& country)
{
    auto const& nation = country.nation();
    std::vector<Figures> all { figures_of("nation", nation, [](auto const&) { return true; }) };
    for (auto const& kanwil : nation.kanwil)
        all.push_back(figures_of("kanwil:" + kanwil.slug, country.of(kanwil.id),
                                 [&](org::Unit const& unit) { return unit.kanwil == kanwil.id; }));
    for (auto const& unit : nation.units) {
        auto const& own = country.in(unit.zone);
        if (!own.in_window.contains(unit.id)) continue;
        add_to(all.emplace_back(Figures { .of = "unit:" + unit.code }), own, unit);
    }
    return all;
}

/// Everything that a pulse tells beside the news. The state is made of nothing else, so that two
/// nodes with the same books give it the same name.
Pulse pulse_of(View const& view, Country const& country)
{
    auto const& nation = country.nation();
    auto const product = product_of(view, nation, {});
    Pulse pulse { .today = nation.today,
                  .last_news = store::last_news(view.read),
                  .day_product = product ? product->card.slug : std::string {},
                  .figures = all_figures(country) };
    pulse.state = std::to_string(pulse.last_news) + "-"
        + sha256_hex(json_text(pulse)).substr(0, 12);
    return pulse;
}

/// A board over some of the units.
Board board_of(View const& view, Facts const& facts, std::vector<org::Unit const*> const& units)
{
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
    Country const country { view };
    auto const state = pulse_of(view, country).state;
    auto facts = country.nation();
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
    Country const country { view };
    auto const state = pulse_of(view, country).state;
    auto facts = country.of(kanwil.id);
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
    Country const country { view };
    auto const state = pulse_of(view, country).state;
    auto facts = country.in(found.zone);
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

Pulse pulse(View const& view, std::int64_t after)
{
    Country const country { view };
    auto const& facts = country.nation();
    auto pulse = pulse_of(view, country);
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
