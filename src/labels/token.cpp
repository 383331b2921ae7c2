#include "labels/token.h"
#include "base/text.h"
#include <algorithm>
#include <array>
#include <optional>

namespace karya::labels {

namespace {

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view type = "kl1"; ///< media type of a label of this version
constexpr std::string_view type_family = "kl";
constexpr std::size_t kid_size = 4;
constexpr std::size_t signature_size = 64;
constexpr std::int64_t day_seconds = 86'400;
constexpr std::int64_t last_day = 49'709; ///< whose seconds fit 32 bits: in 2106

/// The kinds of CBOR that a label is made of (RFC 8949, 3.1).
enum class Kind : std::uint8_t { number, negative, bytes, text, list, map, tag };

// What stands where: COSE headers and CWT claims. Negative ones are kept as CBOR counts them.
constexpr std::uint64_t sign1_tag = 18;
constexpr std::uint64_t header_alg = 1;
constexpr std::uint64_t alg_eddsa = 7; // -8
constexpr std::uint64_t header_kid = 4;
constexpr std::uint64_t header_typ = 16;
constexpr std::uint64_t claim_iss = 1;
constexpr std::uint64_t claim_sub = 2;
constexpr std::uint64_t claim_iat = 6;
constexpr std::uint64_t claim_cti = 7;
constexpr std::uint64_t claim_lot = 70'000; // -70001, private use

char byte_of(std::uint64_t value) { return static_cast<char>(value & 0xff); }
std::uint64_t octet(char byte) { return static_cast<unsigned char>(byte); }

// ---- Writing ----

void put_head(std::string& out, Kind kind, std::uint64_t value)
{
    constexpr std::uint64_t inline_max = 23;
    auto const major = static_cast<std::uint64_t>(kind) << 5;
    if (value <= inline_max) {
        out += byte_of(major | value);
        return;
    }
    std::uint64_t const power = value <= 0xff ? 0 : value <= 0xffff ? 1 : 2;
    CHECK(value <= UINT32_MAX);
    out += byte_of(major | (24 + power));
    for (auto shift = 8U << power; shift > 0; shift -= 8) out += byte_of(value >> (shift - 8));
}

void put(std::string& out, Kind kind, std::string_view content)
{
    put_head(out, kind, content.size());
    out += content;
}

std::string hex_bytes(std::string_view hex)
{
    std::string bytes;
    auto const digit = [](char c) {
        return static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
    };
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes += byte_of(digit(hex[i]) << 4 | digit(hex[i + 1]));
    return bytes;
}

std::string header_of(std::string_view kid)
{
    std::string out;
    put_head(out, Kind::map, 3);
    put_head(out, Kind::number, header_alg);
    put_head(out, Kind::negative, alg_eddsa);
    put_head(out, Kind::number, header_kid);
    put(out, Kind::bytes, hex_bytes(kid));
    put_head(out, Kind::number, header_typ);
    put(out, Kind::text, type);
    return out;
}

std::string serial_bytes(std::int64_t serial)
{
    std::string bytes;
    for (auto rest = static_cast<std::uint64_t>(serial); rest > 0; rest >>= 8)
        bytes.insert(bytes.begin(), byte_of(rest));
    return bytes;
}

std::string payload_of(Claims const& claims)
{
    std::string out;
    put_head(out, Kind::map, claims.lot.empty() ? 4 : 5);
    put_head(out, Kind::number, claim_iss);
    put(out, Kind::text, claims.unit);
    put_head(out, Kind::number, claim_sub);
    put(out, Kind::text, claims.article);
    put_head(out, Kind::number, claim_iat);
    put_head(out, Kind::number, static_cast<std::uint64_t>(claims.day.number() * day_seconds));
    put_head(out, Kind::number, claim_cti);
    put(out, Kind::bytes, serial_bytes(claims.serial));
    if (!claims.lot.empty()) {
        put_head(out, Kind::negative, claim_lot);
        put(out, Kind::text, claims.lot);
    }
    return out;
}

/// Sig_structure of RFC 9052, 4.4.
std::string to_sign(std::string_view header, std::string_view payload)
{
    std::string out;
    put_head(out, Kind::list, 4);
    put(out, Kind::text, "Signature1");
    put(out, Kind::bytes, header);
    put(out, Kind::bytes, "");
    put(out, Kind::bytes, payload);
    return out;
}

std::string message_of(std::string_view header, std::string_view payload,
                       std::string_view signature)
{
    std::string out;
    put_head(out, Kind::tag, sign1_tag);
    put_head(out, Kind::list, 4);
    put(out, Kind::bytes, header);
    put_head(out, Kind::map, 0);
    put(out, Kind::bytes, payload);
    put(out, Kind::bytes, signature);
    return out;
}

// ---- Reading ----

/// Takes CBOR from the front, in the shortest form only.
class Reader {
public:
    explicit Reader(std::string_view bytes) : m_rest(bytes) { }

