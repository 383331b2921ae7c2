#pragma once
// How a camera was held: the one fact of a photo's metadata that is used before all of it is lost.

#include "catalogue/image.h"

namespace karya::catalogue::image {

/// The orientation (1 to 8) of a TIFF block as in EXIF; 1 for anything unreadable.
int orientation_of(std::string_view tiff);
/// The TIFF block of a PNG's eXIf chunk or a WebP's EXIF chunk; empty when there is none.
std::string_view exif_of_png(std::string_view bytes);
std::string_view exif_of_webp(std::string_view bytes);
/// The picture turned and mirrored so that it stands upright.
Picture upright(Picture picture, int orientation);

} // namespace karya::catalogue::image
