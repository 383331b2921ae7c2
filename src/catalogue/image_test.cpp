#include "catalogue/image.h"
#include "catalogue/media.h"
#include "catalogue/orientation.h"
#include "catalogue/photo_child.h"
#include "catalogue/shop_test.h"
#include "support/photo_child.h"
#include <fstream>
#include <png.h>

namespace karya::catalogue {

namespace {

using image::Picture;
using image::Problem;

/// Red on the left, blue on the right, a green row at the top.
Picture flag(int width, int height)
{
    Picture picture { width, height, {} };
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            bool const top = y < height / 4;
            bool const left = x < width / 2;
            picture.rgb.push_back(!top && left ? 255 : 0);
            picture.rgb.push_back(top ? 255 : 0);
            picture.rgb.push_back(!top && !left ? 255 : 0);
        }
    }
    return picture;
}

std::array<int, 3> colour(Picture const& picture, int x, int y)
{
    auto const at = 3
        * (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width)
           + static_cast<std::size_t>(x));
    return { picture.rgb[at], picture.rgb[at + 1], picture.rgb[at + 2] };
}

std::string big_endian(std::uint32_t number)
{
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(number >> shift & 0xffU);
    return bytes;
}

std::string png_of(Picture const& picture)
{
    png_image png {};
    png.version = PNG_IMAGE_VERSION;
    png.width = static_cast<png_uint_32>(picture.width);
    png.height = static_cast<png_uint_32>(picture.height);
    png.format = PNG_FORMAT_RGB;
    png_alloc_size_t size = 0;
    EXPECT_TRUE(png_image_write_to_memory(&png, nullptr, &size, 0, picture.rgb.data(), 0, nullptr));
    std::string bytes(size, '\0');
    EXPECT_TRUE(
        png_image_write_to_memory(&png, bytes.data(), &size, 0, picture.rgb.data(), 0, nullptr));
    return bytes;
}

std::string chunk(std::string const& kind, std::string const& body)
{
    auto const named = kind + body;
    std::uint32_t sum = ~0U; // CRC-32 as PNG wants it
    for (auto const letter : named) {
        sum ^= static_cast<std::uint8_t>(letter);
        for (int bit = 0; bit < 8; ++bit) sum = sum >> 1U ^ (sum & 1U ? 0xedb88320U : 0U);
    }
    return big_endian(static_cast<std::uint32_t>(body.size())) + named + big_endian(~sum);
}

/// A PNG whose header says `width` × `height` over hardly any pixels.
std::string lying_png(std::uint32_t width, std::uint32_t height)
{
    std::string const few("\x78\x9c\x63\x60\x00\x00\x00\x02\x00\x01", 10);
    return std::string { "\x89PNG\r\n\x1a\n", 8 }
    + chunk("IHDR", big_endian(width) + big_endian(height) + std::string("\x08\x02\0\0\0", 5))
        + chunk("IDAT", few) + chunk("IEND", "");
}

/// An EXIF block with an orientation and a place.
std::string exif(char orientation)
{
    using namespace std::string_literals;
    return "Exif\0\0MM\0\x2a\0\0\0\x08\0\x02"s + "\x01\x12\0\x03\0\0\0\x01\0"s + orientation
        + "\0\0"s + "\x88\x25\0\x04\0\0\0\x01GPS-6.2-SECRET"s;
}

/// The JPEG with an APP1 marker after its start.
std::string with_exif(std::string const& jpeg, char orientation)
{
    auto const block = exif(orientation);
    auto const size = block.size() + 2;
    return jpeg.substr(0, 2) + "\xff\xe1" + static_cast<char>(size >> 8U)
        + static_cast<char>(size & 0xffU) + block + jpeg.substr(2);
}

Problem problem_of(std::string const& bytes)
{
    auto const here = image::render(bytes).problem;
    auto const in_child = render_in_child(bytes);
    EXPECT_TRUE(in_child.ok());
    EXPECT_EQ(in_child.value().problem, here) << "the child judges as we do";
    return here;
}

