// Reading of JPEG, PNG and WebP. Sizes are judged from the header before a pixel is decoded.

#include "catalogue/image.h"
#include "catalogue/orientation.h"
#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <jerror.h>
#include <jpeglib.h>
#include <png.h>
#include <webp/decode.h>

namespace karya::catalogue::image {

namespace {

using namespace std::string_view_literals;

Problem judge_size(std::int64_t width, std::int64_t height)
{
    constexpr std::int64_t side_max = 60'000;
    if (width <= 0 || height <= 0) return Problem::broken;
    if (width > side_max || height > side_max || width * height > pixels_max)
        return Problem::pixels;
    return Problem::none;
}

std::size_t rgb_size(int width, int height)
{
    return std::size_t { 3 } * static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
}

std::uint8_t const* octets(std::string_view bytes)
{
    return reinterpret_cast<std::uint8_t const*>(bytes.data());
}

// ---- JPEG ----

/// libjpeg reports errors by a call that must not return: it jumps back to `read_jpeg`.
struct JpegFailure {
    jpeg_error_mgr manager {};
    std::jmp_buf back {};
};

struct JpegReader {
    jpeg_decompress_struct codec {};
    JpegFailure failure {};
    jpeg_progress_mgr progress {};
    Problem problem { Problem::none };
    int orientation { 1 };
    Picture picture {};
    std::vector<std::uint8_t> row {};
};

[[noreturn]] void jump_back(j_common_ptr codec)
{
    std::longjmp(reinterpret_cast<JpegFailure*>(codec->err)->back, 1);
}

void ignore_message(j_common_ptr) { }

/// A file that ends early is refused; other warnings (bytes between markers) are common and
/// harmless.
void judge_warning(j_common_ptr codec, int level)
{
    if (level >= 0) return;
    auto const code = codec->err->msg_code;
    if (code == JWRN_HIT_MARKER || code == JWRN_JPEG_EOF) jump_back(codec);
}

/// A small progressive file may name thousands of scans of a large picture.
void judge_progress(j_common_ptr codec)
{
    constexpr int scans_max = 64;
    auto const* const reader = reinterpret_cast<j_decompress_ptr>(codec);
    if (reader->input_scan_number > scans_max) jump_back(codec);
}

/// Printing inks to light: Adobe writes them inverted.
void row_from_cmyk(std::uint8_t const* row, std::uint8_t* rgb, int width, bool inverted)
{
    for (int x = 0; x < width; ++x, row += 4, rgb += 3) {
        for (int channel = 0; channel < 3; ++channel) {
            unsigned const ink = inverted ? row[channel] : 255U - row[channel];
            unsigned const black = inverted ? row[3] : 255U - row[3];
            rgb[channel] = static_cast<std::uint8_t>(ink * black / 255U);
        }
    }
}

void start_jpeg(JpegReader& reader, std::string_view bytes)
{
    auto& codec = reader.codec;
    jpeg_create_decompress(&codec);
    reader.progress.progress_monitor = judge_progress;
    codec.progress = &reader.progress;
    jpeg_save_markers(&codec, JPEG_APP0 + 1, 0xffff);
    jpeg_mem_src(&codec, octets(bytes), bytes.size());
    jpeg_read_header(&codec, TRUE);
    reader.problem = judge_size(codec.image_width, codec.image_height);
    for (auto const* marker = codec.marker_list; marker; marker = marker->next) {
        std::string_view const block { reinterpret_cast<char const*>(marker->data),
                                       marker->data_length };
        if (block.starts_with("Exif\0\0"sv)) reader.orientation = orientation_of(block);
    }
}

/// Decodes at the smallest of the codec's own scales that is large enough.
void read_jpeg_rows(JpegReader& reader, int side_wanted)
{
    auto& codec = reader.codec;
    auto const longer = std::max(codec.image_width, codec.image_height);
    codec.scale_num = 1;
    codec.scale_denom = 8;
    while (codec.scale_denom > 1 && longer / codec.scale_denom < static_cast<unsigned>(side_wanted))
        codec.scale_denom /= 2;
    bool const inks = codec.jpeg_color_space == JCS_CMYK || codec.jpeg_color_space == JCS_YCCK;
    codec.out_color_space = inks ? JCS_CMYK : JCS_RGB;
    jpeg_start_decompress(&codec);

    auto& picture = reader.picture;
    picture.width = static_cast<int>(codec.output_width);
    picture.height = static_cast<int>(codec.output_height);
    picture.rgb.resize(rgb_size(picture.width, picture.height));
    reader.row.resize(std::size_t { 4 } * codec.output_width);
    while (codec.output_scanline < codec.output_height) {
        auto* const rgb = picture.rgb.data() + rgb_size(picture.width, 1) * codec.output_scanline;
        JSAMPROW row = inks ? reader.row.data() : rgb;
        jpeg_read_scanlines(&codec, &row, 1);
        if (inks) row_from_cmyk(row, rgb, picture.width, codec.saw_Adobe_marker != FALSE);
    }
    jpeg_finish_decompress(&codec);
}

/// Keeps every object with a destructor in `reader`, outside the frames that a jump skips.
void read_jpeg(JpegReader& reader, std::string_view bytes, int side_wanted)
{
    reader.codec.err = jpeg_std_error(&reader.failure.manager);
    reader.failure.manager.error_exit = jump_back;
    reader.failure.manager.output_message = ignore_message;
    reader.failure.manager.emit_message = judge_warning;
    if (setjmp(reader.failure.back) != 0) {
        reader.problem = Problem::broken;
    } else {
        start_jpeg(reader, bytes);
        if (reader.problem == Problem::none) read_jpeg_rows(reader, side_wanted);
    }
    jpeg_destroy_decompress(&reader.codec);
}

Decoded decode_jpeg(std::string_view bytes, int side_wanted)
{
    JpegReader reader;
    read_jpeg(reader, bytes, side_wanted);
    if (reader.problem != Problem::none) return { reader.problem, {} };
    return { Problem::none, upright(std::move(reader.picture), reader.orientation) };
}

// ---- PNG ----

Decoded decode_png(std::string_view bytes)
{
    png_image png {};
    png.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(&png, bytes.data(), bytes.size()))
        return { Problem::broken, {} };
    auto const problem = judge_size(png.width, png.height);
    if (problem != Problem::none) {
        png_image_free(&png);
        return { problem, {} };
    }
    png.format = PNG_FORMAT_RGB;
    Picture picture { static_cast<int>(png.width), static_cast<int>(png.height), {} };
    picture.rgb.resize(PNG_IMAGE_SIZE(png));
    png_color const white { 255, 255, 255 };
    if (!png_image_finish_read(&png, &white, picture.rgb.data(), 0, nullptr))
        return { Problem::broken, {} };
    return { Problem::none, upright(std::move(picture), orientation_of(exif_of_png(bytes))) };
}

// ---- WebP ----

Picture on_white(std::vector<std::uint8_t> const& rgba, int width, int height)
{
    Picture picture { width, height, std::vector<std::uint8_t>(rgb_size(width, height)) };
    for (std::size_t from = 0, to = 0; from < rgba.size(); from += 4, to += 3) {
        unsigned const alpha = rgba[from + 3];
        for (std::size_t channel = 0; channel < 3; ++channel)
            picture.rgb[to + channel] = static_cast<std::uint8_t>(
                (rgba[from + channel] * alpha + 255U * (255U - alpha)) / 255U);
    }
    return picture;
}

Decoded decode_webp(std::string_view bytes, int side_wanted)
{
    WebPDecoderConfig config;
    if (!WebPInitDecoderConfig(&config)) return { Problem::broken, {} };
    if (WebPGetFeatures(octets(bytes), bytes.size(), &config.input) != VP8_STATUS_OK)
        return { Problem::broken, {} };
    if (config.input.has_animation) return { Problem::kind, {} };
    int width = config.input.width;
    int height = config.input.height;
    auto const problem = judge_size(width, height);
    if (problem != Problem::none) return { problem, {} };
    if (auto const longer = std::max(width, height); longer > side_wanted) {
        width = std::max(1, static_cast<int>(std::int64_t { width } * side_wanted / longer));
        height = std::max(1, static_cast<int>(std::int64_t { height } * side_wanted / longer));
        config.options.use_scaling = 1;
        config.options.scaled_width = width;
        config.options.scaled_height = height;
    }
    std::vector<std::uint8_t> rgba(rgb_size(width, height) / 3 * 4);
    config.output.colorspace = MODE_RGBA;
    config.output.is_external_memory = 1;
    config.output.u.RGBA = { rgba.data(), width * 4, rgba.size() };
    bool const whole = WebPDecode(octets(bytes), bytes.size(), &config) == VP8_STATUS_OK;
    WebPFreeDecBuffer(&config.output);
    if (!whole) return { Problem::broken, {} };
    return { Problem::none,
             upright(on_white(rgba, width, height), orientation_of(exif_of_webp(bytes))) };
}

} // namespace

Decoded decode(std::string_view bytes, int side_wanted)
{
    if (bytes.size() > bytes_max) return { Problem::bytes, {} };
    if (bytes.starts_with("\xff\xd8\xff"sv)) return decode_jpeg(bytes, side_wanted);
    if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return decode_png(bytes);
    if (bytes.starts_with("RIFF"sv) && bytes.size() > 12 && bytes.substr(8, 4) == "WEBP"sv)
        return decode_webp(bytes, side_wanted);
    return { Problem::kind, {} };
}

} // namespace karya::catalogue::image
