#include "core/store_answer.h"
#include "db/proven.h"

namespace karya::core::store {

namespace {

db::Query const insert_claim_query { "core.insert_claim", R"sql(
    INSERT INTO core_answer(actor, route, key, asked_hash, status, content_type, location, body, at)
    VALUES ($1, $2, $3, $4, 0, '', '', '', $5)
    ON CONFLICT (actor, route, key) DO NOTHING
)sql" };

db::Query const kept_answer_query { "core.kept_answer", R"sql(
    SELECT status, content_type, location, body, asked_hash FROM core_answer
    WHERE actor = $1 AND route = $2 AND key = $3
)sql" };

db::Query const update_answer_query { "core.update_answer", R"sql(
    UPDATE core_answer SET status = $4, content_type = $5, location = $6, body = $7, seal = $8
    WHERE actor = $1 AND route = $2 AND key = $3
)sql" };

db::Query const delete_answers_query { "core.delete_answers", R"sql(
    DELETE FROM core_answer WHERE (actor, route, key) IN (
        SELECT actor, route, key FROM core_answer WHERE at < $1 ORDER BY at LIMIT $2)
)sql" };

db::Query const delete_all_query { "core.delete_all_answers", "DELETE FROM core_answer" };

db::Query const answers_query { "core.answers", R"sql(
    SELECT actor, route, key, asked_hash, status, content_type, location, body, at, seal
    FROM core_answer
    WHERE actor > $1 OR (actor = $1 AND (route > $2 OR (route = $2 AND key > $3)))
    ORDER BY actor, route, key LIMIT 500
)sql" };

} // namespace

bool insert_claim(db::Tx& tx, AnswerKey const& key, std::string const& asked_hash, Timestamp at)
{
    return tx.run(insert_claim_query, key.actor, key.route, key.key, asked_hash, at) == 1;
}

KeptAnswer kept_answer(db::Read& read, AnswerKey const& key)
{
    return read.value<KeptAnswer>(kept_answer_query, key.actor, key.route, key.key);
}

void update_answer(db::Tx& tx, AnswerRow const& row)
{
    auto const changed = tx.run(update_answer_query, row.actor, row.route, row.key, row.status,
                                row.content_type, row.location, row.body, row.seal);
    CHECK(changed == 1);
}

void delete_all_answers(db::Tx& tx) { tx.run(delete_all_query); }

std::int64_t delete_answers(db::Tx& tx, Timestamp until, std::int64_t limit)
{
    return tx.run(delete_answers_query, until, limit);
}

Result<void> each_answer(db::Read& read, std::function<void(AnswerRow const&)> const& visit)
{
    AnswerRow last;
    for (;;) {
        auto const rows = TRY((db::proven<AnswerRow, 3>(read, "core_answer", answers_query,
                                                        last.actor, last.route, last.key)));
        if (rows.empty()) return {};
        for (auto const& row : rows) visit(row);
        last = rows.back();
    }
}

} // namespace karya::core::store