TEST(Image, RefusesWhatIsNoPicture)
{
    using namespace std::string_literals;
    auto const jpeg = image::jpeg_of(flag(80, 60));
    auto const webp = image::webp_of(flag(80, 60));
    auto const png = png_of(flag(80, 60));
    std::vector<std::pair<std::string, Problem>> const cases {
        { "", Problem::kind },
        { "GIF89a<script>alert(1)</script>", Problem::kind },
        { "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>", Problem::kind },
        { "<!DOCTYPE html><html>", Problem::kind },
        { "RIFF\x10\0\0\0WAVEfmt "s, Problem::kind },
        { "RIFF", Problem::kind },
        { "\xff\xd8\xff", Problem::broken },
        { "\xff\xd8\xff\xe0<html>", Problem::broken },
        { "\x89PNG\r\n\x1a\n", Problem::broken },
        { jpeg.substr(0, jpeg.size() / 2), Problem::broken },
        { png.substr(0, png.size() / 2), Problem::broken },
        { webp.substr(0, webp.size() / 2), Problem::broken },
        { lying_png(20'000, 20'000), Problem::pixels },
        { lying_png(2'147'483'647, 2'147'483'647), Problem::broken },
        { lying_png(0, 5), Problem::broken },
        { lying_png(5'000, 5'000), Problem::broken },
        { std::string(image::bytes_max + 1, '\xff'), Problem::bytes },
    };
    for (std::size_t i = 0; i < cases.size(); ++i)
        EXPECT_EQ(problem_of(cases[i].first), cases[i].second) << "case " << i;
}

TEST(Image, EveryBrokenByteEndsInAnAnswer)
{
    for (auto const& whole :
         { image::jpeg_of(flag(40, 30)), image::webp_of(flag(40, 30)), png_of(flag(40, 30)) }) {
        for (std::size_t at = 0; at < whole.size(); at += 7) {
            auto bent = whole;
            bent[at] = static_cast<char>(bent[at] ^ 0x5a);
            auto const answer = image::render(bent);
            EXPECT_EQ(answer.problem == Problem::none, !answer.renditions[0].bytes.empty());
        }
    }
}

TEST(Image, RenditionsHaveTheirSizesAndAreNeverEnlarged)
{
    auto const large = image::render(image::jpeg_of(flag(1600, 1000)));
    ASSERT_EQ(large.problem, Problem::none);
    EXPECT_EQ(large.renditions[0].width, 1200);
    EXPECT_EQ(large.renditions[0].height, 750);
    EXPECT_EQ(large.renditions[1].width, 600);
    EXPECT_EQ(large.renditions[2].width, 240);
    EXPECT_EQ(large.renditions[3].height, 375);
    auto const small = image::render(png_of(flag(100, 300)));
    ASSERT_EQ(small.problem, Problem::none);
    EXPECT_EQ(small.renditions[0].height, 300);
    EXPECT_EQ(small.renditions[2].width, 80);
}

TEST(Image, ScalingKeepsColoursWhereTheyAre)
{
    auto const small = image::scaled(flag(997, 400), 100);
    EXPECT_EQ(small.width, 100);
    EXPECT_EQ(small.height, 40);
    EXPECT_EQ(colour(small, 10, 30), (std::array { 255, 0, 0 }));
    EXPECT_EQ(colour(small, 90, 30), (std::array { 0, 0, 255 }));
    EXPECT_EQ(colour(small, 50, 2), (std::array { 0, 255, 0 }));
}

TEST(Image, OrientationIsAppliedAndNoMetadataSurvives)
{
    auto const jpeg = image::jpeg_of(flag(160, 80));
    // Where the green top row lies after turning: top, bottom, left, right.
    for (auto const& [orientation, x, y] : { std::array { 1, 80, 5 },
                                             { 3, 80, 75 },
                                             { 4, 80, 75 },
                                             { 6, 75, 80 },
                                             { 8, 5, 80 },
                                             { 5, 5, 80 },
                                             { 7, 75, 80 } }) {
        auto const held = with_exif(jpeg, static_cast<char>(orientation));
        auto const decoded = image::decode(held, 160);
        ASSERT_EQ(decoded.problem, Problem::none);
        EXPECT_EQ(decoded.picture.width, orientation < 5 ? 160 : 80);
        EXPECT_GT(colour(decoded.picture, x, y)[1], 200) << "orientation " << orientation;
        for (auto const& rendition : image::render(held).renditions) {
            EXPECT_EQ(rendition.bytes.find("SECRET"), std::string::npos);
            EXPECT_EQ(rendition.bytes.find("Exif"), std::string::npos);
        }
    }
    EXPECT_EQ(image::orientation_of(exif(9)), 1);
    EXPECT_EQ(image::orientation_of("MM"), 1);
    EXPECT_EQ(image::orientation_of(std::string_view { "II\x2a\0\xff\xff\xff\xff", 8 }), 1);
}

TEST(Image, APolyglotLosesItsOtherHalf)
{
    auto const both = image::jpeg_of(flag(80, 60)) + "<script>alert('SECRET')</script>";
    auto const made = render_in_child(both);
    ASSERT_TRUE(made.ok());
    ASSERT_EQ(made.value().problem, Problem::none);
    for (auto const& rendition : made.value().renditions)
        EXPECT_EQ(rendition.bytes.find("script"), std::string::npos);
}

