// The list of everything, narrowed down, ordered and searched; and what a word may become.

#include "catalogue/routes_shelf.h"
#include "base/cloth.h"
#include "base/text.h"
#include "catalogue/linked.h"
#include "catalogue/shelf_address.h"
#include "catalogue/text.h"
#include "web/form.h"
#include "web/page.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::catalogue {

ShelfCard shown(Card const& card)
{
    return { card.product,   card.slug,
             card.name,      initial_of(card.name),
             card.kind,      card.availability,
             card.price_min, card.price_min != card.price_max,
             card.photo,     card.unit,
             card.unit_slug, card.unit_name,
             card.place,     rating_view({ card.rating_count, card.rating_sum }) };
}

std::vector<ShelfCard> shown(std::vector<Card> const& cards)
{
    std::vector<ShelfCard> all;
    for (auto const& card : cards) all.push_back(shown(card));
    return all;
}

std::string address_of(Lang lang, ShelfQuery const& query)
{
    auto address = web::localized(lang, "/produk");
    char mark = '?';
    each_member(query, [&](std::string_view name, auto const& value) {
        if (!value) return;
        address.append(1, mark).append(name).append("=");
        if constexpr (DescribedEnum<std::remove_cvref_t<decltype(*value)>>)
            address += enum_text(*value);
        else
            address += web::percent_encode(*value);
        mark = '&';
    });
    return address;
}

bool narrows(ShelfQuery const& query)
{
    return query.q || query.kind || query.kanwil || query.unit || query.reach || query.availability
        || query.band;
}

namespace {

/// One value of a trait to narrow the list down to, or to widen it again when it is chosen.
struct FacetChoice {
    std::string value {};
    std::string words {};
    std::int64_t count {};
    bool chosen { false };
    std::string address {};
};
BOOST_DESCRIBE_STRUCT(FacetChoice, (), (value, words, count, chosen, address))

struct Facet {
    std::string trait {};
    std::string words {};
    std::vector<FacetChoice> choices {};
    std::vector<FacetChoice> more {}; ///< shown when asked for
};
BOOST_DESCRIBE_STRUCT(Facet, (), (trait, words, choices, more))

/// What was chosen, and the list without it.
struct Chip {
    std::string words {};
    std::string address {};
};
BOOST_DESCRIBE_STRUCT(Chip, (), (words, address))

struct SortChoice {
    Sorting sort { Sorting::newest };
    bool chosen { false };
    std::string address {};
};
BOOST_DESCRIBE_STRUCT(SortChoice, (), (sort, chosen, address))

/// The unit whose goods alone are listed.
struct ShelfUnit {
    UnitId unit {};
    std::string slug {};
    std::string name {};
    std::string place {};
};
BOOST_DESCRIBE_STRUCT(ShelfUnit, (), (unit, slug, name, place))

/// A kit among the goods of all units.
struct ShelfKit : KitCard {
    std::string unit_name {};
};
BOOST_DESCRIBE_STRUCT(ShelfKit, (KitCard), (unit_name))

struct ShelfPage {
    std::string title {};
    std::vector<ShelfCard> cards {};
    std::vector<ShelfKit> kits {}; ///< on the first page
    std::int64_t count {};
    std::optional<std::string> next {};
    std::string next_address {};
    std::string first_address {};
    bool continued { false }; ///< not the first page
    bool filtered { false };
    std::string q {};
    std::optional<std::string> meant {};
    std::optional<ShelfUnit> only_unit {};
    std::vector<Chip> chips {};
    std::vector<Facet> facets {};
    std::vector<SortChoice> sorts {};
    std::vector<Chip> wider {};        ///< nothing was found: the list without one of the choices
    std::vector<ShelfCard> instead {}; ///< nothing was found: what others buy
    ShelfQuery chosen {};              ///< hidden fields of the search

