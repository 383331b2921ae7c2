#pragma once
// The register of units as the desk keeps it: what a unit was, is and will be, and what a new one
// needs. Inside org only.

#include "org/events.h"
#include "org/org.h"

namespace karya::org {

inline constexpr ErrorCode nothing_coming { "org.nothing_coming", Fault::conflict };

/// What a unit is on one day; `closing`: still open, but its last day is set.
enum class UnitState : std::uint8_t { coming, open, closing, closed };
BOOST_DESCRIBE_ENUM(UnitState, coming, open, closing, closed)

/// What a unit was, is or will be from one day to another, and who noted that. What the program
/// itself brought was noted by nobody.
struct UnitVersion {
    Day from {};
    std::optional<Day> until {}; ///< its last day, when another version follows
    std::string name {};
    std::string unit_class {};
    KanwilId kanwil {};
    std::optional<Timestamp> noted_at {};
    std::optional<Role> noted_by {};
};
BOOST_DESCRIBE_STRUCT(UnitVersion, (), (from, until, name, unit_class, kanwil, noted_at, noted_by))

/// When and by whom the last day of a unit was set.
struct ClosingNote {
    std::optional<Timestamp> noted_at {};
    std::optional<Role> noted_by {};
};
BOOST_DESCRIBE_STRUCT(ClosingNote, (), (noted_at, noted_by))

/// A change that is decided but whose day has not come at the unit.
struct ComingChange {
    UnitId unit {};
    Change change { Change::renamed };
    Day day {}; ///< the first on which it holds: of a closing, the first day without the unit
};
BOOST_DESCRIBE_STRUCT(ComingChange, (), (unit, change, day))

/// A province by the interior ministry's code; it lies in one zone.
struct Province {
    std::string code {}; ///< "61"
    std::string name {}; ///< "Kalimantan Barat"
    Zone zone { Zone::wib };
};
BOOST_DESCRIBE_STRUCT(Province, (), (code, name, zone))

/// A unit for which a code is wanted.
struct CodeWish {
    std::string place {};
    UnitKind kind { UnitKind::lapas };
    UnitCategory category { UnitCategory::umum };
};

std::vector<Province> const& provinces();
/// Null when there is none with that code.
Province const* province_of(std::string_view code);

/// A free code of the place's letters behind the letter of the unit's sort (README: Seed).
/// Fails: org.bad_unit when nothing can be made.
Result<std::string> free_code(View const& view, CodeWish const& wish);
/// Closed units and those to come too, by slug, each as it is today; before its first day as on it.
std::vector<Unit> every_unit(View const& view);
/// Newest first; empty when there is no such unit. At most 200.
std::vector<UnitVersion> history(View const& view, UnitId id);
ClosingNote closing_note(View const& view, UnitId id);
/// By day, at most 500.
std::vector<ComingChange> coming_changes(View const& view);
UnitState state_on(Unit const& unit, Day day);

/// Takes back the latest change whose day has not come: a closing first, else the last version with
/// all that changes on its day. Audited; announces UnitChanged.
/// Fails: core.not_found, org.nothing_coming.
Result<void> withdraw_coming(Call& call, UnitId unit);

} // namespace karya::org
