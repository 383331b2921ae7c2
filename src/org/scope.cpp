#include "org/store.h"

namespace karya::org {

UnitScope::UnitScope(Unit const& unit)
    : m_unit(unit.id),
      m_kanwil(unit.kanwil),
      m_zone(unit.zone),
      m_code(unit.code),
      m_first(unit.valid_from),
      m_last(unit.valid_to)
{
    CHECK(!m_unit.empty() && !m_kanwil.empty());
}

Result<void> UnitScope::open_on(Day day) const
{
    if (day < m_first || (m_last && day > *m_last))
        return Error { unit_closed }.with("unit", m_code);
    return {};
}

bool Range::covers(Unit const& unit) const
{
    switch (m_level) {
    case Level::unit: return unit.id == m_unit;
    case Level::kanwil: return unit.kanwil == m_kanwil;
    case Level::nation: return true;
    }
    return false;
}

Result<Range> range(View const& view)
{
    auto const& actor = view.actor;
    if (!actor.signed_in()) return not_found;
    Range range;
    range.m_level = actor.level();
    if (actor.level() == Level::nation) return range;
    // An account of a unit or a Kanwil that names none reaches nothing, not everything.
    if (actor.level() == Level::unit) {
        auto const home = TRY(own(view));
        range.m_unit = home.unit();
        range.m_kanwil = home.kanwil();
        return range;
    }
    if (actor.kanwil.empty()) return not_found;
    range.m_kanwil = actor.kanwil;
    return range;
}

Result<UnitScope> reach(View const& view, UnitId id)
{
    auto const& actor = view.actor;
    // Decided before the database is asked, so that another's unit and no unit take the same time.
    if (actor.signed_in() && actor.level() == Level::unit)
        return id == actor.unit ? own(view) : Result<UnitScope> { not_found };
    auto const reached = TRY(range(view));
    auto const found = TRY(unit(view, id));
    if (!reached.covers(found)) return not_found;
    return UnitScope { found };
}

Result<UnitScope> own(View const& view)
{
    auto const& actor = view.actor;
    if (!actor.signed_in() || actor.level() != Level::unit || actor.unit.empty()) return not_found;
    return UnitScope { TRY(unit(view, actor.unit)) };
}

Result<UnitScope> seller(View const& view, UnitId id) { return UnitScope { TRY(unit(view, id)) }; }

} // namespace karya::org