    /// Search engines are led to kinds, places and units, not into every mixture of filters.
    web::Meta meta(Lang lang, std::string_view site) const
    {
        std::vector<linked::Item> items;
        for (auto const& card : cards)
            items.push_back(
                { card.name, std::string { site } + web::localized(lang, "/produk/" + card.slug) });
        auto plain = chosen;
        plain.sort.reset();
        return { .description = {},
                 .picture = only_unit ? "/kartu/unit/" + only_unit->slug + ".png" : std::string {},
                 .canonical = address_of(Lang::id, plain),
                 .feed = "/umpan/terbaru.atom",
                 .facts = linked::facts_of(items),
                 .unlisted = chips.size() > 1 || !q.empty() || (cards.empty() && kits.empty()) };
    }
    /// Searches are too many to keep.
    std::vector<std::string> tags() const
    {
        return q.empty() ? std::vector<std::string> { "shelf" } : std::vector<std::string> {};
    }
};
BOOST_DESCRIBE_STRUCT(ShelfPage, (),
                      (title, cards, kits, count, next, next_address, first_address, continued,
                       filtered, q, meant, only_unit, chips, facets, sorts, wider, instead, chosen))

Result<ShelfFilter> filter_of(View& view, ShelfQuery const& query)
{
    ShelfFilter filter { .kind = query.kind,
                         .kanwil = {},
                         .unit = {},
                         .reach = query.reach,
                         .availability = query.availability,
                         .band = query.band,
                         .words = query.q.value_or(""),
                         .sorting = query.sort,
                         .after = {} };
    if (query.kanwil) filter.kanwil = TRY(org::kanwil_by_slug(view, *query.kanwil)).id;
    if (query.unit) filter.unit = TRY(org::unit_by_slug(view, *query.unit)).id;
    if (query.after) {
        auto const place = ShelfPlace::parse(*query.after);
        if (!place.ok()) return not_found;
        filter.after = place.value();
    }
    return filter;
}

/// Builds the page's links: each is the address of now with one thing changed, on the first page.
class Links {
public:
    Links(View const& view, ShelfQuery query) : m_view(view), m_query(std::move(query))
    {
        m_query.after.reset();
    }

    std::string here() const { return address_of(m_view.lang, m_query); }

    template<class Value>
    std::string with(std::optional<Value> ShelfQuery::* field, std::optional<Value> value) const
    {
        auto changed = m_query;
        changed.*field = std::move(value);
        // A unit lies in one place: choosing another leaves it.
        if constexpr (std::is_same_v<Value, std::string>)
            if (field == &ShelfQuery::kanwil) changed.unit.reset();
        return address_of(m_view.lang, changed);
    }

    template<class Value>
    FacetChoice choice(std::optional<Value> ShelfQuery::* field, Value value, std::string words,
                       std::int64_t count) const
    {
        bool const chosen = m_query.*field == value;
        FacetChoice made {
            .value = {}, .words = std::move(words), .count = count, .chosen = chosen, .address = {}
        };
        if constexpr (DescribedEnum<Value>)
            made.value = enum_text(value);
        else
            made.value = value;
        made.address = with(field, chosen ? std::optional<Value> {} : std::optional { value });
        return made;
    }

