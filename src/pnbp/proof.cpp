// What `karya verify` asks of deposits: sums that follow from the book, entries as recorded, the
// locks that each state asks for, and that each is as the audit trail saw it last.

#include "base/json.h"
#include "core/audit.h"
#include "pnbp/state.h"
#include "pnbp/store.h"
#include <algorithm>
#include <map>

namespace karya::pnbp {

namespace {

using Flaw = std::optional<std::string>;
using ledger::Account;

/// The deposits of one unit against its book.
class UnitProof {
public:
    UnitProof(db::Read& read, org::Unit const& unit)
        : m_read(read),
          m_unit(unit),
          m_corrections(store::corrections(read, unit.id))
    {
        for (auto const& row : ledger::lock_rows(read, unit.id))
            if (row.account == enum_text(Account::pnbp_payable)) m_locks[row.source].push_back(row);
        ledger::each_booked(read, unit.id, [&](ledger::Booked const& booked) {
            if (booked.kind == enum_text(ledger::EntryKind::deposit))
                m_booked[booked.source] = booked;
        });
        core::each_trace(read, unit.id, "pnbp", [&](core::Trace const& trace) {
            if (changes(trace.what)) m_last[trace.object] = trace.after_hash;
            if (corrects(trace.what)) m_told[trace.object] = trace.after_hash;
            if (trace.what == "pnbp.add_proof") m_papers[trace.object] = trace.after_hash;
        });
    }

    Flaw broken(Deposit const& deposit)
    {
        auto const where = number_of(m_unit.code, deposit.n) + ": ";
        if (deposit.n != ++m_count) return where + "the deposit before it is missing";
        for (auto const check :
             { &UnitProof::broken_sums, &UnitProof::broken_entry, &UnitProof::broken_locks,
               &UnitProof::broken_trail, &UnitProof::broken_corrections, &UnitProof::broken_paper })
            if (auto found = (this->*check)(deposit)) return where + *found;
        return {};
    }
    /// What is left when all deposits were told.
    Flaw strays() const
    {
        if (!m_booked.empty())
            return "entry " + std::to_string(m_booked.begin()->second.seq)
                + ": a deposit that nothing explains";
        if (!m_locks.empty())
            return "a lock of " + m_locks.begin()->first + ", which is no deposit";
        for (auto const* deeds : { &m_last, &m_papers, &m_told })
            if (!deeds->empty())
                return "the audit trail tells of deposit " + deeds->begin()->first
                    + ", which is not there";
        return {};
    }

private:
    static bool changes(std::string_view what)
    {
        return what == "pnbp.make" || what == "pnbp.bill" || what == "pnbp.pay"
            || what == "pnbp.drop" || what == "pnbp.match" || what == "pnbp.unmatch"
            || what == "pnbp.correct";
    }
    static bool corrects(std::string_view what)
    {
        return what == "pnbp.propose" || what == "pnbp.confirm" || what == "pnbp.refuse";
    }

    Flaw broken_sums(Deposit const& deposit)
    {
        auto const where = std::to_string(deposit.covers);
        if (deposit.covers < m_read_to) return "it covers less than the one before it: " + where;
        ledger::BookSpan const span { m_read_to, deposit.covers + 1 };
        m_payable -= ledger::moved(m_read, m_unit.id, Account::pnbp_payable, span);
        m_claim += ledger::moved(m_read, m_unit.id, Account::pnbp_claim, span);
        m_read_to = deposit.covers;
        auto const due = due_of(m_payable, m_claim);
        if (due.accrued == deposit.accrued && due.claimed == deposit.claimed
            && due.amount == deposit.amount)
            return {};
        return "its sums are not those of the book after entry " + where;
    }

    Flaw broken_entry(Deposit const& deposit)
    {
        if (!is_paid(deposit.state))
            return m_booked.contains(deposit.id.text()) ? "it is booked, but not paid" : Flaw {};
        auto const bookings = bookings_of(deposit, m_corrections);
        m_first_booked = bookings.front().booked_as;
        auto const taken = ledger::taken_back(m_read, m_unit.id, Account::pnbp_payable,
                                              { deposit.covers, m_first_booked }, end(deposit));
        if (deposit.over != std::min(taken, deposit.accrued))
            return "what refunds had taken of it is another sum";
        for (auto one = bookings.begin(); one != bookings.end(); ++one) {
            bool const back = one->source.empty();
            if (auto found = back ? broken_mirror(*(one - 1), *one) : broken_booking(*one))
                return found;
        }
        return {};
    }

    Flaw broken_booking(Booking const& booking)
    {
        auto const found = m_booked.find(booking.source);
        if (found == m_booked.end()) return "it is paid, but not booked";
        auto const booked = std::move(found->second);
        m_booked.erase(found);
        auto const number = number_of(m_unit.code, booking.deposit.n);
        auto const words = ledger::words_of(entry_of(number, booking.deposit));
        if (booking.booked_as != booked.seq || booking.booked_on != booked.day
            || words != booked.words)
            return "its entry says \"" + booked.words + "\" instead of \"" + words + "\"";
        return {};
    }

    Flaw broken_mirror(Booking const& booking, Booking const& mirror)
    {
        auto const there = sealed(booking.booked_as);
        auto const back = sealed(mirror.booked_as);
        bool same = there && back && back->kind == enum_text(ledger::EntryKind::correction)
            && back->source == there->id && back->day == mirror.booked_on.number()
            && back->postings.size() == there->postings.size();
        for (std::size_t i = 0; same && i < back->postings.size(); ++i)
            same = back->postings[i].account == there->postings[i].account
                && back->postings[i].amount == -there->postings[i].amount;
        return same ? Flaw {} : "its entry was corrected, but is not mirrored";
    }

