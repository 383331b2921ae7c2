#include "core/audit.h"
#include "base/hash.h"
#include "core/store.h"
#include <limits>

namespace karya::core {

namespace {

std::string chained(std::string const& previous, store::AuditRow const& row)
{
    std::string line = previous;
    for (auto const& part :
         { row.unit, std::to_string(row.seq), std::to_string(micros(row.at)), row.officer, row.role,
           row.what, row.object, row.before_hash, row.after_hash, row.request })
        line += '\n' + part;
    return sha256_hex(line);
}

std::string unit_of(Call const& call, Deed const& deed)
{
    if (!deed.unit.empty()) return deed.unit.text();
    return call.actor.unit.empty() ? "" : call.actor.unit.text();
}

} // namespace

std::string trace_of(std::string_view state) { return state.empty() ? "" : sha256_hex(state); }

void audit(Call& call, Deed const& deed)
{
    store::AuditRow row { .unit = unit_of(call, deed),
                          .at = call.now,
                          .officer = call.actor.signed_in() ? call.actor.officer.text() : "",
                          .role = call.actor.signed_in()
                              ? std::string { enum_text(call.actor.role) }
                              : "",
                          .what = std::string { deed.what },
                          .object = deed.object,
                          .before_hash = trace_of(deed.before),
                          .after_hash = trace_of(deed.after),
                          .request = call.request };
    auto const head = store::audit_head(call.tx, row.unit);
    row.seq = head.seq + 1;
    row.hash = chained(head.hash, row);
    store::insert_audit(call.tx, row);
    store::set_audit_head(call.tx, row.unit, { row.seq, row.hash });
}

std::vector<NotedDeed> trail(db::Read& read, std::optional<TrailPlace> const& before,
                             std::int64_t limit)
{
    constexpr auto end = std::numeric_limits<std::int64_t>::max();
    return store::deeds(read, before.value_or(TrailPlace { from_micros(end), "", 0 }), limit);
}

std::vector<NotedDeed> trail_of(db::Read& read, UnitId unit,
                                std::optional<TrailPlace> const& before, std::int64_t limit)
{
    auto const seq = before ? before->seq : std::numeric_limits<std::int64_t>::max();
    return store::deeds_of(read, unit.text(), seq, limit);
}

Result<std::vector<UnitId>> audited_units(db::Read& read) { return store::audited_units(read); }

void each_trace(db::Read& read, UnitId unit, std::string_view module,
                std::function<void(Trace const&)> const& visit)
{
    auto const pattern = std::string { module } + ".%";
    auto const chain = unit.empty() ? std::string {} : unit.text();
    for (std::int64_t after = 0;;) {
        auto const page = store::traces_after(read, chain, after, pattern);
        if (page.empty()) return;
        for (auto const& trace : page) visit(trace);
        after = page.back().seq;
    }
}

namespace {

using Finding = std::optional<std::string>;

/// The first row of the unit's chain that does not follow from the one before, or an end that is
/// not its head.
Result<Finding> broken_chain(db::Read& read, store::Chain const& chain)
{
    constexpr int page = 1000;
    auto const where = "core_audit " + chain.unit;
    store::Head end;
    for (;;) {
        auto const rows = TRY(store::audit_rows(read, chain.unit, end.seq, page));
        for (auto const& row : rows) {
            if (row.seq != end.seq + 1 || row.hash != chained(end.hash, row))
                return Finding { where + " " + std::to_string(row.seq)
                                 + ": it does not follow from the one before" };
            end = { row.seq, row.hash };
        }
        if (rows.size() < page) break;
    }
    if (end.seq == chain.seq && end.hash == chain.hash) return Finding {};
    return Finding { where + ": it ends with " + std::to_string(end.seq) + ", but its head says "
                     + std::to_string(chain.seq) };
}

} // namespace

std::optional<std::string> broken_audit(db::Read& read)
{
    for (auto const& chain : store::audit_chains(read)) {
        auto const broken = broken_chain(read, chain);
        if (!broken.ok()) return broken.error().why();
        if (broken.value()) return broken.value();
    }
    auto const stray = store::stray_audit(read);
    return stray ? Finding { "core_audit " + *stray + ": it belongs to no chain" } : Finding {};
}

} // namespace karya::core
