#include "catalogue/media.h"
#include "base/id.h"
#include "catalogue/catalogue.h"
#include "catalogue/image.h"
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>

namespace karya::catalogue {

namespace {

/// Routes are plain functions, so the folder stands here; app sets it once, before it serves.
std::filesystem::path& folder()
{
    static std::filesystem::path where;
    return where;
}

bool is_rendition(std::string_view name)
{
    constexpr std::size_t hash_length = 32;
    if (name.size() <= hash_length) return false;
    auto const hash = name.substr(0, hash_length);
    bool const hex = std::ranges::all_of(hash, [](char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
    });
    return hex && std::ranges::count(image::endings, name.substr(hash_length)) == 1;
}

/// Writes and flushes a new file. False leaves errno.
bool write_durably(std::filesystem::path const& path, std::string_view bytes)
{
    int const file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    if (file < 0) return false;
    bool whole = true;
    while (whole && !bytes.empty()) {
        auto const sent = write(file, bytes.data(), bytes.size());
        whole = sent > 0 || (sent < 0 && errno == EINTR);
        if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    whole = whole && fsync(file) == 0;
    return close(file) == 0 && whole;
}

} // namespace

void keep_media_in(std::filesystem::path where) { folder() = std::move(where); }

namespace media {

Result<void> keep(std::string const& name, std::string_view bytes)
{
    CHECK(is_rendition(name));
    if (folder().empty()) return Error { photo_failed, "no media folder is set" };
    std::error_code failure;
    std::filesystem::create_directories(folder(), failure);
    auto const path = folder() / name;
    if (std::filesystem::exists(path, failure)) return {};
    auto const fresh = folder() / (name + "." + random_hex(8) + ".new");
    if (write_durably(fresh, bytes) && std::rename(fresh.c_str(), path.c_str()) == 0) return {};
    Error error { photo_failed, std::string { "media: " } + std::strerror(errno) };
    std::filesystem::remove(fresh, failure);
    return error;
}

std::optional<std::string> read(std::string_view name)
{
    if (!is_rendition(name) || folder().empty()) return {};
    std::ifstream file { folder() / name, std::ios::binary };
    if (!file) return {};
    return std::string { std::istreambuf_iterator<char> { file }, {} };
}

std::string content_type_of(std::string_view name)
{
    return name.ends_with(".webp") ? "image/webp" : "image/jpeg";
}

} // namespace media

} // namespace karya::catalogue
