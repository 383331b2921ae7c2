#pragma once
// SQL of evidence_*. For evidence/ only.

#include "evidence/evidence.h"

namespace karya::evidence::store {

std::int64_t next_n(db::Read& read, UnitId unit);
void insert(db::Tx& tx, Sample const& sample, std::vector<Pick> const& picks);
std::optional<Sample> sample(db::Read& read, SampleId id);
/// The same, locked for this transaction.
std::optional<Sample> sample_locked(db::Tx& tx, SampleId id);
std::optional<Sample> open_sample(db::Read& read, UnitId unit);
std::vector<Sample> samples_of(db::Read& read, UnitId unit);
/// Of all units, newest first, before that instant and id; at most 200.
std::vector<Sample> samples(db::Read& read, Timestamp before, SampleId id);
std::vector<Pick> picks(db::Read& read, SampleId id);
/// False when there is no such one.
bool set_pick(db::Tx& tx, SampleId id, Pick const& pick);
void set_closed(db::Tx& tx, Sample const& sample);

} // namespace karya::evidence::store
