// A photograph by its id, for those who may see its subject.

#include "web/routes.h"
#include "album/album.h"
#include "album/store.h"
#include "base/base64.h"

namespace karya::album {

namespace {

struct PhotoPath {
    AlbumPhotoId photo {};
};
BOOST_DESCRIBE_STRUCT(PhotoPath, (), (photo))

Result<web::File> show_photo(View& view, PhotoPath const& path)
{
    auto const found = store::whole(view.read, path.photo);
    if (!found) return not_found;
    auto const scope = TRY(org::reach(view, found->unit));
    if (!found->above && view.actor.unit != scope.unit()) return not_found;
    auto bytes = from_base64(found->webp);
    CHECK(bytes.has_value());
    return web::File { .content_type = "image/webp", .bytes = std::move(*bytes), .no_store = true };
}

} // namespace

void add_routes(web::Routes& routes)
{
    routes.query<PhotoPath, web::File>("/meja/foto/{photo}", read_right, show_photo);
}

} // namespace karya::album
