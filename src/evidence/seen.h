#pragma once
// What a sample is made of, for who draws and who proves it. For evidence/ only.

#include "evidence/evidence.h"
#include <map>

namespace karya::evidence {

/// Entries of these days up to number `covers` that may be drawn, by number.
std::map<std::int64_t, EntryId> entries_to_draw(db::Read& read, UnitId unit, Days const& days,
                                                std::int64_t covers);
/// What the audit trail keeps of a sample.
std::string words_of(Sample const& sample, std::vector<Pick> const& picks);

} // namespace karya::evidence
