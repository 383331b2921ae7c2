// What `karya verify` asks of samples: that the seed draws them from the book, and that each is as
// the audit trail saw it last.

#include "core/audit.h"
#include "evidence/lot.h"
#include "evidence/seen.h"
#include "evidence/store.h"
#include <algorithm>

namespace karya::evidence {

namespace {

std::optional<std::string> broken(db::Read& read, Sample const& sample)
{
    auto const where = "sample " + sample.id.text() + ": ";
    auto const there = entries_to_draw(read, sample.unit, { sample.first_day, sample.last_day },
                                       sample.covers);
    if (static_cast<std::int64_t>(there.size()) != sample.drawn_from)
        return where + "it was drawn from another number of entries";
    std::vector<std::int64_t> numbers;
    for (auto const& [seq, id] : there) numbers.push_back(seq);
    auto const picks = store::picks(read, sample.id);
    auto const again = drawn(sample.seed, numbers, picks.size());
    if (!std::ranges::equal(again, picks, {}, {}, &Pick::seq))
        return where + "its seed draws other entries";
    std::string told;
    core::each_trace(read, sample.unit, "evidence", [&](core::Trace const& trace) {
        if (trace.object == sample.id.text()) told = trace.after_hash;
    });
    if (told != core::trace_of(words_of(sample, picks)))
        return where + "the audit trail knows it otherwise";
    return {};
}

} // namespace

std::optional<std::string> first_broken_sample(db::Read& read)
{
    auto before = from_micros(INT64_MAX);
    for (SampleId id;;) {
        auto const page = store::samples(read, before, id);
        for (auto const& sample : page)
            if (auto found = broken(read, sample)) return found;
        if (page.empty()) return {};
        before = page.back().made_at;
        id = page.back().id;
    }
}

} // namespace karya::evidence
