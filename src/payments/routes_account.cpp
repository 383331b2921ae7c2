// The account that buyers transfer to.

#include "payments/routes.h"
#include "web/routes.h"

namespace karya::payments {

namespace {

struct NewAccount {
    std::string bank {};
    std::string number {};
    std::string holder {};
    std::string valid_from {};
};
BOOST_DESCRIBE_STRUCT(NewAccount, (), (bank, number, holder, valid_from))

struct AccountRow {
    std::string bank {};
    std::string number {};
    std::string holder {};
    Day valid_from {};
    bool none { false };
    bool current { false };
};
BOOST_DESCRIBE_STRUCT(AccountRow, (), (bank, number, holder, valid_from, none, current))

struct AccountPage {
    bool of_nation { false };
    std::string unit_name {};
    bool has_current { false };
    std::vector<AccountRow> accounts {};
    NewAccount form {};
};
BOOST_DESCRIBE_STRUCT(AccountPage, (), (of_nation, unit_name, has_current, accounts, form))

Result<AccountPage> show(View& view, web::Nothing const&)
{
    auto const own = TRY(collector(view));
    auto const current = account_on(view.read, own.unit(), own.day(view.now));
    AccountPage page { .of_nation = own.unit().empty(), .has_current = current.has_value() };
    if (!page.of_nation) page.unit_name = TRY(org::unit(view, own.unit())).name;
    page.form.valid_from = own.day(view.now).text();
    for (auto const& account : accounts(view, own))
        page.accounts.push_back({ account.bank, account.number, account.holder, account.valid_from,
                                  account.number.empty(), current && current->id == account.id });
    return page;
}

/// All three texts may be empty: no transfers any more.
struct AccountInput {
    std::optional<std::string> bank {};
    std::optional<std::string> number {};
    std::optional<std::string> holder {};
    Day valid_from {};
};
BOOST_DESCRIBE_STRUCT(AccountInput, (), (bank, number, holder, valid_from))

Result<web::Nothing> post(Call& call, AccountInput const& input)
{
    TRY(set_account(call, TRY(collector(call.view())),
                    { .bank = input.bank.value_or(""),
                      .number = input.number.value_or(""),
                      .holder = input.holder.value_or(""),
                      .valid_from = input.valid_from }));
    return web::Nothing {};
}

} // namespace

void add_account_routes(web::Routes& routes)
{
    constexpr std::string_view accounts = "/meja/rekening";
    routes.query<web::Nothing, AccountPage>(accounts, write_right, show, { "payments/account" });
    routes.command<AccountInput, web::Nothing>(accounts, write_right, post, { accounts, accounts });
}

void add_routes(web::Routes& routes)
{
    add_buyer_routes(routes);
    add_desk_routes(routes);
    add_account_routes(routes);
    add_fee_routes(routes);
    add_notice_routes(routes);
}

} // namespace karya::payments
