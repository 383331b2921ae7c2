// What `karya verify` asks of batches: numbers without gaps, sums, stock that came and went, and
// the audit trail.

#include "base/json.h"
#include "core/audit.h"
#include "production/state.h"
#include "production/store.h"
#include "production/words.h"
#include <algorithm>
#include <map>

namespace karya::production {

namespace {

using Finding = std::optional<std::string>;

class UnitProof {
public:
    UnitProof(db::Read& read, org::Unit const& unit) : m_read(read), m_unit(unit)
    {
        core::each_trace(read, unit.id, "production", [&](core::Trace const& trace) {
            m_trail[trace.what + " " + trace.object] = trace.after_hash;
        });
        for (auto const& number : store::numbers(read, unit.id)) m_left[number.day] = number.last;
    }

    Finding broken(Batch const& batch)
    {
        for (auto const check :
             { &UnitProof::broken_number, &UnitProof::broken_sums, &UnitProof::broken_stock,
               &UnitProof::broken_trail, &UnitProof::broken_lines })
            if (auto found = (this->*check)(batch)) return batch.lot + ": " + *found;
        m_given[batch.day] = batch.n;
        return {};
    }
    /// What is left when all batches were told.
    Finding strays() const
    {
        if (m_given != m_left) return "the lots of a day are not those that were numbered";
        if (!m_trail.empty())
            return "the audit trail tells of " + m_trail.begin()->first + ", which is not there";
        return {};
    }

private:
    Finding broken_number(Batch const& batch)
    {
        if (batch.n != m_given[batch.day] + 1) return "the lot before it is missing";
        if (batch.lot != lot_of(m_unit.code, batch.day, batch.n)) return "its lot has another name";
        return {};
    }
    Finding broken_sums(Batch const& batch)
    {
        Disposition const uses { batch.for_sale, batch.kitchen, batch.social_aid, batch.own_use,
                                 batch.spoiled };
        if (sum_of(uses) != batch.output) return "its uses are not its output";
        if (sum_of(store::costs(m_read, batch.id, 1)) != batch.cost)
            return "its cost is not the sum of its lines";
        if (unit_cost_of(batch.cost, batch.output, batch.spoiled) != batch.unit_cost)
            return "its cost for one is another";
        return {};
    }
    Finding broken_stock(Batch const& batch)
    {
        if (moved(batch.variant, batch.lot) != batch.for_sale)
            return "what came into stock is not what was for sale";
        auto const withdrawal = store::withdrawal(m_read, batch.id);
        if (withdrawal
            && moved(batch.variant, withdrawal_note(batch.lot, withdrawal->reason))
                != -withdrawal->quantity)
            return "what was withdrawn is not what left the stock";
        return {};
    }
    Finding broken_trail(Batch const& batch)
    {
        auto const lines = store::lines(m_read, batch.id);
        if (lines.empty()) return "it has no line";
        if (!knows("production.record", batch.id.text(),
                   words_of(batch, store::costs(m_read, batch.id, 1), lines[0].booked_on)))
            return "the audit trail knows it otherwise";
        auto const withdrawal = store::withdrawal(m_read, batch.id);
        if (withdrawal && !knows("production.withdraw", batch.id.text(), json_text(*withdrawal)))
            return "the audit trail knows its withdrawal otherwise";
        for (auto const& reading : store::readings(m_read, batch.id))
            if (!knows("production.read_buyers", deed_of(batch.id, reading.id), json_text(reading)))
                return "the audit trail knows otherwise who has seen its buyers";
        return {};
    }
    /// The first is the batch; a correction is a mirror of what stood and a line of its own.
    Finding broken_lines(Batch const& batch)
    {
        auto const lines = store::lines(m_read, batch.id);
        if (json_text(lines[0]) != json_text(first_line(batch, lines[0].booked_on)))
            return "its first line says otherwise";
        if (lines.size() % 2 == 0) return "a correction lacks a line";
        for (std::size_t i = 1; i < lines.size(); i += 2)
            if (auto found = broken_correction(lines[i - 1], lines[i], lines[i + 1]))
                return "correction " + std::to_string(lines[i + 1].seq) + ": " + *found;
        return {};
    }
    Finding broken_correction(Line const& stood, Line const& mirror, Line const& line)
    {
        if (line.seq != stood.seq + 2) return "a line is missing";
        if (json_text(mirror) != json_text(mirror_of(stood, line, mirror.booked_on)))
            return "it does not mirror what stood";
        auto const costs = store::costs(m_read, line.batch, line.seq);
        if (line.sign != 1 || sum_of(costs) != line.cost)
            return "its cost is not the sum of its lines";
        if (unit_cost_of(line.cost, line.output, line.spoiled) != line.unit_cost)
            return "its cost for one is another";
        if (moved(line.variant, correction_note(line)) != line.for_sale - stood.for_sale)
            return "stock did not move by its difference";
        if (!knows("production.correct", deed_of(line), words_of(mirror, line, costs)))
            return "the audit trail knows it otherwise";
        return {};
    }
    bool knows(std::string_view what, std::string const& object, std::string const& state)
    {
        auto const found = m_trail.find(std::string { what } + " " + object);
        if (found == m_trail.end() || found->second != core::trace_of(state)) return false;
        m_trail.erase(found);
        return true;
    }
    Quantity moved(VariantId variant, std::string const& note)
    {
        auto const& sums = moved_of(variant);
        auto const found = sums.find(note);
        return found == sums.end() ? Quantity {} : found->second;
    }
    /// What movements of a variant moved, goods sold ahead included, by their note.
    std::map<std::string, Quantity> const& moved_of(VariantId variant)
    {
        auto const [found, fresh] = m_moved.try_emplace(variant);
        if (!fresh) return found->second;
        auto& sums = found->second;
        auto const read = catalogue::each_movement(
            m_read, variant, [&](catalogue::StockMove const& move) {
                if (!move.note.empty())
                    sums[move.note] = sums[move.note] + move.delta - move.ordered_delta;
            });
        if (!read.ok()) sums.clear(); // the proof of stock names the row
        return sums;
    }

