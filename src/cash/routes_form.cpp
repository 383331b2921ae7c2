// The two forms: something was paid for; money was moved.

#include "cash/routes.h"
#include "web/routes.h"

namespace karya::cash {

namespace {

using ledger::Account;

struct ActivityChoice {
    ActivityId activity {};
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(ActivityChoice, (), (activity, name))

struct SpendForm {
    MoveKind kind { MoveKind::material };
    std::string day {};
    Account from { Account::cash };
    std::string amount {};
    std::string activity {};
    std::string payee {};
    std::string about {};
};
BOOST_DESCRIBE_STRUCT(SpendForm, (), (kind, day, from, amount, activity, payee, about))

struct SpendPage {
    Rupiah cash {};
    Rupiah bank {};
    std::vector<ActivityChoice> activities {};
    SpendForm form {};
};
BOOST_DESCRIBE_STRUCT(SpendPage, (), (cash, bank, activities, form))

Result<SpendPage> show_spend(View& view, web::Nothing const&)
{
    auto const scope = TRY(org::own(view));
    SpendPage page { .cash = ledger::balance(view, scope, Account::cash),
                     .bank = ledger::balance(view, scope, Account::bank) };
    for (auto const& one : org::activities(view, scope))
        page.activities.push_back({ one.id, one.name });
    page.form.day = scope.day(view.now).text();
    return page;
}

struct SpendInput {
    MoveKind kind {};
    Day day {};
    Account from {};
    Rupiah amount {};
    std::optional<ActivityId> activity {};
    std::string payee {};
    std::string about {};
};
BOOST_DESCRIBE_STRUCT(SpendInput, (), (kind, day, from, amount, activity, payee, about))

Result<MovePath> post_spend(Call& call, SpendInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    if (!is_spent(input.kind)) return Error { bad_move }.at("kind", "cash.bad_kind");
    return MovePath { TRY(record(call, scope,
                                 { .kind = input.kind,
                                   .day = input.day,
                                   .from = input.from,
                                   .amount = input.amount,
                                   .activity = input.activity,
                                   .payee = input.payee,
                                   .about = input.about }))
                          .id };
}

struct TransferForm {
    MoveKind kind { MoveKind::to_bank };
    std::string day {};
    std::string amount {};
    std::string fee {};
    std::string about {};
};
BOOST_DESCRIBE_STRUCT(TransferForm, (), (kind, day, amount, fee, about))

struct TransferPage {
    Rupiah cash {};
    Rupiah qris_clearing {};
    Rupiah bank {};
    TransferForm form {};
};
BOOST_DESCRIBE_STRUCT(TransferPage, (), (cash, qris_clearing, bank, form))

struct TransferQuery {
    std::optional<MoveKind> kind {};
};
BOOST_DESCRIBE_STRUCT(TransferQuery, (), (kind))

Result<TransferPage> show_transfer(View& view, TransferQuery const& query)
{
    auto const scope = TRY(org::own(view));
    TransferPage page { .cash = ledger::balance(view, scope, Account::cash),
                        .qris_clearing = ledger::balance(view, scope, Account::qris_clearing),
                        .bank = ledger::balance(view, scope, Account::bank) };
    page.form.day = scope.day(view.now).text();
    if (query.kind && !is_spent(*query.kind)) page.form.kind = *query.kind;
    return page;
}

struct TransferInput {
    MoveKind kind {};
    Day day {};
    Rupiah amount {};
    std::optional<Rupiah> fee {};
    std::optional<std::string> about {};
};
BOOST_DESCRIBE_STRUCT(TransferInput, (), (kind, day, amount, fee, about))

Result<MovePath> post_transfer(Call& call, TransferInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    if (is_spent(input.kind)) return Error { bad_move }.at("kind", "cash.bad_kind");
    return MovePath { TRY(record(call, scope,
                                 { .kind = input.kind,
                                   .day = input.day,
                                   .amount = input.amount,
                                   .fee = input.fee.value_or(Rupiah {}),
                                   .about = input.about.value_or("") }))
                          .id };
}

} // namespace

void add_form_routes(web::Routes& routes)
{
    constexpr std::string_view spend = "/meja/kas/belanja";
    constexpr std::string_view transfer = "/meja/kas/pindah";
    routes.query<web::Nothing, SpendPage>(spend, write_right, show_spend, { "cash/spend" });
    routes.command<SpendInput, MovePath>(spend, write_right, post_spend, { one_move, spend });
    routes.query<TransferQuery, TransferPage>(transfer, write_right, show_transfer,
                                              { "cash/transfer" });
    routes.command<TransferInput, MovePath>(transfer, write_right, post_transfer,
                                            { one_move, transfer });
}

} // namespace karya::cash
