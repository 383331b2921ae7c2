#include "catalogue/image.h"
#include "base/check.h"
#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <jpeglib.h>
#include <webp/encode.h>

namespace karya::catalogue::image {

namespace {

std::size_t row_size(Picture const& picture)
{
    return std::size_t { 3 } * static_cast<std::size_t>(picture.width);
}

/// The part of one axis that becomes one pixel: from `first`, whole pixels weighted 1, both ends by
/// how much of them is covered. Weights are in 1/denominator of the target's length.
struct Span {
    std::size_t first { 0 };
    std::vector<std::uint32_t> weights {};
};

std::vector<Span> spans(int from, int to)
{
    std::vector<Span> all;
    for (std::int64_t i = 0; i < to; ++i) {
        // On a line of from × to points a target pixel covers `from` and a source pixel `to`.
        std::int64_t const begin = i * from;
        std::int64_t const end = begin + from;
        Span span { static_cast<std::size_t>(begin / to), {} };
        for (std::int64_t source = begin / to; source * to < end; ++source) {
            auto const covered = std::min(end, (source + 1) * to) - std::max(begin, source * to);
            span.weights.push_back(static_cast<std::uint32_t>(covered));
        }
        all.push_back(std::move(span));
    }
    return all;
}

/// Averages columns: each row of the source becomes one of `width` pixels.
Picture narrowed(Picture const& picture, int width)
{
    Picture out { width, picture.height, {} };
    out.rgb.resize(row_size(out) * static_cast<std::size_t>(out.height));
    auto const columns = spans(picture.width, width);
    auto const total = static_cast<std::uint64_t>(picture.width);
    auto* to = out.rgb.data();
    for (int y = 0; y < picture.height; ++y) {
        auto const* const row = picture.rgb.data()
            + row_size(picture) * static_cast<std::size_t>(y);
        for (auto const& span : columns) {
            std::array<std::uint64_t, 3> sum {};
            auto const* from = row + span.first * 3;
            for (auto const weight : span.weights)
                for (auto& channel : sum) channel += std::uint64_t { weight } * *from++;
            for (auto const channel : sum)
                *to++ = static_cast<std::uint8_t>((channel + total / 2) / total);
        }
    }
    return out;
}

/// Averages rows.
Picture lowered_to(Picture const& picture, int height)
{
    Picture out { picture.width, height, {} };
    auto const size = row_size(out);
    out.rgb.resize(size * static_cast<std::size_t>(height));
    auto const total = static_cast<std::uint64_t>(picture.height);
    std::vector<std::uint64_t> sum(size);
    auto* to = out.rgb.data();
    for (auto const& span : spans(picture.height, height)) {
        std::fill(sum.begin(), sum.end(), total / 2);
        auto const* from = picture.rgb.data() + size * span.first;
        for (auto const weight : span.weights)
            for (auto& value : sum) value += std::uint64_t { weight } * *from++;
        for (auto const value : sum) *to++ = static_cast<std::uint8_t>(value / total);
    }
    return out;
}

} // namespace

Picture scaled(Picture const& picture, int side)
{
    auto const longer = std::max(picture.width, picture.height);
    CHECK(longer > 0 && side > 0);
    if (longer <= side) return picture;
    auto const part = [&](int length) {
        return std::max(1, static_cast<int>(std::int64_t { length } * side / longer));
    };
    return lowered_to(narrowed(picture, part(picture.width)), part(picture.height));
}

std::string webp_of(Picture const& picture)
{
    constexpr float quality = 80;
    WebPConfig config;
    CHECK(WebPConfigPreset(&config, WEBP_PRESET_PHOTO, quality));
    config.method = 3; // half the time of 4, a few percent larger
    WebPPicture frame;
    CHECK(WebPPictureInit(&frame));
    frame.width = picture.width;
    frame.height = picture.height;
    WebPMemoryWriter writer;
    WebPMemoryWriterInit(&writer);
    frame.writer = WebPMemoryWrite;
    frame.custom_ptr = &writer;
    CHECK(WebPPictureImportRGB(&frame, picture.rgb.data(), picture.width * 3));
    CHECK(WebPEncode(&config, &frame));
    WebPPictureFree(&frame);
    std::string bytes { reinterpret_cast<char const*>(writer.mem), writer.size };
    WebPMemoryWriterClear(&writer);
    return bytes;
}

std::string jpeg_of(Picture const& picture)
{
    constexpr int quality = 82;
    jpeg_compress_struct codec {};
    jpeg_error_mgr failure {};
    codec.err = jpeg_std_error(&failure); // encoding of a sound picture cannot fail but for memory
    jpeg_create_compress(&codec);
    unsigned char* memory = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&codec, &memory, &size);
    codec.image_width = static_cast<JDIMENSION>(picture.width);
    codec.image_height = static_cast<JDIMENSION>(picture.height);
    codec.input_components = 3;
    codec.in_color_space = JCS_RGB;
    jpeg_set_defaults(&codec);
    jpeg_set_quality(&codec, quality, TRUE);
    codec.optimize_coding = TRUE;
    jpeg_simple_progression(&codec);
    jpeg_start_compress(&codec, TRUE);
    while (codec.next_scanline < codec.image_height) {
        auto row = const_cast<JSAMPROW>(picture.rgb.data()
                                        + row_size(picture) * codec.next_scanline);
        jpeg_write_scanlines(&codec, &row, 1);
    }
    jpeg_finish_compress(&codec);
    jpeg_destroy_compress(&codec);
    std::string bytes { reinterpret_cast<char const*>(memory), size };
    std::free(memory);
    return bytes;
}

Rendered render(std::string_view bytes)
{
    constexpr int large = 1200;
    constexpr int middle = 600;
    constexpr int small = 240;
    auto decoded = decode(bytes, large);
    if (decoded.problem != Problem::none) return { decoded.problem, {} };
    auto const of = [](Picture const& picture, std::string encoded) {
        return Rendition { picture.width, picture.height, std::move(encoded) };
    };
    auto const first = scaled(decoded.picture, large);
    decoded.picture = {};
    auto const second = scaled(first, middle);
    auto const third = scaled(second, small);
    return { Problem::none,
             { of(first, webp_of(first)), of(second, webp_of(second)), of(third, webp_of(third)),
               of(second, jpeg_of(second)) } };
}

} // namespace karya::catalogue::image
