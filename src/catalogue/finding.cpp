// How the public finds: words to hits, hits to a ranked page and to counts of every trait.

#include "base/text.h"
#include "catalogue/catalogue.h"
#include "catalogue/kit_shelf.h"
#include "catalogue/store_find.h"
#include "search/search.h"
#include <algorithm>
#include <map>

namespace karya::catalogue {

using store::Hit;
using store::page_size;

Result<ShelfPlace> ShelfPlace::parse(std::string_view text)
{
    ShelfPlace place;
    auto const dash = text.rfind('-');
    if (dash == std::string_view::npos || !parse_integer(text.substr(0, dash), place.key)
        || !parse_integer(text.substr(dash + 1), place.number))
        return bad_id;
    return place;
}

std::string ShelfPlace::text() const { return std::to_string(key) + "-" + std::to_string(number); }

namespace {

/// What is named so stands before what only tells of it, what can be had before what cannot; then
/// what sells.
std::int64_t fitness(Hit const& hit)
{
    constexpr int sold_bits = 48;
    bool const to_be_had = unpacked(hit.facts).availability != Availability::sold_out;
    auto const rank = (hit.in_title ? 2 : 0) + (to_be_had ? 1 : 0);
    return (std::int64_t { rank } << sold_bits) + hit.sold;
}

/// The greater, the earlier; equal ones by their number.
ShelfPlace place_of(Sorting sorting, Hit const& hit)
{
    switch (sorting) {
    case Sorting::best: return { fitness(hit), hit.number };
    case Sorting::newest: return { micros(hit.published_at), hit.number };
    case Sorting::cheapest: return { -hit.price.amount(), hit.number };
    case Sorting::dearest: return { hit.price.amount(), hit.number };
    case Sorting::most_sold: return { hit.sold, hit.number };
    }
    return {};
}

/// The cheapest are counted upwards in number too, as the database does.
auto rank_of(Sorting sorting, ShelfPlace const& place)
{
    auto const number = sorting == Sorting::cheapest ? -place.number : place.number;
    return std::pair { place.key, number };
}

Sorting sorting_of(ShelfFilter const& filter)
{
    auto const sorting = filter.sorting.value_or(Sorting::best);
    if (sorting == Sorting::best && filter.words.empty()) return Sorting::newest;
    return sorting;
}

/// The open units by their number; products of others are not there.
class OpenUnits {
public:
    explicit OpenUnits(View const& view)
    {
        for (auto& unit : store::open_units(view.read, view.now)) {
            auto const number = unit.number;
            m_units.emplace(number, std::move(unit));
        }
    }
    store::OpenUnit const* find(std::int64_t number) const
    {
        auto const found = m_units.find(number);
        return found == m_units.end() ? nullptr : &found->second;
    }

private:
    std::map<std::int64_t, store::OpenUnit> m_units {};
};

enum class Trait : std::uint8_t { kind, place, unit, reach, availability, band };
constexpr std::size_t trait_count = 6;

/// Which traits of a product miss the filter.
struct Misses {
    std::array<bool, trait_count> at {};
    bool none() const { return std::ranges::count(at, true) == 0; }
    /// The filter lets it through but for that trait.
    bool only(Trait trait) const
    {
        auto const count = std::ranges::count(at, true);
        return count == 0 || (count == 1 && at[static_cast<std::size_t>(trait)]);
    }
};

Misses misses(ShelfFilter const& filter, Traits const& traits, store::OpenUnit const& unit)
{
    auto const miss = [](auto const& wanted, auto const& is) { return wanted && *wanted != is; };
    return { { miss(filter.kind, traits.kind), miss(filter.kanwil, unit.kanwil),
               miss(filter.unit, unit.unit), miss(filter.reach, traits.reach),
               miss(filter.availability, traits.availability), miss(filter.band, traits.band) } };
}

/// Counts every trait over what was found.
class Counting {
public:
    Counting(ShelfFilter const& filter, OpenUnits const& units) : m_filter(filter), m_units(units)
    {
    }

