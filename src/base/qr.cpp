#include "base/qr.h"

#include <memory>
#include <qrencode.h>

namespace karya {

Result<QrCode> qr_code(std::string_view text)
{
    if (text.find('\0') != std::string_view::npos) return qr_too_long;
    std::string const ended { text };
    std::unique_ptr<QRcode, decltype(&QRcode_free)> const code {
        QRcode_encodeString(ended.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), &QRcode_free
    };
    if (!code) return qr_too_long;
    auto const width = static_cast<std::size_t>(code->width);
    QrCode made { .width = width };
    for (std::size_t i = 0; i < width * width; ++i) made.dark.push_back((code->data[i] & 1) != 0);
    return made;
}

Result<std::string> qr_svg(std::string_view text)
{
    auto const code = TRY(qr_code(text));
    auto const width = code.width;
    auto const side = std::to_string(width + 8);
    std::string path;
    for (std::size_t y = 0; y < width; ++y) {
        for (std::size_t x = 0; x < width;) {
            if (!code.dark[y * width + x]) {
                ++x;
                continue;
            }
            auto const first = x;
            while (x < width && code.dark[y * width + x]) ++x;
            auto const length = std::to_string(x - first);
            path.append("M").append(std::to_string(first + 4));
            path.append(" ").append(std::to_string(y + 4));
            path.append("h").append(length).append("v1h-").append(length).append("z");
        }
    }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side
        + "\" width=\"" + side + "0\" height=\"" + side
        + "0\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + side + "v" + side
        + "H0z\"/><path fill=\"#000\" d=\"" + path + "\"/></svg>";
}

} // namespace karya
