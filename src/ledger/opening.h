#pragma once
// For ledger/ only.

#include "ledger/ledger.h"

namespace karya::ledger {

/// Trimmed. Fails: ledger.memo_missing (empty, or over 200 characters).
Result<std::string> checked_memo(std::string const& text);

} // namespace karya::ledger
