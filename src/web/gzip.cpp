#include "web/gzip.h"
#include "base/check.h"
#include <zlib.h>

namespace karya::web {

std::string gzip(std::string_view bytes)
{
    constexpr int level = 5;
    constexpr int window_with_gzip_head = 15 + 16;
    constexpr int memory = 8;
    z_stream stream {};
    CHECK(
        deflateInit2(&stream, level, Z_DEFLATED, window_with_gzip_head, memory, Z_DEFAULT_STRATEGY)
        == Z_OK);
    std::string packed(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    int const end = deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    CHECK(end == Z_STREAM_END);
    return packed;
}

} // namespace karya::web
