#include "base/fonts.h"
#include "base/embedded.h"
#include <fontconfig/fontconfig.h>
#include <mutex>
#include <string>
#include <sys/mman.h>
#include <unistd.h>
#include <woff2/decode.h>
#include <woff2/output.h>

namespace karya {

namespace {

/// HarfBuzz reads no WOFF2; empty when the file is none.
std::string unpacked(std::string_view woff2)
{
    std::string font;
    woff2::WOFF2StringOut sink { &font };
    bool const done = woff2::ConvertWOFF2ToTTF(reinterpret_cast<std::uint8_t const*>(woff2.data()),
                                               woff2.size(), &sink);
    return done ? font : std::string {};
}

/// Fontconfig knows files alone: one in memory, which stays open as long as the process.
void add_font(std::string const& font)
{
    int const file = ::memfd_create("karya-font", MFD_CLOEXEC);
    if (file < 0) return;
    auto const written = ::write(file, font.data(), font.size());
    if (written != static_cast<ssize_t>(font.size())) return;
    auto const path = "/proc/self/fd/" + std::to_string(file);
    FcConfigAppFontAddFile(FcConfigGetCurrent(), reinterpret_cast<FcChar8 const*>(path.c_str()));
}

} // namespace

void use_own_fonts()
{
    static std::once_flag once;
    std::call_once(once, [] {
        for (auto const& asset : embedded::assets())
            if (asset.content_type == "font/woff2") add_font(unpacked(asset.bytes));
    });
}

} // namespace karya
