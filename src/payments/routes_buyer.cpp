// The buyer's page: what to pay and where, his proof, and where money may go back to.

#include "base/qr.h"
#include "catalogue/catalogue.h"
#include "payments/routes.h"
#include "payments/state.h"
#include "web/page.h"
#include "web/routes.h"

namespace karya::payments {

namespace {

struct LinkPath {
    std::string token {};
};
BOOST_DESCRIBE_STRUCT(LinkPath, (), (token))

struct AccountForm {
    std::string bank {};
    std::string number {};
    std::string holder {};
};
BOOST_DESCRIBE_STRUCT(AccountForm, (), (bank, number, holder))

struct PayPage {
    std::string token {};
    std::string title {};
    std::string code {};
    State state {};
    bool open { false };
    bool by_transfer { false };
    Rupiah amount {};
    Rupiah to_pay {};
    Rupiah taken_off {}; ///< what makes the sum unlike others
    bool has_taken_off { false };
    Rupiah received {};
    Rupiah missing {};
    Rupiah surplus {};
    bool has_surplus { false };
    LocalTime due_at {};
    LocalTime ends_at {};
    std::string bank {};
    std::string number {};
    std::string holder {};
    std::string redirect {};
    bool has_qr { false };
    bool preparing { false }; ///< the provider has not answered yet
    bool takes_proof { false };
    std::optional<LocalTime> proof_at {};
    std::vector<ReturnRow> returns {};
    bool asks_account { false };      ///< money goes back by transfer
    std::optional<AccountForm> to {}; ///< where to, if he has told
    std::string back {};              ///< to his order
    AccountForm form {};

    static constexpr bool secret = true; // who has the link has everything on it
    web::Meta meta(Lang, std::string_view) const { return { .unlisted = true }; }
};
BOOST_DESCRIBE_STRUCT(PayPage, (),
                      (token, title, code, state, open, by_transfer, amount, to_pay, taken_off,
                       has_taken_off, received, missing, surplus, has_surplus, due_at, ends_at,
                       bank, number, holder, redirect, has_qr, preparing, takes_proof, proof_at,
                       returns, asks_account, to, back, form))

void put_returns(View const& view, Payment const& payment, PayPage& page)
{
    page.returns = return_rows(view, payment.id, page.due_at.zone);
    auto const payer = payer_facts(view, payment.id);
    page.asks_account = page.by_transfer && payer && (page.has_surplus || !page.returns.empty());
    if (!payer || payer->number.empty()) return;
    page.to = AccountForm { payer->bank, payer->number, payer->holder };
    page.form = *page.to;
}

Result<PayPage> show(View& view, LinkPath const& path)
{
    auto const found = TRY(payment(view, TRY(by_link(path.token))));
    auto const zone = zone_of(view, found);
    PayPage page { .token = path.token,
                   .title = found.code,
                   .code = found.code,
                   .state = found.state,
                   .open = is_open(found.state),
                   .by_transfer = found.way == Way::transfer,
                   .amount = found.amount,
                   .to_pay = found.to_pay,
                   .taken_off = found.amount - found.to_pay,
                   .has_taken_off = found.amount != found.to_pay,
                   .received = found.received,
                   .missing = std::max(Rupiah {}, found.to_pay - found.received),
                   .surplus = found.surplus,
                   .has_surplus = found.surplus > Rupiah {},
                   .due_at = { found.due_at, zone },
                   .ends_at = { found.ends_at, zone },
                   .bank = found.bank,
                   .number = found.number,
                   .holder = found.holder,
                   .redirect = found.redirect,
                   .has_qr = !found.qr.empty(),
                   .takes_proof = takes_proof(found),
                   .back = web::localized(view.lang, found.return_path) };
    page.preparing = page.open && !page.by_transfer && page.redirect.empty() && !page.has_qr;
    if (auto const at = proof_at(view, found.id)) page.proof_at = LocalTime { *at, zone };
    put_returns(view, found, page);
    return page;
}

Result<web::File> show_qr(View& view, LinkPath const& path)
{
    auto const found = TRY(payment(view, TRY(by_link(path.token))));
    if (found.qr.empty() || !is_open(found.state)) return not_found;
    return web::File { .content_type = "image/svg+xml",
                       .bytes = TRY(qr_svg(found.qr)),
                       .no_store = true };
}

struct ProofInput {
    std::string token {};
    web::Upload photo {};
    std::string webp {}; ///< made by `prepare`, never sent
};
BOOST_DESCRIBE_STRUCT(ProofInput, (), (token, photo))

Result<void> prepare_proof(View& view, ProofInput& input)
{
    auto const found = TRY(payment(view, TRY(by_link(input.token))));
    if (!takes_proof(found)) return wrong_state;
    input.webp = TRY(catalogue::private_photo(input.photo.bytes));
    return {};
}

Result<LinkPath> post_proof(Call& call, ProofInput const& input)
{
    TRY(put_proof(call, TRY(by_link(input.token)), input.webp));
    return LinkPath { input.token };
}

struct ReturnInput {
    std::string token {};
    std::string bank {};
    std::string number {};
    std::string holder {};
};
BOOST_DESCRIBE_STRUCT(ReturnInput, (), (token, bank, number, holder))

Result<LinkPath> post_account(Call& call, ReturnInput const& input)
{
    TRY(name_return_account(
        call, TRY(by_link(input.token)),
        { .bank = input.bank, .number = input.number, .holder = input.holder }));
    return LinkPath { input.token };
}

} // namespace

std::vector<ReturnRow> return_rows(View const& view, PaymentId id, Zone zone)
{
    std::vector<ReturnRow> rows;
    for (auto const& back : returns(view, id)) {
        ReturnRow row { .back = back.id,
                        .amount = back.amount,
                        .cause = back.cause,
                        .reason = back.reason,
                        .state = back.state,
                        .asked_at = { back.asked_at, zone },
                        .reference = back.reference,
                        .trouble = back.trouble };
        if (back.ended_at) row.ended_at = LocalTime { *back.ended_at, zone };
        rows.push_back(std::move(row));
    }
    return rows;
}

Zone zone_of(View const& view, Payment const& payment)
{
    if (payment.unit.empty()) return Zone::wib;
    auto const unit = org::unit(view, payment.unit);
    return unit.ok() ? unit.value().zone : Zone::wib;
}

void add_buyer_routes(web::Routes& routes)
{
    constexpr std::string_view one = "/bayar/{token}";
    routes.query<LinkPath, PayPage>(one, anyone, show, { "payments/pay" });
    routes.query<LinkPath, web::File>("/bayar/{token}/qris.svg", anyone, show_qr);
    routes.slow_command<ProofInput, LinkPath>("/bayar/{token}/bukti", anyone, prepare_proof,
                                              post_proof, { one, one });
    routes.command<ReturnInput, LinkPath>("/bayar/{token}/rekening", anyone, post_account,
                                          { one, one });
}

} // namespace karya::payments
