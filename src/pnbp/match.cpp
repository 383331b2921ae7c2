// Files of the treasury as they are kept, and the deposits that they prove.

#include "pnbp/match.h"
#include "base/hash.h"
#include "base/json.h"
#include "core/audit.h"
#include "pnbp/state.h"
#include "pnbp/store.h"
#include <algorithm>

namespace karya::pnbp {

namespace {

constexpr std::int64_t files_kept = 10;

Mapping mapping_in(std::string const& json)
{
    auto mapping = from_json_text<Mapping>(json);
    CHECK(mapping.ok()); // we wrote it
    return mapping.take();
}

bool has(SentTable const& table, std::string const& name)
{
    return std::ranges::find(table.columns, name) != table.columns.end();
}

/// The unit's last choice, where this file has such columns; else what the names say.
Mapping likely(db::Read& read, UnitId unit, SentTable const& table)
{
    auto mapping = guess(table);
    auto const last = store::mapping(read, unit);
    if (!last) return mapping;
    auto const before = mapping_in(*last);
    if (has(table, before.ntpn)) mapping.ntpn = before.ntpn;
    if (has(table, before.amount)) mapping.amount = before.amount;
    if (has(table, before.day)) mapping.day = before.day;
    if (has(table, before.code)) mapping.code = before.code;
    return mapping;
}

Result<void> check(Mapping const& mapping, SentTable const& table)
{
    Error error { bad_mapping };
    std::vector<std::string> chosen;
    auto const look = [&](std::string const& name, char const* field) {
        if (!has(table, name)) error.fields.push_back({ field, "pnbp.no_such_column" });
        if (std::ranges::find(chosen, name) != chosen.end())
            error.fields.push_back({ field, "pnbp.column_twice" });
        chosen.push_back(name);
    };
    look(mapping.ntpn, "ntpn");
    look(mapping.amount, "amount");
    look(mapping.day, "day");
    if (!mapping.code.empty()) look(mapping.code, "code");
    if (!error.fields.empty()) return error;
    return {};
}

} // namespace

Result<MatchFileId> put_file(Call& call, org::UnitScope const& scope, SentTable const& table)
{
    MatchFile const file { .id = MatchFileId::make(call.now),
                           .at = call.now,
                           .officer = call.actor.officer };
    store::insert_file(call.tx, scope.unit(), table, file);
    store::forget_files(call.tx, scope.unit(), files_kept);
    core::audit(call,
                { .what = "pnbp.send_file",
                  .object = file.id.text(),
                  .after = std::to_string(table.rows.size()),
                  .unit = scope.unit() });
    return file.id;
}

std::vector<MatchFile> files(View const& view, org::UnitScope const& scope)
{
    return store::files(view.read, scope.unit());
}

Result<UnitId> unit_of_file(View const& view, MatchFileId id)
{
    auto const unit = store::unit_of_file(view.read, id);
    if (!unit) return not_found;
    return *unit;
}

Result<KeptTable> kept_table(View const& view, org::UnitScope const& scope, MatchFileId id)
{
    auto file = store::file(view.read, scope.unit(), id);
    auto table = store::table(view.read, scope.unit(), id);
    if (!file || !table) return not_found;
    KeptTable kept { .file = std::move(*file), .table = std::move(*table) };
    kept.chosen = kept.file.mapping.has_value();
    kept.mapping = kept.chosen ? mapping_in(*kept.file.mapping)
                               : likely(view.read, scope.unit(), kept.table);
    return kept;
}

Result<void> set_header(Call& call, org::UnitScope const& scope, MatchFileId id, std::int64_t line)
{
    auto const kept = TRY(kept_table(call.view(), scope, id));
    auto const& rows = kept.table.rows;
    auto const last = kept.table.below == 0 ? 0 : std::min(rows.size(), top_lines);
    for (std::size_t i = 0; i < last; ++i) {
        if (rows[i].front() != std::to_string(line)) continue;
        store::set_header(call.tx, id, under_header(kept.table, i));
        core::audit(call,
                    { .what = "pnbp.set_header",
                      .object = id.text(),
                      .after = rows[i].front(),
                      .unit = scope.unit() });
        return {};
    }
    return Error { bad_mapping }.at("line", "pnbp.no_such_line");
}

Result<std::int64_t> match(Call& call, org::UnitScope const& scope, MatchFileId id,
                           Mapping const& mapping)
{
    auto const kept = TRY(kept_table(call.view(), scope, id));
    TRY(check(mapping, kept.table));
    store::set_mapping(call.tx, scope.unit(), id, json_text(mapping));
    std::vector<DepositId> proven;
    for (auto const& match : compare(kept.table, mapping, all_deposits(call.view(), scope)).matches)
        if (match.finding == Finding::matched) proven.push_back(match.ours->id);
    core::audit(call,
                { .what = "pnbp.compare",
                  .object = id.text(),
                  .after = json_text(mapping),
                  .unit = scope.unit() });
    return mark_matched(call, scope, proven);
}

} // namespace karya::pnbp
