#include "core/idempotency.h"
#include "core/keyed_hash.h"
#include "core/store_answer.h"
#include <algorithm>

namespace karya::core {

namespace {

store::AnswerKey key_of(Call const& call, Asked const& asked)
{
    auto const actor = call.actor.signed_in() ? call.actor.officer.text() : std::string {};
    return { actor, asked.route, asked.key };
}

/// Each part with its length, so that none can pass for a piece of the next.
std::string seal_of(store::AnswerRow const& row)
{
    std::string text { "answer " };
    for (std::string const& part :
         { row.actor, row.route, row.key, row.asked_hash, std::to_string(row.status),
           row.content_type, row.location, row.body, rfc3339(row.at) })
        text += std::to_string(part.size()) + ":" + part;
    return keyed_hash(text);
}

} // namespace

Result<std::optional<Answer>> claim(Call& call, Asked const& asked)
{
    auto const key = key_of(call, asked);
    auto const hash = keyed_hash(asked.asked);
    if (store::insert_claim(call.tx, key, hash, call.now)) return std::optional<Answer> {};
    auto const kept = store::kept_answer(call.tx, key);
    if (kept.asked_hash != hash) return key_reused;
    CHECK(kept.status != 0);
    return std::optional<Answer> { kept };
}

void keep_answer(Call& call, Asked const& asked, Answer const& answer)
{
    CHECK(answer.status != 0);
    store::AnswerRow row { .actor = key_of(call, asked).actor,
                           .route = std::string { asked.route },
                           .key = std::string { asked.key },
                           .asked_hash = keyed_hash(asked.asked),
                           .status = answer.status,
                           .content_type = answer.content_type,
                           .location = answer.location,
                           .body = answer.body,
                           .at = call.now };
    row.seal = seal_of(row);
    store::update_answer(call.tx, row);
}

void forget_all_answers(db::Tx& tx) { store::delete_all_answers(tx); }

std::int64_t forget_answers(db::Tx& tx, Timestamp until, std::int64_t limit)
{
    return store::delete_answers(tx, until, limit);
}

std::optional<std::string> broken_answer(db::Read& read)
{
    std::optional<std::string> found;
    std::optional<Timestamp> sealed_since;
    std::optional<store::AnswerRow> unsealed; // the latest
    auto const where = [](store::AnswerRow const& row) {
        return "core_answer " + row.actor + " " + row.route + " " + row.key;
    };
    auto const done = store::each_answer(read, [&](store::AnswerRow const& row) {
        if (row.seal.empty()) {
            if (!unsealed || unsealed->at < row.at) unsealed = row;
        } else {
            sealed_since = std::min(sealed_since.value_or(row.at), row.at);
            if (!found && row.seal != seal_of(row)) found = where(row) + ": it was changed";
        }
    });
    if (!done.ok()) return done.error().why();
    // Before seals were made there were answers too; they are gone after thirty days.
    if (!found && unsealed && sealed_since && unsealed->at >= *sealed_since)
        found = where(*unsealed) + ": nobody sealed it";
    return found;
}

} // namespace karya::core
