#include "exchange/store_upload.h"
#include "base/base64.h"

namespace karya::exchange::store {

namespace {

db::Query const add_upload { "exchange.insert_upload", R"sql(
INSERT INTO exchange_upload(id, kind, state, officer, officer_name, role, unit, kanwil, lang, size,
    created_at, changed_at, holder, held_until, tries, progress, result, trouble)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, '', 0, 0, 0, '', '')
)sql" };

db::Query const select_upload { "exchange.upload", R"sql(
SELECT id, kind, state, officer, officer_name, role, unit, kanwil, lang, size, created_at,
    changed_at, holder, held_until, tries, progress, result, trouble
FROM exchange_upload WHERE id = $1
)sql" };

db::Query const select_uploads { "exchange.uploads_of", R"sql(
SELECT id, kind, state, officer, officer_name, role, unit, kanwil, lang, size, created_at,
    changed_at, holder, held_until, tries, progress, result, trouble
FROM exchange_upload WHERE officer = $1 ORDER BY id DESC LIMIT 50
)sql" };

db::Query const select_next { "exchange.next_upload", R"sql(
SELECT id, kind, state, officer, officer_name, role, unit, kanwil, lang, size, created_at,
    changed_at, holder, held_until, tries, progress, result, trouble
FROM exchange_upload WHERE state IN ('checking', 'taking') AND held_until < $1
ORDER BY size, id LIMIT 1
)sql" };

db::Query const sum_kept { "exchange.bytes_kept", R"sql(
SELECT CAST(coalesce(sum(size), 0) AS BIGINT) FROM exchange_upload WHERE state <> 'done'
)sql" };

db::Query const put_part { "exchange.put_part", R"sql(
INSERT INTO exchange_upload_part(upload, part, content) VALUES ($1, $2, $3)
ON CONFLICT (upload, part) DO UPDATE SET content = excluded.content
)sql" };

db::Query const select_part { "exchange.part", R"sql(
SELECT content FROM exchange_upload_part WHERE upload = $1 AND part = $2
)sql" };

db::Query const drop_part { "exchange.delete_part", R"sql(
DELETE FROM exchange_upload_part WHERE upload = $1 AND part = $2
)sql" };

db::Query const drop_parts { "exchange.delete_parts", R"sql(
DELETE FROM exchange_upload_part WHERE upload = $1
)sql" };

db::Query const drop_upload { "exchange.delete_upload", R"sql(
DELETE FROM exchange_upload WHERE id = $1 AND state <> 'taking'
)sql" };

db::Query const drop_old { "exchange.delete_old_uploads", R"sql(
DELETE FROM exchange_upload
WHERE (state IN ('checking', 'checked') AND changed_at < $1)
    OR (state IN ('done', 'failed') AND changed_at < $2)
)sql" };

db::Query const drop_lone_parts { "exchange.delete_lone_parts", R"sql(
DELETE FROM exchange_upload_part
WHERE NOT EXISTS (SELECT 1 FROM exchange_upload u WHERE u.id = exchange_upload_part.upload)
)sql" };

db::Query const set_taking { "exchange.begin_taking", R"sql(
UPDATE exchange_upload SET state = 'taking', changed_at = $2, holder = '', held_until = 0,
    tries = 0, progress = 0
WHERE id = $1 AND state = 'checked'
)sql" };

db::Query const set_hold { "exchange.hold_upload", R"sql(
UPDATE exchange_upload SET holder = $2, held_until = $4, tries = tries + 1
WHERE id = $1 AND state IN ('checking', 'taking') AND held_until < $3
)sql" };

db::Query const renew_hold { "exchange.keep_hold", R"sql(
UPDATE exchange_upload SET held_until = $3, progress = $4 WHERE id = $1 AND holder = $2
)sql" };

db::Query const give_back { "exchange.release_upload", R"sql(
UPDATE exchange_upload SET holder = '', held_until = 0, tries = tries - 1
WHERE id = $1 AND holder = $2
)sql" };

db::Query const set_end { "exchange.end_upload", R"sql(
UPDATE exchange_upload SET state = $3, result = $4, trouble = $5, changed_at = $6, holder = '',
    held_until = 0, progress = 100
WHERE id = $1 AND holder = $2
)sql" };

} // namespace

void insert_upload(db::Tx& tx, Upload const& upload, std::string_view text)
{
    tx.run(add_upload, upload.id, upload.kind, upload.state, upload.officer, upload.officer_name,
           upload.role, upload.unit, upload.kanwil, upload.lang, upload.size, upload.created_at);
    tx.run(put_part, upload.id, Part::sent, text);
}

std::optional<Upload> upload(db::Read& read, UploadId id)
{
    return read.one<Upload>(select_upload, id);
}

std::vector<Upload> uploads_of(db::Read& read, OfficerId officer)
{
    return read.all<Upload>(select_uploads, officer);
}

std::int64_t bytes_kept(db::Read& read) { return read.value<std::int64_t>(sum_kept); }

std::optional<std::string> part(db::Read& read, UploadId id, Part part)
{
    auto text = read.one<std::string>(select_part, id, part);
    if (!text || part == Part::refused) return text;
    auto bytes = from_base64(*text);
    CHECK(bytes.has_value());
    return bytes;
}

bool delete_upload(db::Tx& tx, UploadId id)
{
    if (tx.run(drop_upload, id) == 0) return false;
    tx.run(drop_parts, id);
    return true;
}

void delete_old(db::Tx& tx, Timestamp unfinished, Timestamp finished)
{
    if (tx.run(drop_old, unfinished, finished) > 0) tx.run(drop_lone_parts);
}

bool begin_taking(db::Tx& tx, UploadId id, Timestamp at) { return tx.run(set_taking, id, at) == 1; }

std::optional<Upload> next_upload(db::Read& read, Timestamp now)
{
    return read.one<Upload>(select_next, now);
}

bool hold(db::Tx& tx, Hold const& wanted)
{
    return tx.run(set_hold, wanted.id, wanted.holder, wanted.now, wanted.until) == 1;
}

bool keep_hold(db::Tx& tx, Hold const& held, std::int64_t progress)
{
    return tx.run(renew_hold, held.id, held.holder, held.until, progress) == 1;
}

void release(db::Tx& tx, Hold const& held) { tx.run(give_back, held.id, held.holder); }

bool end(db::Tx& tx, Hold const& held, Ending const& ending)
{
    if (tx.run(set_end, held.id, held.holder, ending.state, ending.result, ending.trouble, held.now)
        != 1)
        return false;
    if (ending.state == UploadState::done || ending.state == UploadState::failed)
        tx.run(drop_part, held.id, Part::sent);
    if (ending.refused.empty())
        tx.run(drop_part, held.id, Part::refused);
    else
        tx.run(put_part, held.id, Part::refused, ending.refused);
    return true;
}

} // namespace karya::exchange::store
