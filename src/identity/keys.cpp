#include "identity/keys.h"

#include "base/hash.h"
#include "base/seal.h"
#include "identity/identity.h"
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

namespace karya::identity {

namespace {

constexpr auto key_file = "identity.key";

using Key = std::array<unsigned char, crypto_aead_xchacha20poly1305_ietf_KEYBYTES>;

/// Set once by start() before any other thread runs; never changed to another key.
std::optional<Key>& process_key()
{
    static std::optional<Key> key;
    return key;
}

Key const& master_key()
{
    CHECK(process_key().has_value());
    return *process_key();
}

/// The same key for another use, so that sealing and deriving never share one.
std::string mac_key()
{
    std::string made(crypto_kdf_KEYBYTES, '\0');
    static_assert(crypto_kdf_KEYBYTES == sizeof(Key));
    CHECK(crypto_kdf_derive_from_key(reinterpret_cast<unsigned char*>(made.data()), made.size(), 1,
                                     "identity", master_key().data())
          == 0);
    return made;
}

class File {
public:
    explicit File(int descriptor) : m_descriptor(descriptor) { }
    ~File()
    {
        if (m_descriptor >= 0) ::close(m_descriptor);
    }
    File(File const&) = delete;
    File& operator=(File const&) = delete;
    int get() const { return m_descriptor; }
    bool open() const { return m_descriptor >= 0; }

private:
    int m_descriptor;
};

Error unusable(std::filesystem::path const& path, std::string_view what)
{
    return Error { keys_unusable, path.string() + ": " + std::string { what } }.with("file",
                                                                                     path.string());
}

/// Writes beside it and links, so that a half-written key never bears the name and of two servers
/// starting at once both end with the first one's key.
Result<void> make(std::filesystem::path const& path)
{
    Key fresh;
    randombytes_buf(fresh.data(), fresh.size());
    auto const beside = path.string() + "." + random_hex(8);
    {
        File file { ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400) };
        bool const written = file.open()
            && ::write(file.get(), fresh.data(), fresh.size()) == static_cast<ssize_t>(fresh.size())
            && ::fsync(file.get()) == 0;
        sodium_memzero(fresh.data(), fresh.size());
        if (!written) return unusable(path, std::strerror(errno));
    }
    bool const linked = ::link(beside.c_str(), path.c_str()) == 0 || errno == EEXIST;
    int const why = errno;
    ::unlink(beside.c_str());
    if (!linked) return unusable(path, std::strerror(why));
    File folder { ::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC) };
    if (!folder.open() || ::fsync(folder.get()) != 0) return unusable(path, std::strerror(errno));
    return {};
}

Result<Key> read(std::filesystem::path const& path)
{
    File file { ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW) };
    struct stat status {};
    if (!file.open() || ::fstat(file.get(), &status) != 0)
        return unusable(path, std::strerror(errno));
    if ((status.st_mode & 077) != 0) return unusable(path, "others may read it; chmod 0400");
    std::array<unsigned char, sizeof(Key) + 1> bytes {};
    auto const count = ::read(file.get(), bytes.data(), bytes.size());
    if (count != static_cast<ssize_t>(sizeof(Key))) return unusable(path, "not 32 bytes");
    Key found;
    std::copy_n(bytes.begin(), found.size(), found.begin());
    return found;
}

std::string_view text_of(Key const& key)
{
    return { reinterpret_cast<char const*>(key.data()), key.size() };
}

} // namespace

bool has_keys(std::filesystem::path const& folder)
{
    std::error_code problem;
    return std::filesystem::exists(folder / key_file, problem);
}

Result<void> start(Settings const& settings)
{
    CHECK(sodium_init() >= 0);
    std::error_code problem;
    std::filesystem::create_directories(settings.keys, problem);
    if (problem) return unusable(settings.keys, problem.message());
    std::filesystem::permissions(settings.keys, std::filesystem::perms::owner_all, problem);
    auto const path = settings.keys / key_file;
    if (!std::filesystem::exists(path)) TRY(make(path));
    auto const found = TRY(read(path));
    if (process_key() != found) process_key() = found;
    return {};
}

Result<std::string> key(std::string_view use)
{
    if (!process_key()) return Error { keys_unusable, "asked for a key before start()" };
    auto const text = derived("key " + std::string { use });
    std::string bytes(text.size() / 2, '\0');
    CHECK(sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                         text.size(), nullptr, nullptr, nullptr)
          == 0);
    return bytes;
}

std::string sealed(std::string_view plain, std::string_view bound_to)
{
    return karya::sealed(plain, { text_of(master_key()), bound_to });
}

std::optional<std::string> opened(std::string_view text, std::string_view bound_to)
{
    return karya::opened(text, { text_of(master_key()), bound_to });
}

std::string derived(std::string_view words) { return hmac_hex(mac_key(), words); }

} // namespace karya::identity
