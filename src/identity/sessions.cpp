#include "identity/sign_in.h"

#include "base/hash.h"
#include "core/audit.h"
#include "org/org.h"
#include <algorithm>

namespace karya::identity {

namespace {

bool looks_like_token(std::string_view text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

std::optional<Holder> holder_of(db::Read& read, std::string_view token, Timestamp now)
{
    if (!looks_like_token(token)) return {};
    auto const session = store::session(read, sha256_hex(token));
    if (!session) return {};
    auto account = store::account(read, session->account);
    CHECK(account.has_value());
    if (account->state != AccountState::active) return {};
    if (now >= dead_from(session->stage, account->role, { session->begun_at, session->seen_at }))
        return {};
    return Holder { *account, *session };
}

} // namespace

std::optional<LiveSession> live_session(db::Read& read, std::string_view token, Timestamp now)
{
    auto const found = holder_of(read, token, now);
    if (!found || found->session.stage != Stage::full) return {};
    auto const& account = found->account;
    Actor actor { .officer = account.id,
                  .name = account.name,
                  .role = account.role,
                  .unit = account.unit.value_or(UnitId {}),
                  .kanwil = account.kanwil.value_or(KanwilId {}) };
    if (account.unit) {
        // Asked anew each time: a unit may move to another Kanwil.
        auto const unit = org::unit({ read, actor, now }, *account.unit);
        if (!unit.ok()) return {};
        actor.kanwil = unit.value().kanwil;
    }
    // One-way from the token, so that no second secret needs storing.
    return LiveSession { actor, sha256_hex("karya csrf " + std::string { token }).substr(0, 32),
                         now - found->session.seen_at > std::chrono::minutes { 1 } };
}

Result<void> note_seen(Call& call, std::string_view token)
{
    store::set_seen(call.tx, sha256_hex(token), call.now);
    return {};
}

Result<Holder> holder(View const& view)
{
    auto found = holder_of(view.read, view.caller.session_token, view.now);
    if (!found) return sign_in_first;
    return *found;
}

Result<Holder> signed_in_holder(View const& view)
{
    auto found = TRY(holder(view));
    if (found.session.stage != Stage::full) return sign_in_first;
    return found;
}

std::string begin_session(Call& call, Account const& account, Stage stage)
{
    if (looks_like_token(call.caller.session_token))
        store::drop_session(call.tx, sha256_hex(call.caller.session_token));
    auto token = random_hex(32);
    store::add_session(call.tx,
                       { Uuid::make(call.now).text(), account.id, stage,
                         device_name(call.caller.device), call.now, call.now },
                       sha256_hex(token));
    return token;
}

Call acting(Call& call, Account const& account)
{
    Call as = call;
    as.actor = { .officer = account.id,
                 .name = account.name,
                 .role = account.role,
                 .unit = account.unit.value_or(UnitId {}),
                 .kanwil = account.kanwil.value_or(KanwilId {}) };
    return as;
}

void sign_out(Call& call)
{
    auto const found = holder(call.view());
    if (!found.ok()) return;
    store::drop_session(call.tx, sha256_hex(call.caller.session_token));
    auto as = acting(call, found.value().account);
    core::audit(
        as, { .what = "identity.sign_out", .object = found.value().session.id, .before = "open" });
}

Result<void> end_session(Call& call, std::string_view id)
{
    auto const found = TRY(signed_in_holder(call.view()));
    if (!store::drop_session_of(call.tx, found.account.id, id)) return not_found;
    core::audit(call,
                { .what = "identity.end_session", .object = std::string { id }, .before = "open" });
    return {};
}

Result<void> end_other_sessions(Call& call)
{
    auto const found = TRY(signed_in_holder(call.view()));
    store::drop_sessions(call.tx, found.account.id, found.session.id);
    core::audit(call,
                { .what = "identity.end_other_sessions",
                  .object = found.account.id.text(),
                  .before = "open" });
    return {};
}

} // namespace karya::identity
