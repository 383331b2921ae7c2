#pragma once
// What the audit trail keeps of a batch. For production/ only.

#include "production/production.h"

namespace karya::production {

std::string words_of(Batch const& batch, std::vector<CostLine> const& costs);

} // namespace karya::production
