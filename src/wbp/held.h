#pragma once
// What every command on a worker begins and ends with. For wbp/ only.

#include "wbp/wbp.h"

namespace karya::wbp {

/// Kept for the rest of the transaction. Fails: core.not_found, wbp.is_erased.
Result<Worker> held(Call& call, org::UnitScope const& scope, WorkerId id);
void note(Call& call, std::string_view what, Worker const& before, Worker const& after);

} // namespace karya::wbp
