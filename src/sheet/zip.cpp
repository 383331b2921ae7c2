#include "sheet/zip.h"
#include <zip.h>

namespace karya::sheet {

namespace {

/// All bytes of the source, at most `bytes_max`.
Result<std::string> slurped(Source& source, std::int64_t bytes_max)
{
    std::string bytes;
    for (;;) {
        constexpr std::size_t piece = 64U << 10;
        auto const before = bytes.size();
        bytes.resize(before + piece);
        auto const count = TRY(source.read({ bytes.data() + before, piece }));
        bytes.resize(before + count);
        if (count == 0) return bytes;
        if (static_cast<std::int64_t>(bytes.size()) > bytes_max) return inflates_too_far;
    }
}

} // namespace

Part::Part(Part&& other) noexcept
    : m_package(other.m_package),
      m_file(std::exchange(other.m_file, nullptr)),
      m_size(other.m_size),
      m_done(other.m_done)
{
}

Part::~Part()
{
    if (m_file) zip_fclose(m_file);
}

Result<std::size_t> Part::read(std::span<char> into)
{
    auto const count = zip_fread(m_file, into.data(), into.size());
    if (count < 0) return damaged;
    m_done += count;
    m_package->m_bytes_left -= count;
    if (m_package->m_bytes_left < 0) return inflates_too_far;
    return static_cast<std::size_t>(count);
}

Result<std::unique_ptr<Package>> Package::open(std::unique_ptr<Source> source, Limits limits)
{
    // First the bytes: a TRY that leaves in the middle of `new` would lose what was allocated.
    auto bytes_read = TRY(slurped(*source, limits.packed_bytes_max));
    std::unique_ptr<Package> package { new Package { std::move(bytes_read) } };
    package->m_bytes_left = limits.inflated_bytes_max;
    auto const& bytes = package->m_bytes;
    zip_error_t error {};
    auto* const content = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    CHECK(content != nullptr);
    package->m_archive = zip_open_from_source(content, ZIP_RDONLY, &error);
    if (!package->m_archive) {
        zip_source_free(content);
        return damaged;
    }
    constexpr std::int64_t parts_max = 10'000;
    if (zip_get_num_entries(package->m_archive, 0) > parts_max) return unsafe;
    return package;
}

Package::~Package()
{
    if (m_archive) zip_discard(m_archive);
}

bool Package::has(std::string const& name) const
{
    return zip_name_locate(m_archive, name.c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<Part> Package::part(std::string const& name)
{
    auto const index = zip_name_locate(m_archive, name.c_str(), ZIP_FL_NOCASE);
    if (index < 0) return Error { damaged, "no part " + name };
    auto const entry = static_cast<zip_uint64_t>(index);
    zip_stat_t about;
    if (zip_stat_index(m_archive, entry, 0, &about) != 0) return damaged;
    if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE)
        return locked;
    auto* const file = zip_fopen_index(m_archive, entry, 0);
    if (!file) return Error { damaged, "cannot open " + name };
    auto const size = (about.valid & ZIP_STAT_SIZE) != 0 ? about.size : 0;
    return Part { *this, file, static_cast<std::int64_t>(size) };
}

} // namespace karya::sheet