    db::Read& m_read;
    org::Unit const& m_unit;
    std::map<std::string, std::string> m_trail {}; ///< hash that a deed left
    std::map<Day, std::int64_t> m_left {};         ///< numbers given out last
    std::map<Day, std::int64_t> m_given {};        ///< and found last
    std::map<VariantId, std::map<std::string, Quantity>> m_moved {};
};

Finding broken_unit(db::Read& read, UnitId id)
{
    auto const unit = org::unit_on({ read, {}, {} }, id, {});
    if (!unit.ok()) return "unit " + id.text() + ": it made something, but does not exist";
    UnitProof proof { read, unit.value() };
    Day day = Day::numbered(0);
    for (std::int64_t n = 0;;) {
        auto const page = store::after(read, id, day, n);
        if (page.empty()) break;
        for (auto const& batch : page)
            if (auto broken = proof.broken(batch)) return broken;
        day = page.back().day;
        n = page.back().n;
    }
    auto const stray = proof.strays();
    return stray ? "unit " + id.text() + ": " + *stray : Finding {};
}

} // namespace

std::optional<std::string> first_broken_batch(db::Read& read)
{
    auto const audited = core::audited_units(read);
    if (!audited.ok()) return audited.error().why();
    auto units = audited.value();
    std::ranges::copy(store::units(read), std::back_inserter(units));
    std::ranges::sort(units);
    auto const twins = std::ranges::unique(units);
    units.erase(twins.begin(), twins.end());
    std::erase(units, UnitId {}); // the nation's own chain
    for (auto const unit : units)
        if (auto broken = broken_unit(read, unit)) return broken;
    return {};
}

} // namespace karya::production
