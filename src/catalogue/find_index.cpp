#include "catalogue/find_index.h"
#include "base/embedded.h"
#include "catalogue/catalogue.h"
#include "catalogue/shelf_facts.h"
#include "catalogue/store_find.h"
#include "catalogue/store_kit_find.h"
#include "catalogue/text.h"
#include "db/engine.h"
#include "search/search.h"
#include <algorithm>
#include <map>

namespace karya::catalogue {

namespace {

std::int64_t facts_of(store::Findable const& product)
{
    return packed({ .kind = product.kind,
                    .reach = product.reach,
                    .availability = product.availability,
                    .band = band_of(product.price.value_or(Rupiah {})),
                    .unit = product.unit_number });
}

std::string title_of(store::Findable const& product)
{
    return product.name_id + " " + product.name_en;
}

/// Everything else a product may be looked for by.
std::string rest_of(db::Tx& tx, ProductId id, store::Findable const& product)
{
    View const view { tx, {}, product.published_at };
    std::string rest = product.story_id + " " + product.story_en + " " + product.unit_name + " "
        + product.place;
    if (auto const office = org::kanwil(view, product.kanwil); office.ok())
        rest += " " + office.value().name;
    for (auto const lang : { Lang::id, Lang::en })
        rest += " " + karya::text::of(lang, product.kind);
    for (auto const& words : store::variant_words(tx, id)) rest += " " + words;
    return rest;
}

/// Sorted, so that two writers meet the words in one order.
void learn(db::Tx& tx, std::string const& text)
{
    constexpr std::size_t letters_min = 4;
    auto words = search::words_of(text);
    std::ranges::sort(words);
    auto const twice = std::ranges::unique(words);
    words.erase(twice.begin(), twice.end());
    for (auto const& word : words)
        if (word.size() >= letters_min) store::add_to_vocabulary(tx, word);
}

} // namespace

void index_product(db::Tx& tx, ProductId id)
{
    auto const product = store::findable(tx, id);
    if (product.state != ProductState::published) return store::drop_find(tx, id);
    CHECK(product.price.has_value());
    auto const number = store::put_find(tx,
                                        { .product = id,
                                          .facts = facts_of(product),
                                          .price = *product.price,
                                          .published_at = product.published_at,
                                          .edition = index_edition });
    store::put_words(tx, number, search::index_text(title_of(product), rest_of(tx, id, product)));
    learn(tx, title_of(product) + " " + product.place);
    for (auto const kit : store::kits_holding(tx, id)) index_kit(tx, kit);
}

void index_kit(db::Tx& tx, KitId id)
{
    auto const kit = store::findable_kit(tx, id);
    if (kit.state != ProductState::published) return store::drop_kit_find(tx, id);
    auto const title = kit.name_id + " " + kit.name_en;
    std::string rest = kit.story_id + " " + kit.story_en + " " + kit.unit_name + " " + kit.place;
    for (auto const lang : { Lang::id, Lang::en }) rest += " " + text::kit(lang);
    for (auto const& words : store::kit_part_words(tx, id)) rest += " " + words;
    auto const number = store::put_kit_find(tx, id, index_edition);
    store::put_words(tx, -number, search::index_text(title, rest));
    learn(tx, title);
}

void index_facts(db::Tx& tx, ProductId id)
{
    auto const product = store::findable(tx, id);
    if (product.state == ProductState::published && product.price)
        store::set_find_facts(tx, id, facts_of(product), *product.price);
}

bool note_sold(db::Tx& tx, std::vector<Sold> const& sold)
{
    constexpr std::size_t written_max = 1'000;
    std::map<ProductId, Quantity> wanted;
    for (auto const& each : sold)
        if (each.quantity > Quantity {}) wanted.emplace(each.product, each.quantity);
    std::vector<Sold> changes;
    for (auto const& known : store::known_sold(tx)) {
        auto const now = wanted.extract(known.product);
        auto const quantity = now.empty() ? Quantity {} : now.mapped();
        if (quantity != known.quantity) changes.push_back({ known.product, quantity });
    }
    for (auto const& [product, quantity] : wanted) changes.push_back({ product, quantity });
    bool const more = changes.size() > written_max;
    if (more) changes.resize(written_max);
    std::ranges::sort(changes, {}, &Sold::product); // two nodes meet the rows in one order
    for (auto const& change : changes) store::set_sold(tx, change);
    if (!changes.empty()) touch_shelf(tx);
    return more;
}

namespace {

/// One by one, after the last that was done.
template<class Id>
Result<void> index_waiting(db::Engine& engine,
                           std::vector<Id> (*waiting)(db::Read&, std::int64_t, Id),
                           void (*index)(db::Tx&, Id))
{
    Id last {};
    for (bool more = true; more;) {
        auto const step = [&](db::Tx& tx) -> Result<std::vector<Id>> {
            auto const some = waiting(tx, index_edition, last);
            for (auto const each : some) index(tx, each);
            return some;
        };
        auto const done = TRY(engine.put<std::vector<Id>>(step));
        more = !done.empty();
        if (more) last = done.back();
    }
    return {};
}

} // namespace

Result<void> index_all(db::Engine& engine)
{
    TRY(index_waiting<ProductId>(engine, store::unfound, index_product));
    return index_waiting<KitId>(engine, store::unfound_kits, index_kit);
}

} // namespace karya::catalogue
