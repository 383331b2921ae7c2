#pragma once
// QR codes (ISO/IEC 18004) as SVG, by libqrencode.

#include "base/result.h"
#include <string>
#include <string_view>
#include <vector>

namespace karya {

inline constexpr ErrorCode qr_too_long { "base.qr_too_long", Fault::too_large };

/// The modules of a code without its quiet zone.
struct QrCode {
    std::size_t width {};
    std::vector<bool> dark {}; ///< row by row
};
/// The smallest code that holds the text, error correction M: capitals and digits take less room.
/// Fails: base.qr_too_long (over 2,331 bytes, or with NUL).
Result<QrCode> qr_code(std::string_view text);
/// A square SVG with a quiet zone of four modules, dark on white in any theme, error correction M.
/// Fails: base.qr_too_long (over 2,331 bytes).
Result<std::string> qr_svg(std::string_view text);

} // namespace karya
