// What `karya verify` asks of sheets: lines and parts add up to what was approved, the approvals
// follow each other, entries and locks are those of the state, nobody is paid twice, and each sheet
// and payout is as the audit trail saw it last.

#include "base/json.h"
#include "core/audit.h"
#include "premium/card.h"
#include "premium/state.h"
#include "premium/store.h"
#include <algorithm>
#include <map>

namespace karya::premium {

namespace {

using Finding = std::optional<std::string>;
using ledger::Account;
using ledger::EntryKind;

Finding broken_sums(Sheet const& sheet, Terms const& terms)
{
    Rupiah held;
    for (auto const& part : terms.parts) held += part.amount;
    if (sheet.state != SheetState::dropped && held != sheet.accrued)
        return "the parts it holds are not what it shares out";
    auto again = sheet;
    auto lines = terms.lines;
    share_out(again, lines,
              { .accrued = sheet.accrued, .carried_in = sheet.carried_in, .claim = sheet.claimed });
    bool const same = again.amount == sheet.amount && again.topped_up == sheet.topped_up
        && again.carried_out == sheet.carried_out
        && std::ranges::equal(lines, terms.lines, {}, &Line::amount, &Line::amount);
    if (!same) return "its lines are not what the formula gives";
    if (sheet.state != SheetState::dropped && hash_of(sheet, terms) != sheet.hash)
        return "it is not what was approved";
    return {};
}

SheetState state_after(Step step)
{
    switch (step) {
    case Step::made:
    case Step::computed:
    case Step::sent_back: return SheetState::draft;
    case Step::sent: return SheetState::sent;
    case Step::verified: return SheetState::verified;
    case Step::authorised: return SheetState::authorised;
    case Step::dropped: return SheetState::dropped;
    }
    CHECK(false);
}

/// Legal moves, by other hands where that is the rule, each of the sheet as it then was.
Finding broken_steps(Sheet const& sheet, std::vector<Approval> const& steps)
{
    auto state = SheetState::draft;
    std::string hash;
    std::vector<OfficerId> round { sheet.made_by };
    for (auto const& one : steps) {
        auto const where = "step " + std::to_string(one.n);
        bool const first = one.n == 1;
        auto const next = state_after(one.step);
        bool const computed = one.step == Step::made || one.step == Step::computed;
        if (first != (one.step == Step::made) || (!first && !may_become(state, next)))
            return where + " does not follow from the one before it";
        if (!computed && one.hash != hash) return where + " approves something else";
        bool const other = one.step == Step::verified || one.step == Step::authorised;
        if (other && std::ranges::find(round, one.officer) != round.end())
            return where + " was done by who did an earlier one";
        if (one.step == Step::sent_back)
            round = { sheet.made_by };
        else
            round.push_back(one.officer);
        state = next;
        hash = one.hash;
    }
    bool const sound = static_cast<std::int64_t>(steps.size()) == sheet.version
        && state == sheet.state && hash == sheet.hash;
    return sound ? Finding {} : "its state is not that of its last step";
}

/// The sheets of one unit against its book.
class UnitSheets {
public:
    UnitSheets(db::Read& read, org::Unit const& unit) : m_read(read), m_unit(unit)
    {
        for (auto const& row : ledger::lock_rows(read, unit.id))
            if (row.account != enum_text(Account::pnbp_payable)) m_locks[row.source].push_back(row);
        ledger::each_booked(read, unit.id, [&](ledger::Booked const& booked) {
            if (is_ours(booked.kind)) m_booked[{ booked.kind, booked.source }] = booked;
        });
        core::each_trace(read, unit.id, "premium", [&](core::Trace const& trace) {
            if (!trace.what.starts_with("premium.set_")) m_last[trace.object] = trace.after_hash;
        });
    }

    Finding broken(Sheet const& sheet)
    {
        auto const where = number_of(m_unit.code, sheet.n) + ": ";
        if (sheet.n != ++m_count) return where + "the sheet before it is missing";
        auto const lines = store::lines(m_read, sheet.id);
        auto const parts = store::parts(m_read, sheet.id);
        auto const lates = store::lates(m_read, sheet.id);
        if (auto found = broken_sums(sheet, { lines, lates, parts })) return where + *found;
        if (auto found = broken_steps(sheet, store::approvals(m_read, sheet.id)))
            return where + *found;
        if (auto found = broken_chain(sheet)) return where + *found;
        if (auto found = broken_entry(sheet)) return where + *found;
        if (auto found = broken_lock(sheet)) return where + *found;
        if (auto found = broken_trail(sheet.id.text(), words_of(sheet))) return where + *found;
        if (auto found = broken_payouts(sheet, lines)) return where + *found;
        if (auto found = broken_wages(sheet, lines)) return where + *found;
        return {};
    }
    /// What is left when all sheets were told.
    Finding strays() const
    {
        if (!m_booked.empty())
            return "entry " + std::to_string(m_booked.begin()->second.seq)
                + ": a payment of premium that nothing explains";
        if (!m_locks.empty()) return "a lock of " + m_locks.begin()->first + ", which is no sheet";
        if (!m_last.empty())
            return "the audit trail tells of " + m_last.begin()->first + ", which is not there";
        for (auto const& [fund, owed] : m_owed)
            if (-ledger::moved(m_read, m_unit.id, payable_of(fund), {}) < owed)
                return "more is owed to workers than the book holds for them";
        return {};
    }

private:
    static bool is_ours(std::string_view kind)
    {
        return kind == enum_text(EntryKind::premium) || kind == enum_text(EntryKind::payout)
            || kind == enum_text(EntryKind::payout_back);
    }

