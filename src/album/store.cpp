#include "album/store.h"
#include "base/base64.h"

namespace karya::album::store {

namespace {

db::Query const select_rows { "album.rows", R"sql(
SELECT id, at FROM album_photo WHERE unit = $1 AND kind = $2 AND subject = $3
ORDER BY at, id LIMIT 20
)sql" };
db::Query const select_whole { "album.whole", R"sql(
SELECT unit, above, webp FROM album_photo WHERE id = $1
)sql" };
db::Query const add_photo { "album.insert", R"sql(
INSERT INTO album_photo(id, unit, kind, subject, above, at, officer, webp)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
)sql" };
db::Query const drop_photo { "album.remove", R"sql(
DELETE FROM album_photo WHERE unit = $1 AND kind = $2 AND subject = $3 AND id = $4
)sql" };

} // namespace

std::vector<Row> rows(db::Read& read, UnitId unit, Subject const& subject)
{
    return read.all<Row>(select_rows, unit, subject.kind, subject.id);
}

std::optional<Whole> whole(db::Read& read, AlbumPhotoId id)
{
    return read.one<Whole>(select_whole, id);
}

void insert(Call& call, UnitId unit, Subject const& subject, Row const& row, std::string_view webp)
{
    call.tx.run(add_photo, row.id, unit, subject.kind, subject.id, subject.shown == Shown::above,
                row.at, call.actor.officer, to_base64(webp));
}

bool remove(db::Tx& tx, UnitId unit, Subject const& subject, AlbumPhotoId id)
{
    return tx.run(drop_photo, unit, subject.kind, subject.id, id) == 1;
}

} // namespace karya::album::store
