#pragma once
// SQL of core_answer. For core/ only.

#include "core/idempotency.h"

namespace karya::core::store {

struct AnswerKey {
    std::string actor {};
    std::string_view route;
    std::string_view key;
};

struct KeptAnswer : Answer {
    std::string asked_hash {};
};
BOOST_DESCRIBE_STRUCT(KeptAnswer, (Answer), (asked_hash))

/// True when the key was free (on PostgreSQL after waiting for a twin under way).
bool insert_claim(db::Tx& tx, AnswerKey const& key, std::string const& asked_hash, Timestamp at);
KeptAnswer kept_answer(db::Read& read, AnswerKey const& key);
void update_answer(db::Tx& tx, AnswerKey const& key, Answer const& answer);
std::int64_t delete_answers(db::Tx& tx, Timestamp until, std::int64_t limit);
/// One that the program never gave: its key.
std::optional<std::string> odd_answer(db::Read& read);

} // namespace karya::core::store
