#pragma once
// Where the bytes of a table come from: a file, memory, or either of them packed by xz.

#include "base/result.h"
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace karya::sheet {

inline constexpr ErrorCode file_unreadable { "sheet.file_unreadable", Fault::invalid };
inline constexpr ErrorCode damaged { "sheet.damaged", Fault::invalid };

/// A stream of bytes, read once from front to back.
class Source {
public:
    virtual ~Source() = default;
    /// Fills `into` as far as it can and says how many bytes it put there; 0 only at the end.
    /// Fails: sheet.file_unreadable, sheet.damaged.
    virtual Result<std::size_t> read(std::span<char> into) = 0;
    /// Bytes taken from the outermost file or memory so far, and how many there are.
    virtual std::int64_t position() const = 0;
    virtual std::int64_t size() const = 0;
};

/// Opens a regular file. Fails: sheet.file_unreadable.
Result<std::unique_ptr<Source>> open_file(std::string const& path);
std::unique_ptr<Source> from_memory(std::string bytes);
/// The content of an .xz stream, unpacked on the way with at most 128 MiB of memory.
std::unique_ptr<Source> unpacked(std::unique_ptr<Source> packed);
/// `rest` with `head` (bytes already taken from it) put back in front.
std::unique_ptr<Source> with_head(std::string head, std::unique_ptr<Source> rest);

} // namespace karya::sheet
