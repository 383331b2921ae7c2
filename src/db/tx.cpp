#include "db/tx.h"
#include "db/open.h"

namespace karya::db {

namespace {

// Of savepoints with the same name the latest counts, so that parts may hold parts.
Query const save { Query::Unlisted {}, "db.save_part", "SAVEPOINT part" };
Query const undo { Query::Unlisted {}, "db.undo_part", "ROLLBACK TO part" };
Query const keep { Query::Unlisted {}, "db.keep_part", "RELEASE part" };

} // namespace

/// What the whole transaction must answer for (a twin, a lost connection, a full disk) is thrown on
/// and undoes all of it.
Result<void> Tx::run_part(std::function<Result<void>()> const& work)
{
    auto const tags = m_touched.size();
    m_connection.run(save, {});
    auto result = guarded(work);
    if (!result.ok()) {
        m_connection.run(undo, {});
        m_touched.resize(tags);
    }
    m_connection.run(keep, {});
    return result;
}

} // namespace karya::db
