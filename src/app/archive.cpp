#include "app/archive.h"
#include "base/hash.h"
#include "base/text.h"
#include <algorithm>
#include <array>
#include <fcntl.h>
#include <fstream>
#include <map>
#include <memory>
#include <sodium.h>
#include <tuple>
#include <unistd.h>
#include <zip.h>

namespace karya::app {

namespace {

constexpr std::string_view list_name = "SHA256SUMS";
constexpr std::string_view list_head = "karya backup 1\n";
constexpr std::size_t list_bytes_max = 64U << 20U;

/// SHA-256 of bytes that come in pieces.
class Hasher {
public:
    Hasher() { crypto_hash_sha256_init(&m_state); }
    void add(std::string_view bytes)
    {
        crypto_hash_sha256_update(&m_state, reinterpret_cast<unsigned char const*>(bytes.data()),
                                  bytes.size());
    }
    std::string hex()
    {
        std::array<unsigned char, crypto_hash_sha256_BYTES> hash {};
        crypto_hash_sha256_final(&m_state, hash.data());
        std::string text;
        for (auto const byte : hash) {
            text += "0123456789abcdef"[byte >> 4U];
            text += "0123456789abcdef"[byte & 15U];
        }
        return text;
    }

private:
    crypto_hash_sha256_state m_state {};
};

struct Sum {
    std::string hash {};
    std::int64_t bytes {};
};

Result<Sum> sum_of(std::filesystem::path const& path)
{
    std::ifstream file { path, std::ios::binary };
    Hasher hasher;
    Sum sum;
    std::array<char, 1U << 16U> piece {};
    while (file.read(piece.data(), piece.size()) || file.gcount() > 0) {
        hasher.add({ piece.data(), static_cast<std::size_t>(file.gcount()) });
        sum.bytes += file.gcount();
    }
    if (!file.eof()) return Error { backup_failed, path.string() };
    sum.hash = hasher.hex();
    return sum;
}

struct DiscardZip {
    void operator()(zip_t* zip) const { zip_discard(zip); }
};
using Zip = std::unique_ptr<zip_t, DiscardZip>;

struct CloseEntry {
    void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};
using ZipEntry = std::unique_ptr<zip_file_t, CloseEntry>;

/// Adds a source under a name; photos are packed already.
Result<void> add_source(Zip const& zip, zip_source_t* source, std::string const& name)
{
    if (!source) return Error { backup_failed, name };
    auto const place = zip_file_add(zip.get(), name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (place < 0) {
        zip_source_free(source);
        return Error { backup_failed, zip_strerror(zip.get()) };
    }
    bool const packed = name.starts_with("media/");
    zip_set_file_compression(zip.get(), static_cast<zip_uint64_t>(place),
                             packed ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 1);
    return {};
}

/// On the disk, whatever happens next.
Result<void> sync(std::filesystem::path const& path)
{
    for (auto const& place : { path, path.parent_path() }) {
        auto const file = ::open(place.c_str(), O_RDONLY | O_CLOEXEC);
        bool const synced = file >= 0 && ::fsync(file) == 0;
        if (file >= 0) ::close(file);
        if (!synced) return Error { backup_failed, place.string() };
    }
    return {};
}

} // namespace

Result<Kept> write_archive(std::filesystem::path const& to,
                           std::vector<ArchiveEntry> const& entries)
{
    int trouble = 0;
    Zip zip { zip_open(to.c_str(), ZIP_CREATE | ZIP_EXCL, &trouble) };
    if (!zip) return Error { backup_failed, to.string() };
    Kept kept { .files = static_cast<std::int64_t>(entries.size()) };
    std::string list { list_head };
    for (auto const& entry : entries) {
        auto const sum = TRY(sum_of(entry.file));
        list += sum.hash + "  " + std::to_string(sum.bytes) + "  " + entry.name + "\n";
        kept.bytes += sum.bytes;
        TRY(add_source(zip, zip_source_file(zip.get(), entry.file.c_str(), 0, -1), entry.name));
    }
    kept.checksum = sha256_hex(list);
    list += kept.checksum + "\n";
    TRY(add_source(zip, zip_source_buffer(zip.get(), list.data(), list.size(), 0),
                   std::string { list_name }));
    if (zip_close(zip.get()) != 0) return Error { backup_failed, zip_strerror(zip.get()) };
    std::ignore = zip.release(); // zip_close has freed it
    TRY(sync(to));
    return kept;
}

namespace {

using Sums = std::map<std::string, Sum>;

Result<std::string> list_of(Zip const& zip)
{
    ZipEntry const entry { zip_fopen(zip.get(), std::string { list_name }.c_str(), 0) };
    if (!entry) return not_a_backup;
    std::string list;
    std::array<char, 1U << 16U> piece {};
    for (;;) {
        auto const read = zip_fread(entry.get(), piece.data(), piece.size());
        if (read < 0) return wrong_checksum;
        if (read == 0) return list;
        list.append(piece.data(), static_cast<std::size_t>(read));
        if (list.size() > list_bytes_max) return not_a_backup;
    }
}

/// The names in a backup are ours: a file, or a file in one of our folders.
bool is_plain_name(std::string_view name)
{
    return !name.empty() && name.front() != '/' && name.find("..") == std::string_view::npos
        && name.find('\\') == std::string_view::npos;
}

/// The list, checked against its own sum. `checksum` is set to it.
Result<Sums> sums_of(std::string const& list, std::string& checksum)
{
    constexpr std::size_t hash_length = 64;
    constexpr std::size_t tail = hash_length + 1;
    if (!list.starts_with(list_head) || list.size() < tail) return not_a_backup;
    auto const body = std::string_view { list }.substr(0, list.size() - tail);
    checksum = list.substr(body.size(), hash_length);
    if (sha256_hex(body) != checksum || list.back() != '\n') return wrong_checksum;
    Sums sums;
    for (auto const line : fields_of(body.substr(list_head.size()), '\n')) {
        if (line.empty()) continue;
        auto const gap = line.find("  ", hash_length + 2);
        std::int64_t bytes {};
        bool const whole = line.size() > hash_length + 2 && gap != std::string_view::npos
            && parse_integer(line.substr(hash_length + 2, gap - hash_length - 2), bytes);
        if (!whole || !is_plain_name(line.substr(gap + 2))) return not_a_backup;
        sums[std::string { line.substr(gap + 2) }] = { std::string { line.substr(0, hash_length) },
                                                       bytes };
    }
    return sums;
}

Result<void> take_out(Zip const& zip, std::string const& name, Sum const& sum,
                      std::filesystem::path const& to)
{
    ZipEntry const entry { zip_fopen(zip.get(), name.c_str(), 0) };
    if (!entry) return Error { wrong_checksum }.with("file", name);
    std::filesystem::create_directories(to.parent_path());
    std::ofstream file { to, std::ios::binary | std::ios::trunc };
    std::filesystem::permissions(
        to, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    Hasher hasher;
    std::int64_t bytes = 0;
    std::array<char, 1U << 16U> piece {};
    for (;;) {
        auto const read = zip_fread(entry.get(), piece.data(), piece.size());
        if (read < 0 || bytes > sum.bytes) return Error { wrong_checksum }.with("file", name);
        if (read == 0) break;
        hasher.add({ piece.data(), static_cast<std::size_t>(read) });
        file.write(piece.data(), read);
        bytes += read;
    }
    file.flush();
    if (!file) return Error { backup_failed, to.string() };
    if (bytes != sum.bytes || hasher.hex() != sum.hash)
        return Error { wrong_checksum }.with("file", name);
    return {};
}

} // namespace

Result<Kept> read_archive(std::filesystem::path const& from, std::filesystem::path const& folder)
{
    int trouble = 0;
    Zip const zip { zip_open(from.c_str(), ZIP_RDONLY, &trouble) };
    if (!zip) return not_a_backup;
    Kept kept;
    auto const sums = TRY(sums_of(TRY(list_of(zip)), kept.checksum));
    for (auto const& [name, sum] : sums) {
        TRY(take_out(zip, name, sum, folder / name));
        ++kept.files;
        kept.bytes += sum.bytes;
    }
    return kept;
}

} // namespace karya::app
