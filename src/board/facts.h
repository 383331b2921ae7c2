#pragma once
// What every board and pulse is made from; private to board/.

#include "board/board.h"
#include "board/store.h"
#include <algorithm>
#include <map>

namespace karya::board {

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

Facts gather(View const& view, Day today);

/// The facts of every date that it is somewhere in the country, one or two. A place shows the date
/// it has; the nation that of WIB: the sum of the units' same date.
class Country {
public:
    explicit Country(View const& view);
    Facts const& nation() const { return in(Zone::wib); }
    Facts const& in(Zone zone) const { return m_days.at(day_in(zone, m_now)); }
    /// Its units' zone; of several that of the first.
    Facts const& of(KanwilId kanwil) const;

private:
    Timestamp m_now;
    std::map<Day, Facts> m_days {};
};

Sums& operator+=(Sums& sum, Sums const& other);

/// A line of the latest sales: what sold where, nothing of who.
News told(View const& view, Facts const& facts, store::NewsRow const& row, org::Unit const& unit);

/// The choice of the unit, else its best seller; no unit: the nation's best seller's unit.
std::optional<DayProduct> product_of(View const& view, Facts const& facts, UnitId unit);

/// All that a pulse tells beside the news.
Pulse pulse_of(View const& view, Country const& country);

} // namespace karya::board