    /// What one sheet of an activity leaves over the next begins with; their days do not overlap.
    Finding broken_chain(Sheet const& sheet)
    {
        if (sheet.state == SheetState::dropped) return {};
        auto const found = m_before.find({ sheet.activity, sheet.fund });
        bool const first = found == m_before.end();
        if (!first && found->second.last_day >= sheet.first_day)
            return "its days are those of another sheet too";
        auto const carried = first ? Rupiah {} : found->second.carried_out;
        if (sheet.carried_in != carried) return "it does not begin with what was left over";
        if (sheet.state == SheetState::authorised) m_before[{ sheet.activity, sheet.fund }] = sheet;
        return {};
    }

    Finding broken_entry(Sheet const& sheet)
    {
        auto const found = m_booked.find(
            { std::string { enum_text(EntryKind::premium) }, sheet.id.text() });
        bool const booked = found != m_booked.end();
        if (booked != sheet.booked_as.has_value())
            return booked ? "it is booked, but does not say so" : "its entry is not there";
        bool const needed = sheet.state == SheetState::authorised
            && (sheet.claimed != sheet.topped_up || sheet.claimed != Rupiah {});
        if (booked != needed) return "what it claims or is owed is not booked as it should be";
        if (!booked) return {};
        return told(found, { *sheet.booked_as, [&](ledger::Booked const& entry) {
                                return entry_of(number_of(m_unit.code, sheet.n), sheet,
                                                business_day(entry));
                            } });
    }

    static Day business_day(ledger::Booked const& booked)
    {
        return Day::parse(booked.words.substr(0, booked.words.find(' '))).take();
    }

    using Told = std::map<std::pair<std::string, std::string>, ledger::Booked>;
    struct Expected {
        std::int64_t seq {};
        std::function<ledger::EntryDraft(ledger::Booked const&)> draft;
    };
    /// Compares the entry and takes it off.
    Finding told(Told::iterator found, Expected const& expected)
    {
        auto const booked = std::move(found->second);
        m_booked.erase(found);
        auto const words = ledger::words_of(expected.draft(booked));
        if (booked.seq == expected.seq && booked.words == words) return {};
        return "its entry says \"" + booked.words + "\" instead of \"" + words + "\"";
    }

    Finding broken_lock(Sheet const& sheet)
    {
        auto const found = m_locks.find(sheet.id.text());
        bool const wanted = sheet.state == SheetState::authorised && sheet.covers > 0;
        if (wanted != (found != m_locks.end()))
            return wanted ? "its parts are not locked" : "its parts are locked too early";
        if (!wanted) return {};
        auto const rows = std::move(found->second);
        m_locks.erase(found);
        auto const& row = rows.front();
        bool const sound = rows.size() == 1 && row.account == enum_text(payable_of(sheet.fund))
            && row.covers == sheet.covers && row.activity == sheet.activity
            && row.through == sheet.last_day && !row.until && !row.ended;
        return sound ? Finding {} : "its lock covers something else";
    }

    Finding broken_trail(std::string const& object, std::string const& words)
    {
        auto const found = m_last.find(object);
        bool const same = found != m_last.end() && found->second == core::trace_of(words);
        if (found != m_last.end()) m_last.erase(found);
        return same ? Finding {} : "the audit trail knows it otherwise";
    }

    /// All wages so far of each worker on it against his best days: no day is paid twice.
    Finding broken_wages(Sheet const& sheet, std::vector<Line> const& lines)
    {
        if (sheet.fund != Fund::upah || sheet.state != SheetState::authorised) return {};
        auto& so_far = m_wages[sheet.activity];
        for (auto const& line : lines) so_far[line.worker] += line.amount;
        std::map<WorkerId, Rupiah> most;
        for (auto const& one :
             workshop::most_earned(m_read, m_unit.id, sheet.activity, sheet.last_day))
            most[one.worker] = one.amount;
        for (auto const& line : lines)
            if (so_far[line.worker] > most[line.worker])
                return "worker " + std::to_string(line.n) + " gets more than was ever written";
        return {};
    }

