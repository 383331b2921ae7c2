#include "app/store.h"

namespace karya::app::store {

namespace {

db::Query const select_mark { "app.mark", R"sql(
SELECT value FROM app_mark WHERE name = $1
)sql" };

db::Query const add_mark { "app.set_mark", R"sql(
INSERT INTO app_mark(name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING
)sql" };

db::Query const change_mark { "app.replace_mark", R"sql(
UPDATE app_mark SET value = $2 WHERE name = $1
)sql" };

db::Query const set_probe { "app.probe", R"sql(
INSERT INTO app_probe(node, at) VALUES ($1, $2)
ON CONFLICT (node) DO UPDATE SET at = excluded.at
)sql" };

db::Query const check_storage { "app.check_storage", R"sql(
SELECT integrity_check FROM pragma_integrity_check(1)
)sql",
                                R"sql(
SELECT 'ok'
)sql" };

db::Query const resume { "app.resume_order", "SELECT 0", "SELECT core_resume_order()" };

} // namespace

std::optional<std::string> broken_storage(db::Read& read)
{
    auto said = read.value<std::string>(check_storage);
    if (said == "ok") return {};
    return said;
}

std::optional<std::string> mark(db::Read& read, std::string_view name)
{
    return read.one<std::string>(select_mark, name);
}

Result<std::optional<std::string>> mark_in(db::Engine& engine, std::string_view name)
{
    using Mark = std::optional<std::string>;
    return engine.get<Mark>([&](db::Read& read) -> Result<Mark> { return mark(read, name); });
}

void set_mark(db::Tx& tx, std::string_view name, std::string_view value)
{
    tx.run(add_mark, name, value);
}

void replace_mark(db::Tx& tx, std::string_view name, std::string_view value)
{
    tx.run(change_mark, name, value);
}

void resume_order(db::Tx& tx) { tx.value<std::int64_t>(resume); }

void probe(db::Tx& tx, std::string_view node, Timestamp at) { tx.run(set_probe, node, at); }

} // namespace karya::app::store
