#include "album/album.h"
#include "album/store.h"
#include "core/audit.h"

namespace karya::album {

std::vector<Photo> photos(View const& view, org::UnitScope const& scope, Subject const& subject)
{
    std::vector<Photo> all;
    for (auto const& row : store::rows(view.read, scope.unit(), subject))
        all.push_back({ row.id, { row.at, scope.zone() } });
    return all;
}

Result<void> add(Call& call, org::UnitScope const& scope, Subject const& subject,
                 std::string_view webp)
{
    if (store::rows(call.tx, scope.unit(), subject).size() >= photos_max) return album_full;
    store::insert(call, scope.unit(), subject, { AlbumPhotoId::make(call.now), call.now }, webp);
    core::audit(call,
                { .what = "album.add",
                  .object = subject.id,
                  .after = std::string { webp },
                  .unit = scope.unit() });
    return {};
}

Result<void> remove(Call& call, org::UnitScope const& scope, Subject const& subject,
                    AlbumPhotoId photo)
{
    auto const whole = store::whole(call.tx, photo);
    if (!whole || !store::remove(call.tx, scope.unit(), subject, photo)) return not_found;
    core::audit(call,
                { .what = "album.remove",
                  .object = subject.id,
                  .before = whole->webp,
                  .unit = scope.unit() });
    return {};
}

} // namespace karya::album
