// What `karya verify` asks of reports: sums that are the board's, figures that are those of their
// hash, and that each is as the audit trail saw it.

#include "base/hash.h"
#include "books/books.h"
#include "books/store.h"
#include "books/store_report.h"
#include "core/audit.h"
#include <map>
#include <set>

namespace karya::books {

namespace {

using Finding = std::optional<std::string>;

/// Each facet adds up to what the board counts, once both have heard of everything.
Finding broken_sums(db::Read& read)
{
    for (auto const& name : { subscriber().name, board::subscriber().name })
        if (core::waiting_since(read, name)) return {};
    View const view { read, {}, {} };
    std::map<std::pair<UnitId, Day>, std::map<Facet, Rupiah>> told;
    std::set<UnitId> units;
    for (auto const& row : store::day_sums(read)) {
        told[{ row.unit, row.day }][row.facet] = row.turnover;
        units.insert(row.unit);
    }
    board::Window const always { Day::numbered(-10'000'000), Day::numbered(10'000'000) };
    for (auto const& [unit, sums] : board::sums_by_unit(view, always)) units.insert(unit);
    for (auto const unit : units)
        for (auto const& day : board::sums_by_day(view, unit, always)) {
            auto const found = told.find({ unit, day.day });
            for (auto const facet : enum_values<Facet>()) {
                auto const sum = found == told.end() ? Rupiah {} : found->second[facet];
                if (sum != day.turnover)
                    return "unit " + unit.text() + " " + day.day.text() + ": by "
                        + std::string { enum_text(facet) } + " " + std::to_string(sum.amount())
                        + " instead of " + std::to_string(day.turnover.amount());
            }
        }
    return {};
}

/// The reports of one unit against the audit trail.
class Reports {
public:
    Reports(db::Read& read, UnitId unit) : m_read(read), m_unit(unit)
    {
        core::each_trace(read, unit, "books", [&](core::Trace const& trace) {
            if (trace.what == "books.send_day") m_told[trace.object].push_back(trace.after_hash);
        });
    }
    Finding broken()
    {
        Day day = Day::numbered(-10'000'000);
        for (std::int64_t version = 0;;) {
            auto const page = store::sent_after(m_read, m_unit, day, version);
            for (auto const& sent : page)
                if (auto found = broken(sent)) return found;
            if (page.empty()) break;
            day = page.back().day;
            version = page.back().version;
        }
        for (auto const& [object, hashes] : m_told)
            if (m_seen[object] != static_cast<std::int64_t>(hashes.size()))
                return object + ": the audit trail tells of a report that is not there";
        return {};
    }

private:
    Finding broken(SentDay const& sent)
    {
        auto const object = m_unit.text() + " " + sent.day.text();
        auto const where = object + " version " + std::to_string(sent.version) + ": ";
        if (sent.version != ++m_seen[object]) return where + "the version before it is missing";
        if (sha256_hex(sent.figures) != sent.hash) return where + "its figures are not its hash's";
        auto const& told = m_told[object];
        auto const at = static_cast<std::size_t>(sent.version - 1);
        if (at >= told.size() || told[at] != core::trace_of(json_text(sent)))
            return where + "the audit trail knows it otherwise";
        return {};
    }

    db::Read& m_read;
    UnitId m_unit;
    std::map<std::string, std::vector<std::string>> m_told {};
    std::map<std::string, std::int64_t> m_seen {};
};

/// Month and year reports: contents against their hashes, hands against the audit trail.
class Frozen {
public:
    Frozen(db::Read& read, std::set<UnitId> const& units) : m_read(read)
    {
        auto const hear = [&](core::Trace const& trace) {
            if (trace.what != "books.send_day" && trace.what != "books.set_cutoff")
                m_told[trace.object].push_back(trace.after_hash);
        };
        for (auto const unit : units) core::each_trace(read, unit, "books", hear);
        if (!units.contains({})) core::each_trace(read, {}, "books", hear);
    }
    Finding broken()
    {
        for (ReportId after;;) {
            auto const page = store::after(m_read, after);
            for (auto const& report : page)
                if (auto found = broken(report)) return found;
            if (page.empty()) break;
            after = page.back().id;
        }
        if (!m_told.empty())
            return "report " + m_told.begin()->first + ": the audit trail tells of it, alone";
        return {};
    }

private:
    Finding broken(Report const& report)
    {
        auto const where = "report " + report.id.text() + ": ";
        if (sha256_hex(report.content) != report.hash)
            return where + "its content is not its hash's";
        auto const found = m_told.find(report.id.text());
        auto const told = found == m_told.end() ? std::vector<std::string> {} : found->second;
        if (found != m_told.end()) m_told.erase(found);
        auto const hands = store::hands(m_read, report.id);
        bool same = hands.size() == told.size();
        for (std::size_t i = 0; same && i < hands.size(); ++i)
            same = told[i] == core::trace_of(report.hash + json_text(hands[i]));
        return same ? Finding {} : where + "the audit trail knows its hands otherwise";
    }

    db::Read& m_read;
    std::map<std::string, std::vector<std::string>> m_told {};
};

} // namespace

std::optional<std::string> first_broken_report(db::Read& read)
{
    if (auto found = broken_sums(read)) return found;
    auto const audited = core::audited_units(read);
    if (!audited.ok()) return audited.error().why();
    std::set<UnitId> units { audited.value().begin(), audited.value().end() };
    for (auto const unit : store::units_with_reports(read)) units.insert(unit);
    for (auto const unit : units)
        if (auto found = Reports { read, unit }.broken()) return found;
    return Frozen { read, units }.broken();
}

} // namespace karya::books
