#pragma once
// A POST may arrive twice: the answer is kept in the command's own transaction, so that the effect
// happens once and the repeat gets the same bytes. Rule: an Error keeps nothing.

#include "core/call.h"
#include <optional>
#include <string>

namespace karya::core {

inline constexpr ErrorCode key_reused { "core.key_reused", Fault::invalid };

/// What was asked: `route` is the pattern, `key` the client's, `asked` any stable text of the
/// Input.
struct Asked {
    std::string_view route;
    std::string_view key;
    std::string_view asked;
};

struct Answer {
    std::int64_t status {};
    std::string content_type {};
    std::string location {};
    std::string body {};
};
BOOST_DESCRIBE_STRUCT(Answer, (), (status, content_type, location, body))

/// Claims the key for this transaction; a twin under way is waited for. Nothing: the caller is the
/// first and must `keep_answer`. Fails: core.key_reused when the key stands for something else.
Result<std::optional<Answer>> claim(Call& call, Asked const& asked);
void keep_answer(Call& call, Asked const& asked, Answer const& answer);

/// Forgets all: they were written with a key that is lost, and nobody could prove them.
void forget_all_answers(db::Tx& tx);
/// Forgets answers given before `until`, at most `limit` at once; how many.
std::int64_t forget_answers(db::Tx& tx, Timestamp until, std::int64_t limit);
/// An answer that the program never gave, by the seal of its key. That one is missing cannot be
/// seen: they go after thirty days.
std::optional<std::string> broken_answer(db::Read& read);

} // namespace karya::core
