#pragma once
// Photographs of the work: of a lot, of an activity. For the desk alone.

#include "core/call.h"
#include "org/org.h"
#include <string>
#include <vector>

namespace karya {
using AlbumPhotoId = Id<struct AlbumPhotoTag>;
}

namespace karya::album {

inline constexpr ErrorCode album_full { "album.album_full", Fault::conflict };

inline constexpr Permission read_right { allow(
    "album.read",
    { Role::kasi, Role::treasurer, Role::head, Role::kanwil, Role::ditjen, Role::auditor }) };

/// Who may look besides the unit itself.
enum class Shown : std::uint8_t { in_unit, above };

/// Whose photographs they are.
struct Subject {
    std::string_view kind {}; ///< "batch"
    std::string id {};
    Shown shown { Shown::in_unit };
};

inline constexpr std::size_t photos_max = 8;

struct Photo {
    AlbumPhotoId photo {};
    LocalTime at {};
};
BOOST_DESCRIBE_STRUCT(Photo, (), (photo, at))

/// In the order they were taken.
std::vector<Photo> photos(View const& view, org::UnitScope const& scope, Subject const& subject);
/// Keeps what catalogue::private_photo made. Audited. Fails: album.album_full.
Result<void> add(Call& call, org::UnitScope const& scope, Subject const& subject,
                 std::string_view webp);
/// For good. Audited. Fails: core.not_found (none of this subject).
Result<void> remove(Call& call, org::UnitScope const& scope, Subject const& subject,
                    AlbumPhotoId photo);

} // namespace karya::album

namespace karya::web {
class Routes;
}
namespace karya::album {
void add_routes(web::Routes& routes);
} // namespace karya::album
