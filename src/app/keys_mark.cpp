#include "app/keys_mark.h"
#include "app/store.h"
#include "base/hash.h"
#include "core/idempotency.h"
#include "identity/identity.h"

namespace karya::app {

namespace {

constexpr std::string_view keys_mark = "keys";

std::string mark_of_keys(std::string_view key)
{
    constexpr std::size_t length = 32;
    return sha256_hex(key).substr(0, length);
}

} // namespace

Result<void> start_keys(db::Engine& engine, Config const& config)
{
    auto const folder = config.directory / "keys";
    bool const none = !identity::has_keys(folder);
    auto const known = TRY(store::mark_in(engine, keys_mark));
    if (none && !config.new_keys && known)
        return Error { keys_missing }.with("folder", folder.string());
    TRY(identity::start({ .keys = folder }));
    auto const mine = mark_of_keys(TRY(identity::key("mark")));
    if (known == mine && !config.new_keys) return {}; // nothing to write: the disk may be full
    return engine.write([&](db::Tx& tx) -> Result<void> {
        if (config.new_keys) {
            store::replace_mark(tx, keys_mark, mine);
            core::forget_all_answers(tx);
        }
        store::set_mark(tx, keys_mark, mine);
        if (store::mark(tx, keys_mark) == mine) return {};
        return Error { other_keys }.with("folder", folder.string());
    });
}

} // namespace karya::app
