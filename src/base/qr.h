#pragma once
// QR codes (ISO/IEC 18004) as SVG, by libqrencode.

#include "base/result.h"
#include <string>
#include <string_view>

namespace karya {

inline constexpr ErrorCode qr_too_long { "base.qr_too_long", Fault::too_large };

/// A square SVG with a quiet zone of four modules, dark on white in any theme, error correction M.
/// Fails: base.qr_too_long (over 2,331 bytes).
Result<std::string> qr_svg(std::string_view text);

} // namespace karya
