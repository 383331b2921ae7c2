#pragma once
// Turns the bytes of a text file into UTF-8, whatever a spreadsheet program saved it as.

#include "sheet/source.h"
#include <cstdint>
#include <string>

namespace karya::sheet {

/// How the text is written. `ascii` until a byte says more.
enum class Encoding : std::uint8_t { ascii, utf8, windows_1252, utf16_little, utf16_big };

/// Decodes a stream. What cannot be decoded comes out as bytes that are not clean UTF-8, so that
/// the row holding them is marked, and only that row.
class TextSource {
public:
    explicit TextSource(std::unique_ptr<Source> bytes) : m_bytes(std::move(bytes)) { }

    /// Appends the next piece to `text`; false at the end. Fails: sheet.bad_encoding (UTF-32),
    /// and what the source fails with.
    Result<bool> read(std::string& text);
    Source const& bytes() const { return *m_bytes; }

private:
    std::string_view without_mark(std::string_view piece);
    void append_utf16(std::string_view piece, std::string& text);

    std::unique_ptr<Source> m_bytes;
    Encoding m_encoding { Encoding::ascii };
    bool m_started { false };
    std::string m_buffer;
    std::string m_odd; ///< half of a UTF-16 unit, left from the last piece
    std::uint32_t m_high_surrogate { 0 };
};

} // namespace karya::sheet
