#pragma once
// SQL of core_answer. For core/ only.

#include "core/idempotency.h"
#include <functional>

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

/// A whole row; `seal` is made over the rest.
struct AnswerRow {
    std::string actor {};
    std::string route {};
    std::string key {};
    std::string asked_hash {};
    std::int64_t status {};
    std::string content_type {};
    std::string location {};
    std::string body {};
    Timestamp at {};
    std::string seal {};
};
BOOST_DESCRIBE_STRUCT(AnswerRow, (),
                      (actor, route, key, asked_hash, status, content_type, location, body, at,
                       seal))

/// True when the key was free (on PostgreSQL after waiting for a twin under way).
bool insert_claim(db::Tx& tx, AnswerKey const& key, std::string const& asked_hash, Timestamp at);
KeptAnswer kept_answer(db::Read& read, AnswerKey const& key);
/// What the claim of this row's key was answered.
void update_answer(db::Tx& tx, AnswerRow const& row);
void delete_all_answers(db::Tx& tx);
std::int64_t delete_answers(db::Tx& tx, Timestamp until, std::int64_t limit);
/// Every one. Fails: db.unreadable.
Result<void> each_answer(db::Read& read, std::function<void(AnswerRow const&)> const& visit);

} // namespace karya::core::store
