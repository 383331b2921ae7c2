#include "catalogue/store_proof.h"
#include "db/proven.h"

namespace karya::catalogue::store {

namespace {

db::Query const select_levels { "catalogue.levels_after", R"sql(
SELECT id, supply, on_hand, ordered, moves FROM catalogue_variant
WHERE id > $1 ORDER BY id LIMIT 500
)sql" };

db::Query const select_levels_of_unit { "catalogue.levels_of_unit_after", R"sql(
SELECT id, supply, on_hand, ordered, moves FROM catalogue_variant
WHERE unit = $1 AND id > $2 ORDER BY id LIMIT 500
)sql" };

db::Query const select_moves { "catalogue.moves_after", R"sql(
SELECT variant, seq, at, reason, delta, ordered_delta, on_hand, source FROM catalogue_movement
WHERE variant = $1 AND seq > $2 ORDER BY seq LIMIT 1000
)sql" };

db::Query const select_stray { "catalogue.stray_move", R"sql(
SELECT movement.variant || ' ' || movement.seq FROM catalogue_movement AS movement
WHERE NOT EXISTS (SELECT 1 FROM catalogue_variant AS variant WHERE variant.id = movement.variant)
LIMIT 1
)sql" };

} // namespace

Result<std::vector<LevelRow>> levels_after(db::Read& read, VariantId after)
{
    return db::proven<LevelRow>(read, "catalogue_variant", select_levels, after);
}

Result<std::vector<LevelRow>> levels_of_unit_after(db::Read& read, UnitId unit, VariantId after)
{
    return db::proven<LevelRow>(read, "catalogue_variant", select_levels_of_unit, unit, after);
}

Result<std::vector<MoveRow>> moves_after(db::Read& read, VariantId variant, std::int64_t after)
{
    return db::proven<MoveRow, 2>(read, "catalogue_movement", select_moves, variant, after);
}

std::optional<std::string> stray_move(db::Read& read)
{
    return read.one<std::string>(select_stray);
}

} // namespace karya::catalogue::store
