// What can be found: at the counter by its unit, on the shelf by everybody.

#include "base/json.h"
#include "base/text.h"
#include "catalogue/catalogue.h"
#include "catalogue/drafts.h"
#include "catalogue/find_index.h"
#include "catalogue/shelf_facts.h"
#include "catalogue/state.h"
#include "catalogue/store.h"
#include "catalogue/store_shelf.h"
#include "core/audit.h"
#include "org/events.h"

namespace karya::catalogue {

Result<Position> Position::parse(std::string_view text)
{
    auto const dash = text.find('-');
    if (dash == std::string_view::npos) return bad_id;
    Position position;
    if (!parse_integer(text.substr(0, dash), position.at)) return bad_id;
    position.product = TRY(ProductId::parse(text.substr(dash + 1)));
    return position;
}

std::string Position::text() const { return std::to_string(at) + "-" + product.text(); }

std::vector<Sellable> find(View const& view, org::UnitScope const& scope, std::string_view text)
{
    auto const exact = trimmed(text);
    if (exact.empty() || !is_clean_utf8(exact)) return {};
    return store::find(view.read, scope.unit(), exact, word_patterns(exact));
}

std::vector<Sellable> sellables(View const& view, org::UnitScope const& scope, VariantId after)
{
    return store::sellables(view.read, scope.unit(), after);
}

std::optional<Sellable> sellable(View const& view, org::UnitScope const& scope, VariantId variant)
{
    return store::sellable(view.read, scope.unit(), variant);
}

std::vector<Sellable> sellables_of(View const& view, org::UnitScope const& scope, ProductId product)
{
    return store::sellables_of(view.read, scope.unit(), product);
}

std::vector<Sellable> changed(View const& view, org::UnitScope const& scope, Timestamp since,
                              VariantId after)
{
    return store::changed(view.read, scope.unit(), since, after);
}

std::vector<Sellable> all_sellables(View const& view, org::UnitScope const& scope)
{
    std::vector<Sellable> all;
    for (VariantId after;;) {
        auto page = sellables(view, scope, after);
        if (page.empty()) return all;
        after = page.back().variant;
        std::ranges::move(page, std::back_inserter(all));
    }
}

std::optional<Sellable> sellable_by_code(View const& view, org::UnitScope const& scope,
                                         std::string_view code)
{
    return store::sellable_by_code(view.read, scope.unit(), code);
}

std::optional<Card> card(View const& view, ProductId product)
{
    return store::card(view.read, product, view.lang, view.now);
}

std::optional<PublicOffer> public_offer(View const& view, VariantId variant)
{
    return store::offer(view.read, variant, view.lang, view.now);
}

Result<Product> public_product(View const& view, std::string_view slug)
{
    auto body = store::public_product(view.read, slug, view.now);
    if (!body) return not_found;
    return store::with_parts(view.read, std::move(*body));
}

std::vector<Listed> latest(View const& view, int count)
{
    CHECK(count > 0 && count <= 100);
    return store::latest(view.read, view.lang, view.now, count);
}

std::vector<Listed> listed(View const& view, std::int64_t from, std::int64_t to)
{
    return store::listed(view.read, view.lang, view.now, { from, to });
}

std::int64_t last_number(View const& view) { return store::last_number(view.read); }

ShopWindow window(View const& view, UnitId unit) { return store::window(view.read, unit); }

std::string window_tag(UnitId unit) { return "window:" + unit.text(); }

Result<void> set_window(Call& call, org::UnitScope const& scope, ShopWindow const& given)
{
    auto const window = TRY(checked(given));
    auto const before = store::window(call.tx, scope.unit());
    store::put_unit(call.tx, TRY(org::unit(call.view(), scope.unit())));
    store::put_window(call, scope.unit(), window);
    core::audit(call,
                { .what = "catalogue.set_window",
                  .object = scope.unit().text(),
                  .before = json_text(before),
                  .after = json_text(window),
                  .unit = scope.unit() });
    call.tx.touch(window_tag(scope.unit()));
    return {};
}

namespace {

/// Copies the unit as it is at the event's time, and drops the pages that name it. A change that
/// holds from a later day is told once more on that day.
Result<void> copy_unit(db::Tx& tx, core::Stored const& stored)
{
    auto const changed = core::event_of<org::UnitChanged>(stored);
    if (!store::knows_unit(tx, changed.unit)) return {};
    View const view { tx, {}, stored.at };
    store::put_unit(tx, TRY(org::unit(view, changed.unit)));
    for (auto const product : store::published_of(tx, changed.unit)) {
        index_product(tx, product); // it is found by its unit's name and place too
        touch_product(tx, product);
    }
    touch_shelf(tx);
    return {};
}

} // namespace

core::Subscriber unit_subscriber()
{
    auto const receive = [](db::Tx& tx, std::vector<core::Stored> const& events) -> Result<void> {
        for (auto const& event : events)
            if (event.event_name == org::UnitChanged::event_name) TRY(copy_unit(tx, event));
        return {};
    };
    return { "catalogue.units", receive };
}

} // namespace karya::catalogue
