#pragma once
// What the audit trail keeps of a day. For workshop/ only.

#include "workshop/workshop.h"

namespace karya::workshop {

std::string words_of(std::vector<DayLine> const& lines);
/// How the trail names a day of an activity: "<activity> <day>".
std::string object_of(ActivityId activity, Day day);

} // namespace karya::workshop
