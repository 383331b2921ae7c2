// Two ways in: any bytes as an archive, and any bytes as the XML of a sheet inside a good one.

#include "sheet/sheet.h"
#include <cstdlib>
#include <zip.h>

namespace {

using namespace karya::sheet;

void add(zip_t* archive, char const* name, std::string_view text)
{
    auto* const part = zip_source_buffer(archive, text.data(), text.size(), 0);
    if (zip_file_add(archive, name, part, 0) < 0) std::abort();
}

/// A workbook whose sheet is `xml`, stored as it is.
std::string around(std::string_view xml)
{
    constexpr std::string_view links =
        "<R><Relationship Id=\"r1\" Type=\"/worksheet\" Target=\"s.xml\"/>"
        "<Relationship Id=\"r2\" Type=\"/sharedStrings\" Target=\"s.xml\"/>"
        "<Relationship Id=\"r3\" Type=\"/styles\" Target=\"s.xml\"/></R>";
    zip_error_t error {};
    auto* const content = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(content);
    auto* const archive = zip_open_from_source(content, ZIP_TRUNCATE, &error);
    add(archive, "xl/workbook.xml", "<w><sheets><sheet id=\"r1\"/></sheets></w>");
    add(archive, "xl/_rels/workbook.xml.rels", links);
    add(archive, "xl/s.xml", xml);
    if (zip_close(archive) != 0) std::abort();
    zip_stat_t about;
    zip_source_stat(content, &about);
    std::string bytes(about.size, '\0');
    zip_source_open(content);
    if (zip_source_read(content, bytes.data(), bytes.size()) < 0) std::abort();
    zip_source_close(content);
    zip_source_free(content);
    return bytes;
}

void drain(std::string bytes)
{
    Limits const limits { .inflated_bytes_max = 8 << 20 };
    auto opened = Reader::open(from_memory(std::move(bytes)), { { "a" } }, limits);
    if (!opened.ok()) return;
    auto reader = opened.take();
    Row row;
    for (std::int64_t last = 0;; last = row.number()) {
        auto const more = reader.next(row);
        if (!more.ok() || !more.value()) return;
        if (row.number() <= last || row.number() > limits.rows_max) std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::string const text { reinterpret_cast<char const*>(bytes), size };
    drain("PK\3\4" + text);
    drain(around(text));
    return 0;
}
