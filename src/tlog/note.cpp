#include "tlog/note.h"
#include "base/base64.h"
#include "base/text.h"
#include <algorithm>

namespace karya::tlog {

namespace {

constexpr std::string_view dash = "\u2014 ";
constexpr std::string_view receipt_head = "c2sp.org/tlog-proof@v1";
constexpr std::size_t key_id_size = 4;
constexpr std::size_t time_size = 8;

/// Takes a line off the front of `rest`; nothing when it is not ended.
std::optional<std::string_view> take_line(std::string_view& rest)
{
    auto const end = rest.find('\n');
    if (end == std::string_view::npos) return {};
    auto const line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return line;
}

/// A count without leading zeroes.
std::optional<std::int64_t> count_of(std::string_view text)
{
    std::int64_t number = 0;
    if (!parse_integer(text, number) || number < 0 || std::to_string(number) != text) return {};
    return number;
}

std::optional<Hash> hash_of(std::string_view text)
{
    auto hash = from_base64(text);
    if (!hash || hash->size() != hash_size || to_base64(*hash) != text) return {};
    return hash;
}

/// "word 12" → 12
std::optional<std::int64_t> count_after(std::string_view line, std::string_view word)
{
    if (!line.starts_with(word) || line.substr(word.size(), 1) != " ") return {};
    return count_of(line.substr(word.size() + 1));
}

/// Hashes up to an empty line, which is taken too.
std::optional<std::vector<Hash>> take_path(std::string_view& rest)
{
    std::vector<Hash> path;
    for (;;) {
        auto const line = take_line(rest);
        if (!line) return {};
        if (line->empty()) return path;
        auto hash = hash_of(*line);
        if (!hash || path.size() == path_max) return {};
        path.push_back(std::move(*hash));
    }
}

std::string lines_of(std::vector<Hash> const& path)
{
    std::string lines;
    for (auto const& hash : path) lines += to_base64(hash) + "\n";
    return lines;
}

std::string key_id_of(std::string_view name, Signing signing, std::string_view public_bytes)
{
    std::string words { name };
    words += '\n';
    words += static_cast<char>(signing);
    words += public_bytes;
    return sha256(words).substr(0, key_id_size);
}

std::string hex(std::string_view bytes)
{
    std::string text;
    for (auto const byte : bytes) {
        auto const value = static_cast<unsigned char>(byte);
        text += "0123456789abcdef"[value >> 4U];
        text += "0123456789abcdef"[value & 15U];
    }
    return text;
}

std::string big_endian(std::int64_t number)
{
    std::string bytes(time_size, '\0');
    for (std::size_t i = 0; i < time_size; ++i)
        bytes[time_size - 1 - i] = static_cast<char>(number >> (8 * i) & 0xff);
    return bytes;
}

std::int64_t from_big_endian(std::string_view bytes)
{
    std::uint64_t number = 0;
    for (auto const byte : bytes) number = number << 8U | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(number);
}

std::string cosigned_text(std::string_view text, std::int64_t seconds)
{
    return "cosignature/v1\ntime " + std::to_string(seconds) + "\n" + std::string { text };
}

bool fits(std::string_view text, Signature const& signature, Verifier const& by)
{
    if (by.signing == Signing::note) return is_signed(text, signature.bytes, by.public_bytes);
    if (signature.bytes.size() < time_size) return false;
    auto const seconds = from_big_endian(signature.bytes.substr(0, time_size));
    return seconds > 0
        && is_signed(cosigned_text(text, seconds), signature.bytes.substr(time_size),
                     by.public_bytes);
}

/// "— name base64"
std::optional<Signature> signature_of(std::string_view line)
{
    if (!line.starts_with(dash)) return {};
    line.remove_prefix(dash.size());
    auto const gap = line.find(' ');
    if (gap == std::string_view::npos || !is_key_name(line.substr(0, gap))) return {};
    auto const bytes = from_base64(line.substr(gap + 1));
    if (!bytes || bytes->size() <= key_id_size || to_base64(*bytes) != line.substr(gap + 1))
        return {};
    return Signature { std::string { line.substr(0, gap) }, bytes->substr(0, key_id_size),
                       bytes->substr(key_id_size) };
}

} // namespace

bool is_key_name(std::string_view name)
{
    constexpr std::size_t length_max = 255;
    return !name.empty() && name.size() <= length_max && std::ranges::all_of(name, [](char letter) {
        return letter > ' ' && letter < '\x7f' && letter != '+';
    });
}

std::string spelled(Verifier const& verifier)
{
    auto const id = key_id_of(verifier.name, verifier.signing, verifier.public_bytes);
    std::string key { static_cast<char>(verifier.signing) };
    return verifier.name + "+" + hex(id) + "+" + to_base64(key + verifier.public_bytes);
}

Result<Verifier> read_verifier(std::string_view text)
{
    auto const first = text.find('+');
    auto const second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos) return bad_key;
    auto const key = from_base64(text.substr(second + 1));
    if (!key || key->size() != 1 + hash_size) return bad_key;
    auto const signing = static_cast<Signing>((*key)[0]);
    if (signing != Signing::note && signing != Signing::cosignature) return bad_key;
    Verifier verifier { std::string { text.substr(0, first) }, signing, key->substr(1) };
    if (!is_key_name(verifier.name) || spelled(verifier) != text) return bad_key;
    return verifier;
}

