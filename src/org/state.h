#pragma once
// Pure parts of org: codes, names and days. No database, no clock.

#include "org/org.h"

namespace karya::org {

/// Two to six of A–Z and 0–9.
bool is_code(std::string_view text);
/// Codes one could make of a name, best first: "Pontianak" gives PNT, PNN, PNK, … then PN2, PN3.
std::vector<std::string> code_candidates(std::string_view name);
/// The letter that tells a unit's sort; empty for a general Lapas.
std::string_view code_letter(UnitKind kind, UnitCategory category);

/// One line of ordinary text, 1 to 120 characters.
bool is_name(std::string_view text);

/// "I", "IIA", "IIB", "II", "III", or empty for a unit without a class.
bool is_class(std::string_view text);

/// The date that an instant is in each zone.
struct ZoneDays {
    Day wib {};
    Day wita {};
    Day wit {};

    static ZoneDays at(Timestamp instant);
    static ZoneDays all(Day day) { return { day, day, day }; }
};

/// Whether the last day is not before the first, and both are in this millennium.
bool is_window(Day first, Day last);

/// An id that is the same wherever the same text gives it (UUIDv8 of its SHA-256).
Uuid uuid_of(std::string_view text);

} // namespace karya::org