    std::optional<ledger::SealedEntry> sealed(std::int64_t seq)
    {
        std::optional<ledger::SealedEntry> found;
        ledger::each_sealed(m_read, m_unit.id, { seq - 1, seq + 1 },
                            [&](ledger::SealedEntry const& entry) { found = entry; });
        return found;
    }

    /// Made: for ever; billed: until it expires; paid: for ever; dropped: ended.
    Flaw broken_locks(Deposit const& deposit)
    {
        auto const found = m_locks.find(deposit.id.text());
        auto const rows = found == m_locks.end() ? std::vector<ledger::LockRow> {}
                                                 : std::move(found->second);
        if (found != m_locks.end()) m_locks.erase(found);
        std::vector<std::optional<Timestamp>> ends { std::nullopt };
        if (deposit.code) ends.emplace_back(end(deposit));
        if (is_paid(deposit.state)) ends.emplace_back(std::nullopt);
        bool sound = rows.size() == ends.size();
        for (std::size_t i = 0; sound && i < rows.size(); ++i) {
            bool const last = i + 1 == rows.size();
            bool const standing = last && deposit.state != DepositState::dropped;
            sound = rows[i].covers == deposit.covers && rows[i].until == ends[i]
                && rows[i].ended.has_value() != standing
                && (last || rows[i].ended == rows[i + 1].since);
        }
        if (sound && rows.front().since != deposit.covers) sound = false;
        if (sound && is_paid(deposit.state)) sound = rows.back().since == m_first_booked;
        return sound ? Flaw {} : "its locks do not follow from what became of it";
    }

    Flaw broken_trail(Deposit const& deposit)
    {
        auto const found = m_last.find(deposit.id.text());
        bool const same = found != m_last.end()
            && found->second == core::trace_of(json_text(deposit));
        if (found != m_last.end()) m_last.erase(found);
        return same ? Flaw {} : "the audit trail knows it otherwise";
    }

    /// Counted without gaps, and each as the trail saw it last.
    Flaw broken_corrections(Deposit const& deposit)
    {
        std::int64_t count = 0;
        for (auto const& one : m_corrections) {
            if (one.deposit != deposit.id) continue;
            auto const found = m_told.find(key_of(one));
            bool const same = found != m_told.end() && one.n == ++count
                && found->second == core::trace_of(json_text(one));
            if (found != m_told.end()) m_told.erase(found);
            if (!same) return "the audit trail knows its correction otherwise";
        }
        return {};
    }

    Flaw broken_paper(Deposit const& deposit)
    {
        auto const found = m_papers.find(deposit.id.text());
        auto const kept = found == m_papers.end() ? std::string {} : std::move(found->second);
        if (found != m_papers.end()) m_papers.erase(found);
        return kept == paper_hash(deposit.id) ? Flaw {} : "its paper is not the one that was sent";
    }

    std::string paper_hash(DepositId id)
    {
        try {
            return core::trace_of(store::proof(m_read, id).value_or(""));
        } catch (Bug const&) {
            return "unreadable";
        }
    }

    Timestamp end(Deposit const& deposit) const
    {
        return start_of(deposit.expires_on->next(), m_unit.zone);
    }

    db::Read& m_read;
    org::Unit const& m_unit;
    std::int64_t m_count { 0 };
    std::int64_t m_read_to { 0 }; ///< the book is read up to this entry
    Rupiah m_payable {};
    Rupiah m_claim {};
    std::map<std::string, std::vector<ledger::LockRow>> m_locks {};
    std::map<std::string, ledger::Booked> m_booked {};
    std::map<std::string, std::string> m_last {};   ///< hash that the last deed left, by deposit
    std::map<std::string, std::string> m_papers {}; ///< hash of the paper sent last
    std::map<std::string, std::string> m_told {};   ///< the same of corrections, by key
    std::vector<Correction> m_corrections;
    std::int64_t m_first_booked { 0 }; ///< of the deposit at hand
};

Flaw broken_unit(db::Read& read, UnitId id)
{
    auto const unit = org::unit_on({ read, {}, {} }, id, {});
    if (!unit.ok()) return "unit " + id.text() + ": it has books, but does not exist";
    UnitProof proof { read, unit.value() };
    for (std::int64_t after = 0;;) {
        auto const page = store::deposits_after(read, id, after);
        if (page.empty()) break;
        for (auto const& deposit : page)
            if (auto broken = proof.broken(deposit)) return broken;
        after = page.back().n;
    }
    auto const stray = proof.strays();
    return stray ? "unit " + id.text() + ": " + *stray : Flaw {};
}

} // namespace

std::optional<std::string> first_broken_deposit(db::Read& read)
{
    auto const books = ledger::units_with_books(read);
    if (!books.ok()) return books.error().why();
    auto units = books.value();
    auto const audited = core::audited_units(read);
    if (!audited.ok()) return audited.error().why();
    std::ranges::copy(audited.value(), std::back_inserter(units));
    std::ranges::copy(store::units_with_deposits(read), std::back_inserter(units));
    std::ranges::sort(units);
    auto const twins = std::ranges::unique(units);
    units.erase(twins.begin(), twins.end());
    for (auto const unit : units)
        if (auto broken = broken_unit(read, unit)) return broken;
    return {};
}

} // namespace karya::pnbp
