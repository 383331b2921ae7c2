#include "base/qr.h"

#include <gtest/gtest.h>

namespace karya {

TEST(Qr, TooMuchTextIsRefused)
{
    EXPECT_EQ("base.qr_too_long", qr_svg(std::string(2332, 'x')).error().code().id);
    EXPECT_TRUE(qr_svg(std::string(2331, 'x')).ok());
}

TEST(Qr, DrawsASquareWithItsQuietZone)
{
    auto const svg = qr_svg("otpauth://totp/Karya:sari?secret=GEZDGNBVGY3TQOJQ").take();
    EXPECT_TRUE(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")) << svg;
    // The three finder patterns begin with seven dark modules; two of them in the first row.
    EXPECT_NE(std::string::npos, svg.find("d=\"M4 4h7v1h-7z"));
    EXPECT_EQ(svg, qr_svg("otpauth://totp/Karya:sari?secret=GEZDGNBVGY3TQOJQ").take());
    EXPECT_NE(svg, qr_svg("otpauth://totp/Karya:sari?secret=GEZDGNBVGY3TQOJR").take());
}

TEST(Qr, HoldsNothingThatRuns)
{
    auto const svg = qr_svg("<script>alert(1)</script>").take();
    EXPECT_EQ(std::string::npos, svg.find("script"));
    EXPECT_EQ(std::string::npos, svg.find("style"));
}

} // namespace karya
