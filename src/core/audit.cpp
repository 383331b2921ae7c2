#include "core/audit.h"
#include "base/hash.h"
#include "core/store.h"
#include <limits>

namespace karya::core {

namespace {

std::string hash_of(std::string_view state) { return state.empty() ? "" : sha256_hex(state); }

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
                          .before_hash = hash_of(deed.before),
                          .after_hash = hash_of(deed.after),
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

namespace {

/// The first row of the unit's chain that does not follow from the one before.
Result<std::optional<std::string>> broken_chain(db::Read& read, std::string const& unit)
{
    constexpr int page = 1000;
    std::string previous;
    std::int64_t seq = 0;
    for (;;) {
        auto const rows = TRY(store::audit_rows(read, unit, seq, page));
        for (auto const& row : rows) {
            if (row.seq != seq + 1 || row.hash != chained(previous, row))
                return std::optional { unit + " " + std::to_string(row.seq) };
            seq = row.seq;
            previous = row.hash;
        }
        if (rows.size() < page) return std::optional<std::string> {};
    }
}

} // namespace

std::optional<std::string> broken_audit(db::Read& read)
{
    for (auto const& unit : store::audited_units(read)) {
        auto const broken = broken_chain(read, unit);
        if (!broken.ok()) return broken.error().why();
        if (broken.value()) return broken.value();
    }
    return {};
}

} // namespace karya::core
