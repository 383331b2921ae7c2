#include "identity/accounts.h"

#include "base/hash.h"
#include "core/audit.h"
#include "identity/keys.h"
#include "identity/password.h"
#include "identity/sign_in.h"
#include "org/org.h"
#include <algorithm>
#include <set>

namespace karya::identity {

namespace {

constexpr std::chrono::hours link_life { 72 };

std::string token_of(std::string_view link_id)
{
    return derived("link " + std::string { link_id });
}

std::string path_of(std::string_view token) { return "/undangan/" + std::string { token }; }

Result<Place> place_of(View const& view, Role role, std::optional<UnitId> unit)
{
    Place place { .role = role };
    if (unit) {
        place.unit = *unit;
        place.kanwil = TRY(org::unit(view, *unit)).kanwil;
    }
    return place;
}

/// The account, if the actor may manage it and it is not his own.
Result<Account> another(Call& call, OfficerId id)
{
    if (!store::lock_account(call.tx, id)) return not_found;
    auto const found = TRY(managed(call.view(), id));
    if (found.id == call.actor.officer) return own_account;
    return found;
}

/// What was there before and what is there after, in words that give nothing away.
struct Turn {
    std::string before {};
    std::string after {};
};

void note(Call& call, std::string_view what, Account const& account, Turn const& turn)
{
    core::audit(call,
                { .what = what,
                  .object = account.id.text(),
                  .before = turn.before,
                  .after = turn.after,
                  .unit = account.unit.value_or(UnitId {}) });
}

/// A whole page of those that `keep` takes, of as many of `rest` as that needs.
template<class Rest, class Keep>
std::vector<Account> filled(store::Page page, Rest&& rest, Keep&& keep)
{
    auto const size = static_cast<std::size_t>(page.limit);
    std::vector<Account> found;
    for (;;) {
        auto const rows = rest(page);
        std::ranges::copy_if(rows, std::back_inserter(found), keep);
        if (rows.size() < size || found.size() >= size) break;
        page.after = rows.back().login;
    }
    if (found.size() > size) found.resize(size);
    return found;
}

std::string post_text(Account const& account) { return std::string { enum_text(account.role) }; }

} // namespace

Result<Account> managed(View const& view, OfficerId id)
{
    auto const found = TRY(account(view, id));
    if (!may_manage(view.actor, TRY(place_of(view, found.role, found.unit)))) return not_found;
    return found;
}

std::vector<Account> managed_accounts(View const& view, store::Page const& page)
{
    auto const& actor = view.actor;
    if (actor.role == Role::admin) return store::accounts(view.read, page);
    if (actor.role == Role::head)
        return filled(
            page,
            [&](store::Page const& rest) {
                return store::accounts_of(view.read, actor.unit, rest);
            },
            [&](Account const& account) {
                return may_manage(actor, { account.role, *account.unit, actor.kanwil });
            });
    if (actor.role != Role::kanwil) return {};
    std::set<UnitId> units;
    for (auto const& unit : org::units_of(view, actor.kanwil)) units.insert(unit.id);
    return filled(
        page,
        [&](store::Page const& rest) {
            return store::accounts_in_role(view.read, Role::head, rest);
        },
        [&](Account const& account) { return units.contains(*account.unit); });
}

std::optional<OpenLink> open_link(View const& view, OfficerId id)
{
    if (!managed(view, id).ok()) return {};
    auto const link = store::link_of(view.read, id);
    if (!link || link->expires_at <= view.now) return {};
    return OpenLink { path_of(token_of(link->id)), link->expires_at };
}

std::string make_link(Call& call, Account const& account)
{
    store::close_links(call.tx, account.id, call.now);
    store::Link link { .id = random_hex(16),
                       .account = account.id,
                       .purpose = account.state == AccountState::invited ? store::Purpose::join
                                                                         : store::Purpose::password,
                       .expires_at = call.now + link_life };
    if (call.actor.signed_in()) link.made_by = call.actor.officer;
    auto const token = token_of(link.id);
    store::add_link(call.tx, link, sha256_hex(token));
    note(call, "identity.make_link", account, { {}, link.id });
    return path_of(token);
}

Result<Account> invite(Call& call, Invitation const& invitation)
{
    NewAccount wanted { .login = invitation.login,
                        .name = invitation.name,
                        .role = invitation.role,
                        .mfa_required = needs_second_factor(invitation.role) };
    if (level_of(invitation.role) == Level::unit)
        wanted.unit = invitation.unit.value_or(call.actor.unit);
    if (level_of(invitation.role) == Level::kanwil)
        wanted.kanwil = invitation.kanwil.value_or(KanwilId {});
    std::optional<UnitId> unit;
    if (!wanted.unit.empty()) unit = wanted.unit;
    if (!may_manage(call.actor, TRY(place_of(call.view(), wanted.role, unit)))) return not_found;
    auto const added = TRY(add_invited(call, wanted));
    make_link(call, added);
    return added;
}

Result<void> renew_link(Call& call, OfficerId id)
{
    auto const found = TRY(another(call, id));
    if (found.state == AccountState::disabled) return bad_state;
    make_link(call, found);
    return {};
}

Result<void> set_state(Call& call, Account const& account, AccountState to)
{
    if ((account.state == AccountState::disabled) == (to == AccountState::disabled))
        return bad_state;
    store::set_state(call.tx, account.id, to);
    store::drop_sessions(call.tx, account.id, "");
    store::close_links(call.tx, account.id, call.now);
    core::audit(call,
                { .what = to == AccountState::disabled ? "identity.disable" : "identity.enable",
                  .object = account.id.text(),
                  .before = std::string { enum_text(account.state) },
                  .after = std::string { enum_text(to) },
                  .unit = account.unit.value_or(UnitId {}) });
    return {};
}

Result<void> disable(Call& call, OfficerId id)
{
    return set_state(call, TRY(another(call, id)), AccountState::disabled);
}

Result<void> enable(Call& call, OfficerId id)
{
    auto const found = TRY(another(call, id));
    auto const password = store::password_of(call.tx, id);
    return set_state(call, found,
                     password.encoded.empty() ? AccountState::invited : AccountState::active);
}

void take_second_factor(Call& call, Account const& account)
{
    store::drop_second_factor(call.tx, account.id);
    store::drop_sessions(call.tx, account.id, "");
    note(call, "identity.reset_second_factor", account, { account.mfa_on ? "on" : "off", "off" });
}

Result<void> reset_second_factor(Call& call, OfficerId id)
{
    take_second_factor(call, TRY(another(call, id)));
    return {};
}

Result<void> change_role(Call& call, RoleChange const& change)
{
    auto found = TRY(another(call, change.account));
    auto const before = post_text(found);
    if (!may_manage(call.actor, TRY(place_of(call.view(), change.role, found.unit))))
        return not_found;
    if (!fits(change.role, found.unit.has_value(), found.kanwil.has_value()))
        return Error { bad_place }.at("role", "identity.bad_place");
    found.role = change.role;
    found.mfa_required = found.mfa_required || needs_second_factor(change.role);
    store::set_post(call.tx, found);
    // A session lives by the right and the factor it began with.
    store::drop_sessions(call.tx, found.id, "");
    core::audit(call,
                { .what = "identity.change_role",
                  .object = found.id.text(),
                  .before = before,
                  .after = post_text(found),
                  .unit = found.unit.value_or(UnitId {}) });
    return {};
}

Result<Opened> open(View const& view, std::string_view token)
{
    auto const link = store::link(view.read, sha256_hex(token));
    if (!link || link->expires_at <= view.now) return link_gone;
    auto const found = TRY(account(view, link->account));
    auto const fitting = link->purpose == store::Purpose::join ? AccountState::invited
                                                               : AccountState::active;
    if (found.state != fitting) return link_gone;
    return Opened { found, link->purpose };
}

Result<PasswordHash> check_joining(View const& view, Joining const& joining)
{
    auto opened = TRY(open(view, joining.token));
    opened.account.name = TRY(checked_name(joining.name, MayBeEmpty::no));
    TRY(judge_password(joining.password,
                       { known_words(view, opened.account),
                         opened.account.mfa_on || opened.account.mfa_required }));
    return hashed(joining.password);
}

Result<Account> join(Call& call, Joining const& joining, PasswordHash const& password)
{
    auto const opened = TRY(open(call.view(), joining.token));
    // Of two at the same time, one gets the link.
    if (!store::use_link(call.tx, sha256_hex(joining.token), call.now)) return link_gone;
    auto account = opened.account;
    account.name = TRY(checked_name(joining.name, MayBeEmpty::no));
    store::set_name(call.tx, account.id, account.name);
    store::set_password(call.tx, account.id, password);
    account.state = AccountState::active;
    store::set_state(call.tx, account.id, account.state);
    store::drop_sessions(call.tx, account.id, "");
    auto as = acting(call, account);
    note(as, opened.purpose == store::Purpose::join ? "identity.join" : "identity.set_password",
         account, { std::string { enum_text(opened.account.state) }, "active " + account.name });
    return account;
}

} // namespace karya::identity