std::string spelled(Signature const& signature)
{
    return std::string { dash } + signature.name + " "
        + to_base64(signature.key_id + signature.bytes) + "\n";
}

std::string spelled(Note const& note)
{
    auto text = note.text + "\n";
    for (auto const& signature : note.signatures) text += spelled(signature);
    return text;
}

Result<std::vector<Signature>> read_signatures(std::string_view lines)
{
    std::vector<Signature> signatures;
    while (!lines.empty()) {
        auto const line = take_line(lines);
        auto signature = line ? signature_of(*line) : std::nullopt;
        if (!signature || signatures.size() == signatures_max) return bad_note;
        signatures.push_back(std::move(*signature));
    }
    if (signatures.empty()) return bad_note;
    return signatures;
}

Result<Note> read_note(std::string_view text)
{
    if (text.size() > note_bytes_max || !is_clean_utf8(text)
        || text.find_first_of("\t\r") != std::string_view::npos)
        return bad_note;
    auto const gap = text.rfind("\n\n");
    if (gap == std::string_view::npos || gap == 0) return bad_note;
    return Note { std::string { text.substr(0, gap + 1) },
                  TRY(read_signatures(text.substr(gap + 2))) };
}

Signature signed_by(KeyPair const& pair, std::string_view name, std::string_view text)
{
    return { std::string { name }, key_id_of(name, Signing::note, pair.public_bytes()),
             pair.signature_of(text) };
}

Signature cosigned_by(KeyPair const& pair, std::string_view name, std::string_view text,
                      std::int64_t seconds)
{
    return { std::string { name }, key_id_of(name, Signing::cosignature, pair.public_bytes()),
             big_endian(seconds) + pair.signature_of(cosigned_text(text, seconds)) };
}

Signed how_signed(Note const& note, Verifier const& by)
{
    auto const id = key_id_of(by.name, by.signing, by.public_bytes);
    auto how = Signed::not_at_all;
    for (auto const& signature : note.signatures) {
        if (signature.name != by.name || signature.key_id != id) continue;
        if (!fits(note.text, signature, by)) return Signed::wrongly;
        how = Signed::rightly;
    }
    return how;
}

std::optional<std::int64_t> cosigned_at(Note const& note, Verifier const& by)
{
    if (by.signing != Signing::cosignature || how_signed(note, by) != Signed::rightly) return {};
    auto const id = key_id_of(by.name, by.signing, by.public_bytes);
    for (auto const& signature : note.signatures)
        if (signature.name == by.name && signature.key_id == id)
            return from_big_endian(signature.bytes.substr(0, time_size));
    return {};
}

std::string text_of(Checkpoint const& checkpoint)
{
    return checkpoint.origin + "\n" + std::to_string(checkpoint.head.size) + "\n"
        + to_base64(checkpoint.head.root) + "\n";
}

Result<Checkpoint> read_checkpoint(std::string_view text)
{
    auto const origin = take_line(text);
    auto const size = origin ? take_line(text) : std::nullopt;
    auto const root = size ? take_line(text) : std::nullopt;
    if (!root || !text.empty() || !is_key_name(*origin)) return bad_checkpoint;
    auto const count = count_of(*size);
    auto const hash = hash_of(*root);
    if (!count || !hash) return bad_checkpoint;
    return Checkpoint { std::string { *origin }, { *count, *hash } };
}

std::string spelled(Receipt const& receipt)
{
    std::string text { receipt_head };
    text += "\nextra " + to_base64(receipt.extra);
    text += "\nindex " + std::to_string(receipt.index) + "\n";
    return text + lines_of(receipt.path) + "\n" + spelled(receipt.note);
}

Result<Receipt> read_receipt(std::string_view text)
{
    constexpr std::string_view extra_word = "extra ";
    if (text.size() > 2 * note_bytes_max || take_line(text) != receipt_head) return bad_receipt;
    auto const extra = take_line(text);
    if (!extra || !extra->starts_with(extra_word)) return bad_receipt;
    auto const bytes = from_base64(extra->substr(extra_word.size()));
    auto const line = take_line(text);
    auto const index = line ? count_after(*line, "index") : std::nullopt;
    if (!bytes || to_base64(*bytes) != extra->substr(extra_word.size()) || !index)
        return bad_receipt;
    auto path = take_path(text);
    if (!path) return bad_receipt;
    auto note = read_note(text);
    if (!note.ok()) return bad_receipt;
    return Receipt { *bytes, *index, std::move(*path), note.take() };
}

std::string spelled(Submission const& submission)
{
    return "old " + std::to_string(submission.older) + "\n" + lines_of(submission.path) + "\n"
        + spelled(submission.note);
}

Result<Submission> read_submission(std::string_view text)
{
    auto const line = take_line(text);
    auto const older = line ? count_after(*line, "old") : std::nullopt;
    auto path = older ? take_path(text) : std::nullopt;
    if (!path) return bad_submission;
    auto note = read_note(text);
    if (!note.ok()) return bad_submission;
    return Submission { *older, std::move(*path), note.take() };
}

} // namespace karya::tlog
