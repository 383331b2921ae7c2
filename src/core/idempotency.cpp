#include "core/idempotency.h"
#include "core/keyed_hash.h"
#include "core/store_answer.h"

namespace karya::core {

namespace {

store::AnswerKey key_of(Call const& call, Asked const& asked)
{
    auto const actor = call.actor.signed_in() ? call.actor.officer.text() : std::string {};
    return { actor, asked.route, asked.key };
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
    store::update_answer(call.tx, key_of(call, asked), answer);
}

std::int64_t forget_answers(db::Tx& tx, Timestamp until, std::int64_t limit)
{
    return store::delete_answers(tx, until, limit);
}

std::optional<std::string> broken_answer(db::Read& read)
{
    auto const odd = store::odd_answer(read);
    return odd ? std::optional { "core_answer " + *odd + ": it says what cannot be" }
               : std::nullopt;
}

} // namespace karya::core
