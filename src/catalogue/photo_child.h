#pragma once
// A hostile picture meets our decoders only in a child process: no files, no network, little memory
// and time, and a list of the few system calls it needs.

#include "base/result.h"
#include "catalogue/image.h"

namespace karya::catalogue {

/// Renders `bytes` in a child: this program again, called with "photo-child". At most
/// `child_seconds_max`; a child that dies or babbles counts as a broken picture.
/// Fails: catalogue.photo_failed when no child can be started.
Result<image::Rendered> render_in_child(std::string_view bytes);
inline constexpr int child_seconds_max = 20;

/// What the child sends back, and how it is read: nothing in it is trusted.
std::string packed(image::Rendered const& rendered);
image::Rendered unpacked(std::string_view message);

} // namespace karya::catalogue