    Result<std::uint64_t> head(Kind kind)
    {
        if (m_rest.empty()) return cut_off;
        auto const first = octet(m_rest.front());
        if (first >> 5 != static_cast<std::uint64_t>(kind)) return not_a_label;
        m_rest.remove_prefix(1);
        auto const small = first & 31;
        if (small < 24) return small;
        if (small > 26) return not_a_label;
        auto const size = std::size_t { 1 } << (small - 24);
        std::uint64_t value = 0;
        for (char const byte : TRY(take(size))) value = value << 8 | octet(byte);
        auto const least = size == 1 ? 24U : size == 2 ? 0x100U : 0x10000U;
        if (value < least) return other_spelling;
        return value;
    }
    Result<std::string_view> content(Kind kind) { return take(TRY(head(kind))); }
    Result<void> expect(Kind kind, std::uint64_t value)
    {
        if (TRY(head(kind)) != value) return not_a_label;
        return {};
    }
    bool at_end() const { return m_rest.empty(); }

private:
    Result<std::string_view> take(std::size_t size)
    {
        if (m_rest.size() < size) return cut_off;
        auto const taken = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        return taken;
    }
    std::string_view m_rest;
};

/// A part with its own length: what ends early in it was not cut off, but never was a label.
Result<void> inside(Result<void> read, Reader const& reader)
{
    if (!read.ok())
        return read.error().code() == cut_off ? Error { not_a_label } : read.take_error();
    if (!reader.at_end()) return not_a_label;
    return {};
}

std::string hex_of(std::string_view bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (char const byte : bytes) {
        hex += digits[octet(byte) >> 4];
        hex += digits[octet(byte) & 15];
    }
    return hex;
}

Result<void> take_header(Reader& reader, Read& read)
{
    TRY(reader.expect(Kind::map, 3));
    TRY(reader.expect(Kind::number, header_alg));
    TRY(reader.expect(Kind::negative, alg_eddsa));
    TRY(reader.expect(Kind::number, header_kid));
    auto const kid = TRY(reader.content(Kind::bytes));
    if (kid.size() != kid_size) return not_a_label;
    read.kid = hex_of(kid);
    TRY(reader.expect(Kind::number, header_typ));
    auto const typ = TRY(reader.content(Kind::text));
    if (typ == type) return {};
    return typ.starts_with(type_family) ? unknown_version : not_a_label;
}

bool is_code(std::string_view text)
{
    auto const plain = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
    return !text.empty() && text.size() <= 8 && std::ranges::all_of(text, plain);
}

bool is_line(std::string_view text, std::size_t length_max)
{
    return !text.empty() && text.size() <= length_max && is_clean_utf8(text)
        && text.find_first_of("\t\r\n") == text.npos;
}

Result<std::int64_t> serial_of(std::string_view bytes)
{
    if (bytes.empty() || bytes.size() > 4 || bytes.front() == 0) return not_a_label;
    std::uint64_t value = 0;
    for (char const byte : bytes) value = value << 8 | octet(byte);
    return static_cast<std::int64_t>(value);
}

Result<void> take_claims(Reader& reader, Claims& claims)
{
    auto const count = TRY(reader.head(Kind::map));
    if (count != 4 && count != 5) return not_a_label;
    TRY(reader.expect(Kind::number, claim_iss));
    claims.unit = TRY(reader.content(Kind::text));
    TRY(reader.expect(Kind::number, claim_sub));
    claims.article = TRY(reader.content(Kind::text));
    if (!is_code(claims.unit) || !is_line(claims.article, article_length_max)) return not_a_label;
    TRY(reader.expect(Kind::number, claim_iat));
    auto const seconds = static_cast<std::int64_t>(TRY(reader.head(Kind::number)));
    if (seconds % day_seconds != 0 || seconds / day_seconds > last_day) return not_a_label;
    claims.day = Day::numbered(seconds / day_seconds);
    TRY(reader.expect(Kind::number, claim_cti));
    claims.serial = TRY(serial_of(TRY(reader.content(Kind::bytes))));
    if (count == 4) return {};
    TRY(reader.expect(Kind::negative, claim_lot));
    claims.lot = TRY(reader.content(Kind::text));
    if (!is_lot(claims.unit, claims.lot)) return not_a_label;
    return {};
}

Result<Read> take_message(std::string_view bytes)
{
    Reader reader { bytes };
    TRY(reader.expect(Kind::tag, sign1_tag));
    TRY(reader.expect(Kind::list, 4));
    Read read;
    auto const header = TRY(reader.content(Kind::bytes));
    Reader in_header { header };
    TRY(inside(take_header(in_header, read), in_header));
    TRY(reader.expect(Kind::map, 0));
    auto const payload = TRY(reader.content(Kind::bytes));
    Reader in_payload { payload };
    TRY(inside(take_claims(in_payload, read.claims), in_payload));
    read.signature = TRY(reader.content(Kind::bytes));
    if (read.signature.size() != signature_size) return not_a_label;
    if (!reader.at_end()) return too_much;
    read.to_sign = to_sign(header, payload);
    return read;
}

/// The whole bytes in a text of our letters; the bits that are left over come back by re-spelling.
std::string from_base32(std::string_view text)
{
    std::string bytes;
    std::uint64_t bits = 0;
    unsigned count = 0;
    for (char const letter : text) {
        bits = (bits << 5 | letters.find(letter)) & 0xfff;
        count += 5;
        if (count < 8) continue;
        count -= 8;
        bytes += byte_of(bits >> count);
    }
    return bytes;
}

} // namespace

std::string to_base32(std::string_view bytes)
{
    std::string text;
    std::uint64_t bits = 0;
    unsigned count = 0;
    for (char const byte : bytes) {
        bits = (bits << 8 | octet(byte)) & 0xfff;
        for (count += 8; count >= 5; count -= 5) text += letters[(bits >> (count - 5)) & 31];
    }
    if (count > 0) text += letters[(bits << (5 - count)) & 31];
    return text;
}

bool is_lot(std::string_view unit, std::string_view text)
{
    auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
    constexpr std::string_view mark = "-L";
    constexpr std::size_t day_digits = 6;
    if (text.size() > lot_length_max || !text.starts_with(unit)) return false;
    text.remove_prefix(unit.size());
    if (!text.starts_with(mark)) return false;
    text.remove_prefix(mark.size());
    if (text.size() < day_digits + 2 || text[day_digits] != '-') return false;
    auto const count = text.substr(day_digits + 1);
    return std::ranges::all_of(text.substr(0, day_digits), is_digit)
        && std::ranges::all_of(count, is_digit) && count.front() != '0';
}

std::string make_token(Claims const& claims, std::string_view kid, Sign const& sign)
{
    CHECK(claims.serial > 0 && claims.serial <= serial_max && kid.size() == 2 * kid_size);
    CHECK(claims.day.number() >= 0 && claims.day.number() <= last_day);
    auto const header = header_of(kid);
    auto const payload = payload_of(claims);
    return to_base32(message_of(header, payload, sign(to_sign(header, payload))));
}

Result<Read> read_token(std::string_view token)
{
    auto const small = [](char c) { return c >= 'a' && c <= 'z'; };
    for (char const letter : token)
        if (letters.find(letter) == letters.npos && !small(letter)) return wrong_letters;
    if (std::ranges::any_of(token, small)) return small_letters;
    if (token.size() > token_length_max) return too_much;
    auto const bytes = from_base32(token);
    auto read = TRY(take_message(bytes));
    if (to_base32(bytes) != token) return other_spelling;
    return read;
}

} // namespace karya::labels
