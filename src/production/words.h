#pragma once
// What the audit trail keeps of a batch, its corrections and who has seen its buyers. For
// production/ only.

#include "production/production.h"

namespace karya::production {

/// Of a batch as first written; the day it is booked on only where that is another.
std::string words_of(Batch const& batch, std::vector<CostLine> const& costs, Day booked_on);
/// Of the line that stands since a correction, and the mirror before it.
std::string words_of(Line const& mirror, Line const& line, std::vector<CostLine> const& costs);
/// What a correction is noted by.
std::string deed_of(Line const& line);
/// What a batch begins with.
Line first_line(Batch const& batch, Day booked_on);
/// What mirrors that line, as a correction of it is booked.
Line mirror_of(Line const& line, Line const& correction, Day booked_on);
/// What a reading of buyers is noted by: whose lot, and which reading.
std::string deed_of(BatchId batch, BuyersReadingId reading);

} // namespace karya::production
