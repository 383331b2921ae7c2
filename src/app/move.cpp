#include "app/move.h"
#include "catalogue/catalogue.h"
#include "db/copy.h"
#include "db/schema.h"

namespace karya::app {

Result<Moved> move_to_postgres(House& house, std::string const& to,
                               std::function<void(std::int64_t, std::int64_t)> const& progress)
{
    auto const from = house.config().database();
    db::Settings const target { .directory = from.directory, .postgres = to };
    TRY(db::check_empty(target)); // before a step of the schema changes what is somebody else's
    auto const engine = TRY(db::Engine::open(target));
    TRY(engine->migrate(db::schema()));
    Moved moved { .rows = TRY(
                      db::copy_to_postgres(from, target, catalogue::index_tables, progress)) };
    TRY(catalogue::index_all(*engine));
    moved.proof = TRY(verify(*engine));
    if (moved.proof.sound) TRY(change_engine(from.directory, db::Dialect::postgres));
    return moved;
}

} // namespace karya::app
