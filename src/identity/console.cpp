#include "base/text.h"
#include "identity/accounts.h"
#include "identity/password.h"
#include "identity/sign_in.h"

namespace karya::identity {

namespace {

/// A call of nobody: the audit's officer stays empty, which means the console.
template<class T, class Work>
Result<T> put(Console const& console, Work const& work)
{
    return console.engine.put<T>([&](db::Tx& tx) -> Result<T> {
        Call call { tx, {}, console.now, Lang::id, "console" };
        return work(call);
    });
}

template<class Work>
Result<void> run(Console const& console, std::string_view login, Work const& work)
{
    return console.engine.write([&](db::Tx& tx) -> Result<void> {
        Call call { tx, {}, console.now, Lang::id, "console" };
        auto const found = TRY(account_by_login(call.view(), login));
        CHECK(store::lock_account(tx, found.id));
        return work(call, found);
    });
}

} // namespace

Result<Added> user_add(Console const& console, NewAccount const& wanted,
                       std::optional<std::string> password)
{
    Added added;
    if (!password) {
        password = generated_password();
        added.password = *password;
    } else {
        if (!is_clean_utf8(*password))
            return Error { weak_password }.at("password", "identity.password_common");
        Account const about { .login = wanted.login, .name = wanted.name };
        auto const words = TRY(console.engine.get<std::vector<std::string>>(
            [&](db::Read& read) -> Result<std::vector<std::string>> {
                auto asked = about;
                if (!wanted.unit.empty()) asked.unit = wanted.unit;
                return known_words({ read, {}, console.now }, asked);
            }));
        TRY(judge_password(*password, { words, wanted.mfa_required }));
    }
    auto const hash = hashed(*password);
    added.account = TRY(
        put<Account>(console, [&](Call& call) { return add_account(call, wanted, hash); }));
    return added;
}

Result<std::string> user_invite(Console const& console, NewAccount const& wanted)
{
    return put<std::string>(console, [&](Call& call) -> Result<std::string> {
        auto known = account_by_login(call.view(), wanted.login);
        if (!known.ok()) return make_link(call, TRY(add_invited(call, wanted)));
        if (known.value().state == AccountState::disabled) return bad_state;
        return make_link(call, known.value());
    });
}

Result<void> user_disable(Console const& console, std::string_view login)
{
    return run(console, login, [](Call& call, Account const& account) {
        return set_state(call, account, AccountState::disabled);
    });
}

Result<void> user_enable(Console const& console, std::string_view login)
{
    return run(console, login, [](Call& call, Account const& account) {
        bool const joined = !store::password_of(call.tx, account.id).encoded.empty();
        return set_state(call, account, joined ? AccountState::active : AccountState::invited);
    });
}

Result<void> user_reset_mfa(Console const& console, std::string_view login)
{
    return run(console, login, [](Call& call, Account const& account) -> Result<void> {
        take_second_factor(call, account);
        return {};
    });
}

Result<std::vector<Account>> user_list(Console const& console, std::string_view after)
{
    return console.engine.get<std::vector<Account>>(
        [&](db::Read& read) -> Result<std::vector<Account>> {
            return store::accounts(read, { std::string { after }, 200 });
        });
}

} // namespace karya::identity