    void add(std::int64_t facts, std::int64_t count)
    {
        auto const traits = unpacked(facts);
        auto const* const unit = m_units.find(traits.unit);
        if (!unit) return;
        auto const missed = misses(m_filter, traits, *unit);
        if (missed.none()) m_count += count;
        if (missed.only(Trait::kind)) m_kinds[traits.kind] += count;
        if (missed.only(Trait::reach)) m_reaches[traits.reach] += count;
        if (missed.only(Trait::availability)) m_availabilities[traits.availability] += count;
        if (missed.only(Trait::band)) m_bands[traits.band] += count;
        if (missed.only(Trait::place)) m_kanwils[unit->kanwil] += count;
        if (missed.only(Trait::unit)) m_unit_counts[traits.unit] += count;
    }

    std::int64_t count() const { return m_count; }

    Facets facets() const
    {
        Facets all { choices(m_kinds), choices(m_reaches), choices(m_availabilities),
                     choices(m_bands), choices(m_kanwils), {} };
        for (auto const& [number, count] : m_unit_counts) {
            auto const& unit = *m_units.find(number);
            all.units.push_back({ unit.unit, unit.slug, unit.name, count });
        }
        std::ranges::stable_sort(all.units, std::greater {}, &UnitChoice::count);
        return all;
    }

private:
    template<class Value>
    static std::vector<Choice<Value>> choices(std::map<Value, std::int64_t> const& counts)
    {
        std::vector<Choice<Value>> all;
        for (auto const& [value, count] : counts) all.push_back({ value, count });
        return all;
    }

