// What a month's or year's report holds. Of many units, day sums alone are read.

#include "books/draft.h"

namespace karya::books {

Result<Folio> draft(View const& view, ReportKey const& key)
{
    TRY(check_reach(view, key));
    if (key.level == Level::unit) {
        auto const scope = TRY(org::reach(view, TRY(UnitId::parse(key.place))));
        return unit_folio(view, scope, key);
    }
    auto reach = TRY(reach_on(view, key.last));
    if (key.level == Level::kanwil)
        std::erase_if(reach.units,
                      [&](org::Unit const& unit) { return unit.kanwil.text() != key.place; });
    return reach_folio(view, key, std::move(reach));
}

} // namespace karya::books