    template<DescribedEnum E>
    Facet facet(std::string_view trait, std::string words, std::optional<E> ShelfQuery::* field,
                std::vector<Choice<E>> const& choices) const
    {
        Facet made { std::string { trait }, std::move(words), {}, {} };
        for (auto const& each : choices)
            made.choices.push_back(
                choice(field, each.value, karya::text::of(m_view.lang, each.value), each.count));
        return made;
    }

private:
    View const& m_view;
    ShelfQuery m_query;
};

/// Places with most goods first; what is chosen stands among the first.
Facet place_facet(std::string_view trait, std::string words, std::vector<FacetChoice> choices)
{
    constexpr std::size_t shown_at_once = 8;
    std::ranges::stable_sort(choices, [](auto const& a, auto const& b) {
        return std::pair { a.chosen, a.count } > std::pair { b.chosen, b.count };
    });
    Facet made { std::string { trait }, std::move(words), std::move(choices), {} };
    if (made.choices.size() > shown_at_once + 1) {
        auto const rest = made.choices.begin() + shown_at_once;
        made.more.assign(std::make_move_iterator(rest),
                         std::make_move_iterator(made.choices.end()));
        made.choices.erase(rest, made.choices.end());
    }
    return made;
}

std::vector<Facet> facets_of(View const& view, Facets const& found, ShelfQuery const& query)
{
    Links const links { view, query };
    std::vector<Facet> facets;
    facets.push_back(links.facet("kind", text::kind(view.lang), &ShelfQuery::kind, found.kinds));
    std::vector<FacetChoice> offices;
    for (auto const& office : org::all_kanwil(view))
        for (auto const& choice : found.kanwils)
            if (choice.value == office.id)
                offices.push_back(
                    links.choice(&ShelfQuery::kanwil, office.slug, office.name, choice.count));
    facets.push_back(place_facet("kanwil", text::kanwil(view.lang), std::move(offices)));
    // Five hundred units are no choice: they stand there once a place is chosen.
    if (query.kanwil || query.unit) {
        std::vector<FacetChoice> units;
        for (auto const& unit : found.units)
            units.push_back(links.choice(&ShelfQuery::unit, unit.slug, unit.name, unit.count));
        facets.push_back(place_facet("unit", text::made_at(view.lang), std::move(units)));
    }
    facets.push_back(links.facet("band", text::price(view.lang), &ShelfQuery::band, found.bands));
    facets.push_back(links.facet("availability", text::availability(view.lang),
                                 &ShelfQuery::availability, found.availabilities));
    facets.push_back(
        links.facet("reach", text::reach(view.lang), &ShelfQuery::reach, found.reaches));
    // One value narrows nothing down.
    std::erase_if(facets, [](Facet const& facet) {
        return facet.choices.empty() || (facet.choices.size() == 1 && !facet.choices[0].chosen);
    });
    return facets;
}

std::vector<Chip> chips_of(View const& view, ShelfQuery const& query, ShelfPage const& page)
{
    Links const links { view, query };
    std::vector<Chip> chips;
    auto const add = [&](auto field, std::string words) {
        if (query.*field) chips.push_back({ std::move(words), links.with(field, {}) });
    };
    auto const named = [&](auto field) {
        add(field, query.*field ? karya::text::of(view.lang, *(query.*field)) : std::string {});
    };
    add(&ShelfQuery::q, "“" + page.q + "”");
    named(&ShelfQuery::kind);
    if (query.kanwil)
        if (auto const office = org::kanwil_by_slug(view, *query.kanwil); office.ok())
            add(&ShelfQuery::kanwil, office.value().name);
    if (page.only_unit) add(&ShelfQuery::unit, page.only_unit->name);
    named(&ShelfQuery::band);
    named(&ShelfQuery::availability);
    named(&ShelfQuery::reach);
    return chips;
}

std::vector<SortChoice> sorts_of(View const& view, ShelfQuery const& query)
{
    Links const links { view, query };
    auto const usual = query.q ? Sorting::best : Sorting::newest;
    std::vector<SortChoice> sorts;
    for (auto const sort : enum_values<Sorting>()) {
        if (sort == Sorting::best && !query.q) continue; // the same as the newest
        auto const chosen = query.sort.value_or(usual) == sort;
        auto const wanted = sort == usual ? std::optional<Sorting> {} : std::optional { sort };
        sorts.push_back({ sort, chosen, links.with(&ShelfQuery::sort, wanted) });
    }
    return sorts;
}

/// Every way out of a list that holds nothing.
void put_ways_out(View const& view, ShelfPage& page)
{
    constexpr std::size_t shown_instead = 6;
    if (page.chips.size() > 1) page.wider = page.chips;
    page.instead = shown(cards(view, { .sorting = Sorting::most_sold }, shown_instead));
}

/// Kits beside what was found, by the words that found it.
std::vector<ShelfKit> kit_cards(View const& view, ShelfFilter filter, Shelf const& found)
{
    if (found.meant) filter.words = *found.meant;
    std::vector<ShelfKit> all;
    for (auto const& kit : found_kits(view, filter)) {
        all.push_back({ { card_of(view.lang, kit) }, {} });
        if (auto const unit = org::unit(view, kit.unit); unit.ok())
            all.back().unit_name = unit.value().name;
    }
    return all;
}

Result<ShelfPage> show_shelf(View& view, ShelfQuery const& given)
{
    auto query = given;
    if (query.q && trimmed(*query.q).empty()) query.q.reset();
    auto const filter = TRY(filter_of(view, query));
    auto const found = shelf(view, filter);
    Links const links { view, query };
    ShelfPage page;
    page.cards = shown(found.cards);
    if (!query.after) page.kits = kit_cards(view, filter, found);
    page.count = found.count;
    page.continued = query.after.has_value();
    page.first_address = links.here();
    if (found.next) {
        page.next = found.next->text();
        page.next_address = links.with(&ShelfQuery::after, page.next);
    }
    page.filtered = narrows(query);
    page.q = query.q.value_or("");
    page.meant = found.meant;
    if (filter.unit) {
        auto const unit = TRY(org::unit(view, *filter.unit));
        page.only_unit = ShelfUnit { unit.id, unit.slug, unit.name, unit.place };
    }
    page.title = page.only_unit ? text::shelf_of_unit(view.lang, page.only_unit->name)
        : query.q               ? text::shelf_of_words(view.lang, page.q)
        : query.kind            ? karya::text::of(view.lang, *query.kind)
                                : text::shelf_title(view.lang);
    page.chips = chips_of(view, query, page);
    page.facets = facets_of(view, found.facets, query);
    page.sorts = sorts_of(view, query);
    page.chosen = query;
    page.chosen.q.reset();
    page.chosen.after.reset();
    if (page.cards.empty() && page.kits.empty()) put_ways_out(view, page);
    return page;
}

// ---- /produk/saran ----

struct Typed {
    std::string q {};
};
BOOST_DESCRIBE_STRUCT(Typed, (), (q))

struct Suggestions {
    std::vector<std::string> names {};
};
BOOST_DESCRIBE_STRUCT(Suggestions, (), (names))

Result<Suggestions> suggest(View& view, Typed const& typed)
{
    return Suggestions { suggestions(view, typed.q) };
}

} // namespace

void add_shelf_routes(web::Routes& routes)
{
    routes.query<ShelfQuery, ShelfPage>("/produk", anyone, show_shelf, { "catalogue/shelf", true });
    routes.query<Typed, Suggestions>("/produk/saran", anyone, suggest);
}

} // namespace karya::catalogue
