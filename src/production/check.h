#pragma once
// What may be written of a batch. For production/ only.

#include "production/production.h"

namespace karya::production {

struct Goods {
    catalogue::Product product {};
    catalogue::Variant variant {};
    std::string label {};
};
/// Fails: core.not_found.
Result<Goods> goods_of(View const& view, org::UnitScope const& scope, VariantId id);

struct Standing {
    Day today {};
    std::optional<Day> day {}; ///< of the batch that is corrected
};
/// Fails: production.bad_batch (fields).
Result<void> check(Call const& call, BatchDraft const& draft, Goods const& goods, Standing stands);
/// In one line, at most 120 letters. Fails: production.reason_missing.
Result<std::string> checked_reason(std::string_view reason);

} // namespace karya::production
