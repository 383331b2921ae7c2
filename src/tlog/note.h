#pragma once
// Signed notes, checkpoints, receipts and what is handed to witnesses, as c2sp.org spells them:
// read strictly, so that each has one spelling. Pure.

#include "base/result.h"
#include "base/signature.h"
#include "tlog/merkle.h"
#include <optional>

namespace karya::tlog {

inline constexpr ErrorCode bad_note { "tlog.bad_note", Fault::invalid };
inline constexpr ErrorCode bad_checkpoint { "tlog.bad_checkpoint", Fault::invalid };
inline constexpr ErrorCode bad_receipt { "tlog.bad_receipt", Fault::invalid };
inline constexpr ErrorCode bad_submission { "tlog.bad_submission", Fault::invalid };
inline constexpr ErrorCode bad_key { "tlog.bad_key", Fault::invalid };

inline constexpr std::size_t note_bytes_max = 16'384;
inline constexpr std::size_t signatures_max = 32;
inline constexpr std::size_t path_max = 63;

/// How a key signs: the note's text, or a cosignature with its time.
enum class Signing : std::uint8_t { note = 1, cosignature = 4 };

/// A public key that notes are checked by.
struct Verifier {
    std::string name {};
    Signing signing { Signing::note };
    std::string public_bytes {}; ///< 32
};
/// "name+8 hex digits+base64", as c2sp.org/signed-note has it.
std::string spelled(Verifier const& verifier);
/// Fails: tlog.bad_key.
Result<Verifier> read_verifier(std::string_view text);
/// A name as notes carry it: no space, no plus.
bool is_key_name(std::string_view name);

struct Signature {
    std::string name {};
    std::string key_id {}; ///< 4 bytes
    std::string bytes {};
    friend bool operator==(Signature const&, Signature const&) = default;
};
struct Note {
    std::string text {}; ///< its last line ended too
    std::vector<Signature> signatures {};
};
std::string spelled(Signature const& signature); ///< a line, ended
std::string spelled(Note const& note);
/// Fails: tlog.bad_note.
Result<Note> read_note(std::string_view text);
/// The lines of signatures alone, as witnesses answer. Fails: tlog.bad_note.
Result<std::vector<Signature>> read_signatures(std::string_view lines);

Signature signed_by(KeyPair const& pair, std::string_view name, std::string_view text);
/// `seconds` since 1970.
Signature cosigned_by(KeyPair const& pair, std::string_view name, std::string_view text,
                      std::int64_t seconds);

enum class Signed : std::uint8_t { not_at_all, wrongly, rightly };
/// What a note has of that key.
Signed how_signed(Note const& note, Verifier const& by);

/// When the witness cosigned, in seconds since 1970; nothing when it did not, or wrongly.
std::optional<std::int64_t> cosigned_at(Note const& note, Verifier const& by);

struct Checkpoint {
    std::string origin {};
    TreeHead head {};
};
std::string text_of(Checkpoint const& checkpoint);
/// Of a note's text; no lines beyond the three. Fails: tlog.bad_checkpoint.
Result<Checkpoint> read_checkpoint(std::string_view text);

/// A ".tlog-proof": that an entry is in the log, to be checked without us.
struct Receipt {
    std::string extra {}; ///< the entry
    std::int64_t index {};
    std::vector<Hash> path {};
    Note note {};
};
std::string spelled(Receipt const& receipt);
/// Fails: tlog.bad_receipt.
Result<Receipt> read_receipt(std::string_view text);

/// What a log hands to a witness.
struct Submission {
    std::int64_t older {};
    std::vector<Hash> path {};
    Note note {};
};
std::string spelled(Submission const& submission);
/// Fails: tlog.bad_submission.
Result<Submission> read_submission(std::string_view text);

} // namespace karya::tlog
