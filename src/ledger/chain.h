#pragma once
// The hash chain of a unit's entries: pure.

#include "ledger/store.h"

namespace karya::ledger {

/// The hash that the first entry of a unit follows.
std::string genesis(std::string_view unit);

/// SHA-256 over one canonical line: the previous hash, the unit, every column of the entry and its
/// postings in order. Free texts carry their length, so no two entries share a line.
std::string seal(std::string_view previous, std::string_view unit, store::EntryRow const& row,
                 std::span<store::PostingRow const> postings);

} // namespace karya::ledger
