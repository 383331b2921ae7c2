#pragma once
// SQL of album_*. For album/ only.

#include "album/album.h"

namespace karya::album::store {

struct Row {
    AlbumPhotoId id {};
    Timestamp at {};
};
BOOST_DESCRIBE_STRUCT(Row, (), (id, at))

struct Whole {
    UnitId unit {};
    bool above { false };
    std::string webp {}; ///< base64
};
BOOST_DESCRIBE_STRUCT(Whole, (), (unit, above, webp))

std::vector<Row> rows(db::Read& read, UnitId unit, Subject const& subject);
std::optional<Whole> whole(db::Read& read, AlbumPhotoId id);
void insert(Call& call, UnitId unit, Subject const& subject, Row const& row, std::string_view webp);
/// False when the subject has no such photograph.
bool remove(db::Tx& tx, UnitId unit, Subject const& subject, AlbumPhotoId id);

} // namespace karya::album::store
