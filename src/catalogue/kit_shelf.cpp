// Kits as the public finds them, beside the goods.

#include "catalogue/kit_shelf.h"
#include "base/text.h"
#include "catalogue/store_kit_find.h"
#include "catalogue/traits.h"

namespace karya::catalogue {

namespace {

/// Price and what can be had hang on the parts, and are seen only once those are read.
bool lets_through(ShelfFilter const& filter, Kit const& kit)
{
    return kit.offered() && (!filter.band || *filter.band == band_of(kit.price()))
        && (!filter.availability || *filter.availability == kit.availability());
}

} // namespace

std::vector<Kit> found_kits(View const& view, ShelfFilter const& filter, search::Wish const& wish)
{
    constexpr std::size_t shown = 6;
    auto kits = store::kits_found(view, filter, wish);
    std::erase_if(kits, [&](Kit const& kit) { return !lets_through(filter, kit); });
    if (kits.size() > shown) kits.resize(shown);
    return kits;
}

std::vector<Kit> found_kits(View const& view, ShelfFilter const& filter)
{
    auto const words = trimmed(filter.words);
    auto const wish = search::wish_of(words);
    if (!words.empty() && wish.empty()) return {}; // nothing that means anything
    return found_kits(view, filter, wish);
}

std::vector<Kit> offered_kits(View const& view)
{
    constexpr std::size_t most = 20'000;
    std::vector<Kit> all;
    for (KitId after; all.size() < most;) {
        auto some = store::published_kits(view, after);
        if (some.empty()) break;
        after = some.back().id;
        for (auto& kit : some)
            if (kit.offered()) all.push_back(std::move(kit));
    }
    return all;
}

} // namespace karya::catalogue
