#include "exchange/store.h"

namespace karya::exchange::store {

namespace {

db::Query const select_row { "exchange.done", R"sql(
SELECT content_hash, object, batch FROM exchange_row WHERE kind = $1 AND key = $2
)sql" };

db::Query const put_row { "exchange.note", R"sql(
INSERT INTO exchange_row(kind, key, content_hash, object, at, batch)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (kind, key) DO UPDATE SET content_hash = excluded.content_hash,
    object = excluded.object, at = excluded.at, batch = excluded.batch
)sql" };

} // namespace

std::optional<Done> done(db::Read& read, RowKind kind, std::string_view key)
{
    return read.one<Done>(select_row, kind, key);
}

void note(Call& call, RowKind kind, std::string_view key, Done const& done)
{
    call.tx.run(put_row, kind, key, done.content_hash, done.object, call.now, done.batch);
}

} // namespace karya::exchange::store
