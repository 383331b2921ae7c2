// One deposit: its draft for SIMPONI, its billing, its payment and its proof.

#include "base/json.h"
#include "catalogue/catalogue.h"
#include "pnbp/routes.h"
#include "pnbp/state.h"
#include "web/routes.h"

namespace karya::pnbp {

namespace {

constexpr int usual_validity = 7; ///< days, as seen on billings

/// Fields of both forms, as a first visit shows them.
struct DepositForm {
    std::string code {};
    std::string billed_on {};
    std::string expires_on {};
    std::string ntpn {};
    std::string ntb {};
    std::string channel {};
    std::string paid_on {};
    MoneySource money { MoneySource::bank };
    std::string why {};
};
BOOST_DESCRIBE_STRUCT(DepositForm, (),
                      (code, billed_on, expires_on, ntpn, ntb, channel, paid_on, money, why))

struct DepositPage {
    std::string title {};
    DepositId deposit {};
    UnitId unit {};
    std::string unit_name {};
    std::string number {};
    DepositState state {};
    Rupiah accrued {};
    Rupiah claimed {};
    bool has_claim { false };
    Rupiah amount {};
    LocalTime made_at {};
    Payer payer {};
    bool payer_whole { false };
    std::optional<std::string> code {};
    std::optional<Day> billed_on {};
    std::optional<Day> expires_on {};
    std::optional<std::string> ntpn {};
    std::string ntb {};
    std::string channel {};
    std::optional<Day> paid_on {};
    std::optional<Day> booked_on {};
    bool booked_later { false }; ///< its month was closed (R-12)
    std::optional<MoneySource> money {};
    Rupiah over {};
    bool has_over { false };
    std::optional<LocalTime> matched_at {};
    std::string entry {}; ///< id of its entry, or empty
    bool open { false };  ///< the draft for SIMPONI is of use
    bool billable { false };
    bool payable { false };
    bool droppable { false };
    bool paid { false };
    bool correctable { false };
    bool matched { false };
    std::optional<CorrectionRow> proposal {};  ///< that waits
    std::vector<CorrectionRow> corrections {}; ///< decided
    bool has_proof { false };
    Rupiah cash {}; ///< at hand
    Rupiah bank {};
    DepositForm form {};
};
BOOST_DESCRIBE_STRUCT(DepositPage, (),
                      (title, deposit, unit, unit_name, number, state, accrued, claimed, has_claim,
                       amount, made_at, payer, payer_whole, code, billed_on, expires_on, ntpn, ntb,
                       channel, paid_on, booked_on, booked_later, money, over, has_over, matched_at,
                       entry, open, billable, payable, droppable, paid, correctable, matched,
                       proposal, corrections, has_proof, cash, bank, form))

/// The unit that made it, if the reader may see that unit.
Result<org::UnitScope> scope_of(View const& view, DepositId id)
{
    return org::reach(view, TRY(unit_of(view, id)));
}

Payer payer_of(View const& view, org::UnitScope const& scope, Deposit const& deposit)
{
    if (!deposit.payer) return payer(view, scope).value_or(Payer {});
    auto frozen = from_json_text<Payer>(*deposit.payer);
    CHECK(frozen.ok()); // we wrote it
    return frozen.take();
}

void put_what_is_next(View const& view, org::UnitScope const& scope, DepositPage& page)
{
    page.open = is_open(page.state);
    page.billable = may_become(page.state, DepositState::billed);
    page.payable = may_become(page.state, DepositState::paid);
    page.droppable = may_become(page.state, DepositState::dropped);
    page.paid = is_paid(page.state);
    page.has_proof = has_proof(view, scope, page.deposit);
    page.cash = ledger::balance(view, scope, ledger::Account::cash);
    page.bank = ledger::balance(view, scope, ledger::Account::bank);
    auto const today = scope.day(view.now);
    page.form.billed_on = today.text();
    page.form.expires_on = today.next(usual_validity).text();
    page.form.paid_on = std::min(today, page.expires_on.value_or(today)).text();
}

/// What stands, and what may be corrected of it.
void put_payment(View const& view, org::UnitScope const& scope, Deposit const& found,
                 DepositPage& page)
{
    auto const standing = ledger::entries(view, scope, *found.booked_as + 1, 1);
    CHECK(standing.size() == 1);
    page.entry = standing[0].id.text();
    for (auto& row : correction_rows(view, scope, found.id)) {
        if (row.state == CorrectionState::proposed)
            page.proposal = std::move(row);
        else
            page.corrections.push_back(std::move(row));
    }
    page.matched = found.state == DepositState::matched;
    page.correctable = !page.matched && !page.proposal;
    page.form.ntpn = *found.ntpn;
    page.form.ntb = found.ntb;
    page.form.channel = found.channel;
    page.form.paid_on = found.paid_on->text();
    page.form.money = *found.money;
}

Result<DepositPage> show(View& view, DepositPath const& path)
{
    auto const scope = TRY(scope_of(view, path.deposit));
    auto const found = TRY(deposit(view, scope, path.deposit));
    DepositPage page { .title = number_of(scope, found),
                       .deposit = found.id,
                       .unit = scope.unit(),
                       .unit_name = TRY(org::unit(view, scope.unit())).name,
                       .number = number_of(scope, found),
                       .state = found.state,
                       .accrued = found.accrued,
                       .claimed = found.claimed,
                       .has_claim = found.claimed > Rupiah {},
                       .amount = found.amount,
                       .made_at = { found.made_at, scope.zone() },
                       .payer = payer_of(view, scope, found),
                       .code = found.code,
                       .billed_on = found.billed_on,
                       .expires_on = found.expires_on,
                       .ntpn = found.ntpn,
                       .ntb = found.ntb,
                       .channel = found.channel,
                       .paid_on = found.paid_on,
                       .booked_on = found.booked_on,
                       .booked_later = found.booked_on != found.paid_on,
                       .money = found.money,
                       .over = found.over,
                       .has_over = found.over > Rupiah {} };
    page.payer_whole = is_whole(page.payer);
    if (found.matched_at) page.matched_at = LocalTime { *found.matched_at, scope.zone() };
    put_what_is_next(view, scope, page);
    if (page.paid) put_payment(view, scope, found, page);
    return page;
}

Result<DepositPath> post_make(Call& call, web::Nothing const&)
{
    return DepositPath { TRY(make(call, TRY(org::own(call.view())))).id };
}

struct BillInput {
    DepositId deposit {};
    std::string code {};
    Day billed_on {};
    Day expires_on {};
    bool sure { false };
};
BOOST_DESCRIBE_STRUCT(BillInput, (), (deposit, code, billed_on, expires_on, sure))

Result<DepositPath> post_bill(Call& call, BillInput const& input)
{
    TRY(bill(call, TRY(org::own(call.view())),
             { input.deposit, input.code, input.billed_on, input.expires_on, input.sure }));
    return DepositPath { input.deposit };
}

struct PayInput {
    DepositId deposit {};
    std::string ntpn {};
    std::optional<std::string> ntb {};
    std::optional<std::string> channel {};
    Day paid_on {};
    MoneySource money {};
    bool sure { false };
};
BOOST_DESCRIBE_STRUCT(PayInput, (), (deposit, ntpn, ntb, channel, paid_on, money, sure))

Result<DepositPath> post_pay(Call& call, PayInput const& input)
{
    TRY(pay(call, TRY(org::own(call.view())),
            { .deposit = input.deposit,
              .ntpn = input.ntpn,
              .ntb = input.ntb.value_or(""),
              .channel = input.channel.value_or(""),
              .paid_on = input.paid_on,
              .money = input.money,
              .sure = input.sure }));
    return DepositPath { input.deposit };
}

Result<DepositPath> post_drop(Call& call, DepositPath const& path)
{
    TRY(drop(call, TRY(org::own(call.view())), path.deposit));
    return path;
}

// ---- The bank's paper: seen by whoever sees the deposit, never among the public media ----

struct ProofInput {
    DepositId deposit {};
    web::Upload photo {};
    std::string webp {}; ///< made by `prepare`, never sent
};
BOOST_DESCRIBE_STRUCT(ProofInput, (), (deposit, photo))

Result<void> prepare_proof(View& view, ProofInput& input)
{
    TRY(deposit(view, TRY(org::own(view)), input.deposit));
    input.webp = TRY(catalogue::private_photo(input.photo.bytes));
    return {};
}

Result<DepositPath> post_proof(Call& call, ProofInput const& input)
{
    TRY(put_proof(call, TRY(org::own(call.view())), input.deposit, input.webp));
    return DepositPath { input.deposit };
}

Result<web::File> show_proof(View& view, DepositPath const& path)
{
    auto const scope = TRY(scope_of(view, path.deposit));
    return web::File { .content_type = "image/webp",
                       .bytes = TRY(proof(view, scope, path.deposit)),
                       .no_store = true };
}

} // namespace

void add_deposit_routes(web::Routes& routes)
{
    constexpr std::string_view one = "/meja/pnbp/setoran/{deposit}";
    routes.command<web::Nothing, DepositPath>("/meja/pnbp/setoran", write_right, post_make,
                                              { one, "/meja/pnbp" });
    routes.query<DepositPath, DepositPage>(one, read_right, show, { "pnbp/deposit" });
    routes.command<BillInput, DepositPath>("/meja/pnbp/setoran/{deposit}/billing", write_right,
                                           post_bill, { one, one });
    routes.command<PayInput, DepositPath>("/meja/pnbp/setoran/{deposit}/pembayaran", write_right,
                                          post_pay, { one, one });
    routes.command<DepositPath, DepositPath>("/meja/pnbp/setoran/{deposit}/pembatalan", write_right,
                                             post_drop, { one, one });
    routes.slow_command<ProofInput, DepositPath>("/meja/pnbp/setoran/{deposit}/bukti", write_right,
                                                 prepare_proof, post_proof, { one, one });
    routes.query<DepositPath, web::File>("/meja/pnbp/setoran/{deposit}/bukti", read_right,
                                         show_proof);
}

} // namespace karya::pnbp
