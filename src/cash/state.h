#pragma once
// What a move becomes in the book: pure. For cash/ only.

#include "cash/cash.h"

namespace karya::cash {

/// Where the money of what moves lies before.
ledger::Account source_of(MoveKind kind);
/// The entry of a move. `number` is its memo's first word.
ledger::EntryDraft entry_of(std::string const& number, Move const& move);
std::string number_of(std::string_view unit_code, std::int64_t n);

} // namespace karya::cash