    Finding broken_payouts(Sheet const& sheet, std::vector<Line> const& lines)
    {
        auto const paid = store::payout_lines(m_read, sheet.id);
        Rupiah standing;
        for (auto const& payout : store::payouts(m_read, sheet.id)) {
            auto const where = "payout " + std::to_string(payout.n) + ": ";
            if (auto found = broken_payout(sheet, payout)) return where + *found;
            Rupiah sum;
            for (auto const& line : paid) {
                if (line.payout != payout.id) continue;
                sum += line.amount;
                if (!line.came_back_at) standing += line.amount;
                if (auto found = broken_line(sheet, payout, line, lines)) return where + *found;
            }
            if (sum != payout.amount) return where + "its lines are not its sum";
        }
        if (standing > sheet.amount) return "more is paid than was earned";
        if (sheet.state == SheetState::authorised) m_owed[sheet.fund] += sheet.amount - standing;
        return {};
    }

    Finding broken_payout(Sheet const& sheet, Payout const& payout)
    {
        if (sheet.state != SheetState::authorised) return "it was paid before it was authorised";
        auto const found = m_booked.find(
            { std::string { enum_text(EntryKind::payout) }, payout.id.text() });
        if (found == m_booked.end()) return "it is not booked";
        auto broken = told(found, { payout.booked_as, [&](ledger::Booked const&) {
                                       return entry_of(number_of(m_unit.code, sheet.n), sheet.fund,
                                                       payout);
                                   } });
        if (broken) return broken;
        return broken_trail(payout.id.text(), words_of(payout, store::card(m_read, payout.id)));
    }

    Finding broken_line(Sheet const& sheet, Payout const& payout, PayoutLine const& line,
                        std::vector<Line> const& lines)
    {
        auto const worker = std::ranges::find(lines, line.worker, &Line::worker);
        if (worker == lines.end() || worker->amount != line.amount)
            return "somebody got something else than the sheet says";
        if (!line.came_back_at) return {};
        auto const source = payout.id.text() + " " + std::to_string(worker->n);
        auto const found = m_booked.find(
            { std::string { enum_text(EntryKind::payout_back) }, source });
        if (found == m_booked.end()) return "what came back is not booked";
        auto broken = told(found, { *line.back_as, [&](ledger::Booked const& entry) {
                                       return entry_of_back(
                                           number_of(m_unit.code, sheet.n), sheet.fund, payout,
                                           { worker->n, line.amount, business_day(entry) });
                                   } });
        if (broken) return broken;
        return broken_trail(source, json_text(line));
    }

    db::Read& m_read;
    org::Unit const& m_unit;
    std::int64_t m_count { 0 };
    std::map<std::pair<ActivityId, Fund>, Sheet> m_before {};    ///< the last authorised one
    std::map<ActivityId, std::map<WorkerId, Rupiah>> m_wages {}; ///< in authorised sheets
    std::map<Fund, Rupiah> m_owed {};
    std::map<std::string, std::vector<ledger::LockRow>> m_locks {};
    Told m_booked {};                             ///< by kind and source
    std::map<std::string, std::string> m_last {}; ///< hash that the last deed left, by object
};

Finding broken_unit(db::Read& read, UnitId id)
{
    auto const unit = org::unit_on({ read, {}, {} }, id, {});
    if (!unit.ok()) return "unit " + id.text() + ": it has sheets, but does not exist";
    UnitSheets proof { read, unit.value() };
    for (std::int64_t after = 0;;) {
        auto const page = store::sheets_after(read, id, after);
        if (page.empty()) break;
        for (auto const& sheet : page)
            if (auto broken = proof.broken(sheet)) return broken;
        after = page.back().n;
    }
    auto const stray = proof.strays();
    return stray ? "unit " + id.text() + ": " + *stray : Finding {};
}

} // namespace

std::optional<std::string> first_broken_sheet(db::Read& read)
{
    auto const books = ledger::units_with_books(read);
    if (!books.ok()) return books.error().why();
    auto units = books.value();
    auto const audited = core::audited_units(read);
    if (!audited.ok()) return audited.error().why();
    std::ranges::copy(audited.value(), std::back_inserter(units));
    std::ranges::copy(store::units_with_sheets(read), std::back_inserter(units));
    std::ranges::sort(units);
    auto const twins = std::ranges::unique(units);
    units.erase(twins.begin(), twins.end());
    for (auto const unit : units)
        if (auto broken = broken_unit(read, unit)) return broken;
    return {};
}

} // namespace karya::premium
