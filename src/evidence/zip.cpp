#include "evidence/zip.h"
#include "base/check.h"
#include <memory>
#include <zip.h>

namespace karya::evidence {

namespace {

struct FreeSource {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, FreeSource>;

void add(zip_t* zip, File const& file)
{
    auto* source = zip_source_buffer(zip, file.bytes.data(), file.bytes.size(), 0);
    CHECK(source);
    auto const place = zip_file_add(zip, file.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    CHECK(place >= 0);
    auto const index = static_cast<zip_uint64_t>(place);
    constexpr time_t always = 315'532'800; // 1980, where ZIP begins
    CHECK(zip_file_set_mtime(zip, index, always, 0) == 0);
}

std::string bytes_of(zip_source_t* source)
{
    zip_stat_t found {};
    CHECK(zip_source_open(source) == 0 && zip_source_stat(source, &found) == 0);
    std::string bytes(found.size, '\0');
    CHECK(zip_source_read(source, bytes.data(), bytes.size())
          == static_cast<zip_int64_t>(bytes.size()));
    zip_source_close(source);
    return bytes;
}

} // namespace

std::string zipped(std::vector<File> const& files)
{
    Source const into { zip_source_buffer_create(nullptr, 0, 0, nullptr) };
    CHECK(into);
    zip_source_keep(into.get()); // closing the archive lets one go
    auto* zip = zip_open_from_source(into.get(), ZIP_TRUNCATE, nullptr);
    CHECK(zip);
    for (auto const& file : files) add(zip, file);
    CHECK(zip_close(zip) == 0);
    return bytes_of(into.get());
}

} // namespace karya::evidence