    ShelfFilter const& m_filter;
    OpenUnits const& m_units;
    std::int64_t m_count { 0 };
    std::map<ProductKind, std::int64_t> m_kinds {};
    std::map<Reach, std::int64_t> m_reaches {};
    std::map<Availability, std::int64_t> m_availabilities {};
    std::map<PriceBand, std::int64_t> m_bands {};
    std::map<KanwilId, std::int64_t> m_kanwils {};
    std::map<std::int64_t, std::int64_t> m_unit_counts {};
};

std::vector<Hit> hits_of(View const& view, search::Wish const& wish)
{
    if (wish.empty()) return {};
    return store::hits(view.read, search::expression(wish),
                       search::expression(wish, search::Where::title));
}

/// What was meant, when nothing is found as typed.
std::optional<search::Correction> meant_by(View const& view, std::string_view typed)
{
    std::size_t shortest = std::string::npos;
    std::size_t longest = 0;
    for (auto const& word : search::words_of(typed)) {
        auto const slips = search::slips_allowed(word.size());
        shortest = std::min(shortest, word.size() - slips);
        longest = std::max(longest, word.size() + slips);
    }
    if (longest == 0) return {};
    return search::correction_of(typed, store::vocabulary(view.read, shortest, longest));
}

/// The page of `hits` (in any order) that begins after the filter's place, and what follows it.
std::vector<Hit> page_of(std::vector<Hit> hits, ShelfFilter const& filter)
{
    auto const sorting = sorting_of(filter);
    auto const rank = [&](Hit const& hit) { return rank_of(sorting, place_of(sorting, hit)); };
    if (filter.after) {
        auto const from = rank_of(sorting, *filter.after);
        std::erase_if(hits, [&](Hit const& hit) { return rank(hit) >= from; });
    }
    auto const end = hits.begin()
        + static_cast<std::ptrdiff_t>(std::min(hits.size(), page_size + 1));
    std::ranges::partial_sort(hits, end, std::greater {}, rank);
    hits.erase(end, hits.end());
    return hits;
}

/// Puts the cards of a page that was asked for one longer than shown.
void put_page(View const& view, ShelfFilter const& filter, std::vector<Hit> hits, Shelf& shelf)
{
    if (hits.size() > page_size) {
        hits.resize(page_size);
        shelf.next = place_of(sorting_of(filter), hits.back());
    }
    std::vector<std::int64_t> numbers;
    std::ranges::transform(hits, std::back_inserter(numbers), &Hit::number);
    shelf.cards = store::cards_of(view.read, numbers, view.lang, view.now);
}

std::vector<Hit> page_of_everything(View const& view, ShelfFilter const& given, std::size_t limit)
{
    auto filter = given;
    filter.sorting = sorting_of(given);
    std::optional<store::After> after;
    if (filter.after) after = { filter.after->key, filter.after->number };
    return store::page(view.read, filter, after, view.now, static_cast<int>(limit));
}

Shelf shelf_of_words(View const& view, ShelfFilter const& filter, OpenUnits const& units)
{
    Shelf shelf;
    auto hits = hits_of(view, search::wish_of(filter.words));
    if (hits.empty() && found_kits(view, filter).empty()) {
        if (auto const meant = meant_by(view, filter.words)) {
            hits = hits_of(view, meant->wish);
            bool const found = !hits.empty() || !found_kits(view, filter, meant->wish).empty();
            if (found) shelf.meant = meant->text;
        }
    }
    Counting counting { filter, units };
    for (auto const& hit : hits) counting.add(hit.facts, 1);
    shelf.count = counting.count();
    shelf.facets = counting.facets();
    std::erase_if(hits, [&](Hit const& hit) {
        auto const traits = unpacked(hit.facts);
        auto const* const unit = units.find(traits.unit);
        return !unit || !misses(filter, traits, *unit).none();
    });
    put_page(view, filter, page_of(std::move(hits), filter), shelf);
    return shelf;
}

} // namespace

Shelf shelf(View const& view, ShelfFilter const& given)
{
    auto filter = given;
    filter.words = trimmed(given.words);
    OpenUnits const units { view };
    if (!filter.words.empty()) return shelf_of_words(view, filter, units);
    Shelf shelf;
    Counting counting { filter, units };
    for (auto const& tally : store::tallies(view.read)) counting.add(tally.facts, tally.count);
    shelf.count = counting.count();
    shelf.facets = counting.facets();
    put_page(view, filter, page_of_everything(view, filter, page_size + 1), shelf);
    return shelf;
}

std::vector<Card> cards(View const& view, ShelfFilter const& filter, std::size_t count)
{
    CHECK(count > 0 && count <= page_size && filter.words.empty());
    Shelf shelf;
    put_page(view, filter, page_of_everything(view, filter, count), shelf);
    return std::move(shelf.cards);
}

std::vector<Card> related(View const& view, Product const& product)
{
    constexpr std::size_t shown = 6;
    auto goods = cards(view, { .unit = product.unit }, shown + 1);
    auto const like = cards(view, { .kind = product.kind, .sorting = Sorting::most_sold },
                            page_size);
    for (auto const& card : like)
        if (card.unit != product.unit) goods.push_back(card);
    std::erase_if(goods, [&](Card const& card) { return card.product == product.id; });
    if (goods.size() > shown) goods.resize(shown);
    return goods;
}

std::vector<std::string> suggestions(View const& view, std::string_view typed)
{
    constexpr std::size_t suggested = 8;
    constexpr std::size_t kits_suggested = 2; // of many goods there are few kits
    OpenUnits const units { view };
    auto hits = hits_of(view, search::beginning_of(typed));
    std::erase_if(hits, [&](Hit const& hit) { return !units.find(unpacked(hit.facts).unit); });
    ShelfFilter const filter { .words = std::string { typed } };
    Shelf shelf;
    put_page(view, filter, page_of(std::move(hits), filter), shelf);
    std::vector<std::string> names;
    auto const add = [&](std::string const& name) {
        if (names.size() < suggested && std::ranges::find(names, name) == names.end())
            names.push_back(name);
    };
    if (auto const wish = search::beginning_of(typed); !wish.empty())
        for (auto const& kit : found_kits(view, {}, wish))
            if (names.size() < kits_suggested) add(kit.name(view.lang));
    for (auto const& card : shelf.cards) add(card.name);
    return names;
}

} // namespace karya::catalogue
