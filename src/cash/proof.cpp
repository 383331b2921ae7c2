// What `karya verify` asks of moves: numbers without gaps, each with the entry it makes and, taken
// back, with its mirror; and that each is as the audit trail saw it last.

#include "base/json.h"
#include "cash/state.h"
#include "cash/store.h"
#include "core/audit.h"
#include <algorithm>
#include <map>

namespace karya::cash {

namespace {

using Flaw = std::optional<std::string>;
using ledger::EntryKind;
using ledger::SealedEntry;

class MoveProof {
public:
    MoveProof(db::Read& read, org::Unit const& unit) : m_read(read), m_unit(unit)
    {
        ledger::each_sealed(read, unit.id, {}, [&](SealedEntry const& entry) {
            bool const mine = entry.kind == enum_text(EntryKind::spent)
                || entry.kind == enum_text(EntryKind::moved);
            if (mine) m_booked[entry.source] = entry;
            if (entry.kind == enum_text(EntryKind::correction)) m_mirrors[entry.source] = entry.id;
        });
        core::each_trace(read, unit.id, "cash", [&](core::Trace const& trace) {
            m_last[trace.object] = trace.after_hash;
        });
    }

    Flaw broken()
    {
        for (std::int64_t n = 0;;) {
            auto const page = store::moves_after(m_read, m_unit.id, n);
            for (auto const& move : page) {
                auto const where = number_of(m_unit.code, move.n) + ": ";
                if (move.n != n + 1) return where + "the one before it is missing";
                if (auto found = broken_move(move)) return where + *found;
                n = move.n;
            }
            if (page.empty()) return strays();
        }
    }

private:
    Flaw broken_move(Move const& move)
    {
        auto const entry = m_booked.find(move.id.text());
        if (entry == m_booked.end()) return "it is not booked";
        auto const booked = std::move(entry->second);
        m_booked.erase(entry);
        if (booked.id != move.entry.text() || !says(booked, move))
            return "its entry " + std::to_string(booked.seq) + " says something else";
        auto const mirror = m_mirrors.find(booked.id);
        auto const back = mirror == m_mirrors.end() ? std::string {} : mirror->second;
        if (back != (move.back_entry ? move.back_entry->text() : ""))
            return "whether it was taken back is not what the book says";
        auto const last = m_last.find(move.id.text());
        bool const same = last != m_last.end() && last->second == core::trace_of(json_text(move));
        if (last != m_last.end()) m_last.erase(last);
        return same ? Flaw {} : "the audit trail knows it otherwise";
    }

    bool says(SealedEntry const& booked, Move const& move) const
    {
        auto const draft = entry_of(number_of(m_unit.code, move.n), move);
        bool same = booked.kind == enum_text(draft.kind) && booked.memo == draft.memo
            && booked.business_day == draft.day.number()
            && booked.postings.size() == draft.postings.size();
        for (std::size_t i = 0; same && i < draft.postings.size(); ++i)
            same = booked.postings[i].account == enum_text(draft.postings[i].account)
                && booked.postings[i].amount == draft.postings[i].amount.amount();
        return same;
    }

    Flaw strays() const
    {
        if (!m_booked.empty())
            return "entry " + std::to_string(m_booked.begin()->second.seq)
                + ": spent or moved, and nothing explains it";
        if (!m_last.empty())
            return "the audit trail tells of " + m_last.begin()->first + ", which is not there";
        return {};
    }

    db::Read& m_read;
    org::Unit const& m_unit;
    std::map<std::string, SealedEntry> m_booked {};
    std::map<std::string, std::string> m_mirrors {}; ///< by the entry they mirror
    std::map<std::string, std::string> m_last {};    ///< hash that the last deed left, by move
};

} // namespace

std::optional<std::string> first_broken_move(db::Read& read)
{
    auto const books = ledger::units_with_books(read);
    if (!books.ok()) return books.error().why();
    auto units = books.value();
    std::ranges::copy(store::units(read), std::back_inserter(units));
    std::ranges::sort(units);
    auto const twins = std::ranges::unique(units);
    units.erase(twins.begin(), twins.end());
    for (auto const id : units) {
        auto const unit = org::unit_on({ read, {}, {} }, id, {});
        if (!unit.ok()) return "unit " + id.text() + ": it has moves, but does not exist";
        if (auto flaw = MoveProof { read, unit.value() }.broken())
            return "unit " + unit.value().code + ", " + *flaw;
    }
    return {};
}

} // namespace karya::cash
