#pragma once
// What the audit trail keeps of a batch and of who has seen its buyers. For production/ only.

#include "production/production.h"

namespace karya::production {

std::string words_of(Batch const& batch, std::vector<CostLine> const& costs);
/// What a reading of buyers is noted by: whose lot, and which reading.
std::string deed_of(BatchId batch, BuyersReadingId reading);

} // namespace karya::production
