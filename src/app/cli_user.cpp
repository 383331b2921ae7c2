#include "app/cli.h"
#include "app/text.h"
#include "base/text.h"
#include "identity/identity.h"
#include "org/org.h"
#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>

namespace karya::app {

namespace {

struct UserWords {
    std::string login {};
    std::string name {};
    std::string role {};
    std::string unit {};   ///< code or slug
    std::string kanwil {}; ///< slug
    bool password_stdin { false };
    bool no_mfa { false };
};

std::string all_roles()
{
    std::string roles;
    for (auto const role : enum_values<Role>())
        roles += (roles.empty() ? "" : ", ") + std::string { enum_text(role) };
    return roles;
}

Result<identity::NewAccount> wanted(House& house, UserWords const& words)
{
    auto const role = enum_from<Role>(words.role);
    if (!role) return Error { bad_role }.with("role", words.role).with("roles", all_roles());
    identity::NewAccount account { .login = words.login,
                                   .name = words.name,
                                   .role = *role,
                                   .mfa_required = !words.no_mfa
                                       && identity::needs_second_factor(*role) };
    return house.engine().get<identity::NewAccount>(
        [&](db::Read& read) -> Result<identity::NewAccount> {
            View const view { read, {}, now() };
            if (!words.unit.empty()) {
                auto unit = org::unit_by_code(view, words.unit);
                if (!unit.ok()) unit = org::unit_by_slug(view, words.unit);
                if (!unit.ok()) return Error { no_such_unit }.with("unit", words.unit);
                account.unit = unit.value().id;
            }
            if (!words.kanwil.empty())
                account.kanwil = TRY(org::kanwil_by_slug(view, words.kanwil)).id;
            return account;
        });
}

int add(Chosen const& chosen, UserWords const& words)
{
    auto const house = open_house(chosen, Folder::may_be_new);
    if (!house) return 1;
    auto const account = wanted(*house, words);
    if (!account.ok()) return complain(account.error());
    std::optional<std::string> password;
    if (words.password_stdin) {
        std::string line;
        std::getline(std::cin, line);
        password = line;
    }
    auto const added = identity::user_add({ house->engine(), now() }, account.value(),
                                          std::move(password));
    if (!added.ok()) return complain(added.error());
    if (!added.value().password.empty())
        std::printf("%s\t%s\n", words.login.c_str(), added.value().password.c_str());
    return 0;
}

int invite(Chosen const& chosen, UserWords const& words)
{
    auto const house = open_house(chosen, Folder::may_be_new);
    if (!house) return 1;
    auto const account = wanted(*house, words);
    if (!account.ok()) return complain(account.error());
    auto const link = identity::user_invite({ house->engine(), now() }, account.value());
    if (!link.ok()) return complain(link.error());
    std::printf("%s\n", link.value().c_str());
    return 0;
}

using Change = Result<void> (*)(identity::Console const&, std::string_view);

int change(Chosen const& chosen, UserWords const& words, Change apply)
{
    auto const house = open_house(chosen, Folder::must_be_made);
    if (!house) return 1;
    auto const done = apply({ house->engine(), now() }, words.login);
    if (done.ok()) return 0;
    bool const unknown = done.error().code() == not_found;
    return complain(unknown ? Error { no_such_account }.with("login", words.login) : done.error());
}

int list(Chosen const& chosen)
{
    auto const house = open_house(chosen, Folder::must_be_made);
    if (!house) return 1;
    for (std::string after;;) {
        auto const page = identity::user_list({ house->engine(), now() }, after);
        if (!page.ok()) return complain(page.error());
        for (auto const& account : page.value())
            std::printf("%s\t%s\t%s\t%s\n", account.login.c_str(),
                        std::string { enum_text(account.role) }.c_str(),
                        std::string { enum_text(account.state) }.c_str(), account.name.c_str());
        if (page.value().empty()) return 0;
        after = page.value().back().login;
    }
}

void add_account_words(CLI::App& command, UserWords& words)
{
    command.add_option("login", words.login)->required();
    command.add_option("--name", words.name, "as people see it");
    command
        .add_option("--role", words.role, "cashier kasi treasurer head kanwil ditjen auditor admin")
        ->required();
    command.add_option("--unit", words.unit, "code or slug, for roles of a unit");
    command.add_option("--kanwil", words.kanwil, "slug, for the role kanwil");
    command.add_flag("--no-mfa", words.no_mfa, "do not demand a second factor");
}

void add_change(CLI::App& user, Chosen& chosen, std::shared_ptr<UserWords> const& words,
                std::string const& name, Change apply)
{
    auto& command = *user.add_subcommand(name);
    with_data(command, chosen);
    command.add_option("login", words->login)->required();
    command.callback([&chosen, words, apply] {
        chosen.action = [&chosen, words, apply] { return change(chosen, *words, apply); };
    });
}

} // namespace

void add_user(CLI::App& app, Chosen& chosen)
{
    auto const words = std::make_shared<UserWords>();
    auto& user = *app.add_subcommand("user", "accounts");
    user.require_subcommand(1);

    auto& adding = *user.add_subcommand("add", "an account; prints a password unless given one");
    with_data(adding, chosen);
    add_account_words(adding, *words);
    adding.add_flag("--password-stdin", words->password_stdin, "read the password from a line");
    adding.callback(
        [&chosen, words] { chosen.action = [&chosen, words] { return add(chosen, *words); }; });

    auto& inviting = *user.add_subcommand("invite", "prints a link that works once");
    with_data(inviting, chosen);
    add_account_words(inviting, *words);
    inviting.callback(
        [&chosen, words] { chosen.action = [&chosen, words] { return invite(chosen, *words); }; });

    add_change(user, chosen, words, "disable", identity::user_disable);
    add_change(user, chosen, words, "enable", identity::user_enable);
    add_change(user, chosen, words, "reset-mfa", identity::user_reset_mfa);

    auto& listing = *user.add_subcommand("list");
    with_data(listing, chosen);
    listing.callback([&chosen] { chosen.action = [&chosen] { return list(chosen); }; });
}

} // namespace karya::app