TEST(Image, WhatTheChildSaysIsNotTrusted)
{
    auto const message = packed(image::render(png_of(flag(64, 64))));
    EXPECT_EQ(unpacked(message).problem, Problem::none);
    EXPECT_EQ(unpacked("").problem, Problem::broken);
    EXPECT_EQ(unpacked("\x7f").problem, Problem::broken);
    EXPECT_EQ(unpacked(message + "x").problem, Problem::broken);
    for (std::size_t size = 0; size < message.size(); size += 11)
        EXPECT_EQ(unpacked(std::string_view { message }.substr(0, size)).problem, Problem::broken);
    auto huge = message;
    huge[9] = huge[10] = '\xff';
    EXPECT_EQ(unpacked(huge).problem, Problem::broken);
}

class Photos : public Shop {
protected:
    void SetUp() override
    {
        Shop::SetUp();
        keep_media_in(db.directory() / "media");
    }
    Result<PhotoId> add(UnitId unit, ProductId product, MadePhoto const& made)
    {
        auto const owner = scope(unit);
        return run([&](Call& call) {
            return add_photo(call, owner, product, made, { "Keset di atas lantai", "A doormat" });
        });
    }
};

TEST_F(Photos, AreKeptByContentAndShownOnTheCard)
{
    auto const made = make_photo(image::jpeg_of(flag(800, 600))).take();
    EXPECT_EQ(make_photo(image::jpeg_of(flag(800, 600))).take().name, made.name);
    EXPECT_EQ(made.width, 800);
    auto const bytes = media::read(made.name + "-240.webp");
    ASSERT_TRUE(bytes.has_value());
    EXPECT_EQ(image::decode(*bytes, 240).picture.width, 240);

    auto const mat = keset(Quantity::pieces(1));
    auto const product_id = stock_of(mat).product;
    EXPECT_EQ(code_of(add(ambon, product_id, made)), "core.not_found");
    auto const photo = add(pontianak, product_id, made).take();
    EXPECT_EQ(look([&](View& view) { return card(view, product_id); })->photo, made.name);
    auto const owner = home();
    auto const stranger = scope(ambon);
    auto const removed = [&](org::UnitScope const& by, ProductId of) {
        return run([&](Call& call) { return remove_photo(call, by, of, photo); });
    };
    EXPECT_EQ(code_of(removed(stranger, product_id)), "core.not_found");
    auto const other = stock_of(keset(Quantity::pieces(1))).product;
    EXPECT_EQ(code_of(removed(owner, other)), "core.not_found");
    EXPECT_TRUE(removed(owner, product_id).ok());
    EXPECT_EQ(look([&](View& view) { return card(view, product_id); })->photo, std::nullopt);
}

TEST_F(Photos, APrivateOneIsKeptNowhere)
{
    EXPECT_EQ(code_of(private_photo("<svg/>")), "core.invalid");
    auto const webp = private_photo(image::jpeg_of(flag(1600, 1000))).take();
    EXPECT_EQ(image::decode(webp, 1200).picture.width, 1200);
    EXPECT_FALSE(std::filesystem::exists(db.directory() / "media"));
}

TEST_F(Photos, HaveALimitAndNeedWords)
{
    auto const product_id = draft(pontianak, "Keset");
    auto const owner = home();
    auto const wordless = run(
        [&](Call& call) { return add_photo(call, owner, product_id, { "a", 1, 1 }, { " ", {} }); });
    EXPECT_EQ(code_of(wordless), "core.invalid");
    for (int i = 0; i < 8; ++i) EXPECT_TRUE(add(pontianak, product_id, { "a", 1, 1 }).ok());
    EXPECT_EQ(code_of(add(pontianak, product_id, { "a", 1, 1 })), "catalogue.too_many");
}

TEST_F(Photos, ABadPictureNamesItsField)
{
    auto const refused = make_photo("<svg/>");
    EXPECT_EQ(code_of(refused), "core.invalid");
    EXPECT_EQ(refused.error().fields[0].field, "photo");
    EXPECT_EQ(refused.error().fields[0].reason, "catalogue.photo_kind");
}

TEST_F(Photos, NoPathLeavesTheFolder)
{
    std::ofstream { db.directory() / "secret-600.jpg" } << "x";
    for (auto const* name :
         { "../secret-600.jpg", "", ".", "secret-600.jpg",
           "0123456789abcdef0123456789abcdef-600.png", "0123456789abcdef0123456789ABCDEF-600.jpg",
           "0123456789abcdef0123456789abcdef-600.jpg/..",
           "0123456789abcdef0123456789abcdef-600.jpg" })
        EXPECT_FALSE(media::read(name).has_value()) << name;
}

} // namespace

} // namespace karya::catalogue
