// The treasurer's desk: what to look for on the account, what arrived, what goes back.

#include "payments/routes.h"
#include "payments/state.h"
#include "web/routes.h"

namespace karya::payments {

namespace {

// ---- GET /meja/pembayaran ----

struct DeskQuery {
    std::optional<DeskList> list {};
    std::optional<std::string> q {}; ///< a code, or the sum that arrived
};
BOOST_DESCRIBE_STRUCT(DeskQuery, (), (list, q))

struct DeskTab {
    DeskList list {};
    std::int64_t waiting {};
    bool has_waiting { false };
    bool current { false };
};
BOOST_DESCRIBE_STRUCT(DeskTab, (), (list, waiting, has_waiting, current))

struct RowOnDesk {
    PaymentId payment {};
    std::string code {};
    State state {};
    Way way {};
    Rupiah to_pay {};
    Rupiah received {};
    bool has_received { false };
    LocalTime asked_at {};
    LocalTime ends_at {};
    std::string payer {};
};
BOOST_DESCRIBE_STRUCT(RowOnDesk, (),
                      (payment, code, state, way, to_pay, received, has_received, asked_at, ends_at,
                       payer))

struct DeskPage {
    DeskList list {};
    std::string q {};
    bool searched { false };
    bool has_account { false };
    std::vector<DeskTab> tabs {};
    std::vector<RowOnDesk> payments {};
};
BOOST_DESCRIBE_STRUCT(DeskPage, (), (list, q, searched, has_account, tabs, payments))

Result<DeskPage> show_desk(View& view, DeskQuery const& query)
{
    auto const own = TRY(collector(view));
    DeskPage page { .list = query.list.value_or(DeskList::told),
                    .q = query.q.value_or(""),
                    .searched = query.q.has_value(),
                    .has_account =
                        account_on(view.read, own.unit(), own.day(view.now)).has_value() };
    std::vector<DeskRow> rows;
    if (page.searched) rows = found(view, own, page.q);
    for (auto const list : enum_values<DeskList>()) {
        auto listed = desk_list(view, own, list);
        bool const current = !page.searched && list == page.list;
        auto const count = static_cast<std::int64_t>(listed.size());
        bool const counts = list != DeskList::ended && count > 0;
        page.tabs.push_back({ list, count, counts, current });
        if (current) rows = std::move(listed);
    }
    for (auto const& row : rows)
        page.payments.push_back({ .payment = row.id,
                                  .code = row.code,
                                  .state = row.state,
                                  .way = row.way,
                                  .to_pay = row.to_pay,
                                  .received = row.received,
                                  .has_received = row.received > Rupiah {},
                                  .asked_at = { row.asked_at, own.zone() },
                                  .ends_at = { row.ends_at, own.zone() },
                                  .payer = row.payer });
    return page;
}

// ---- One payment ----

struct PaymentPath {
    PaymentId payment {};
};
BOOST_DESCRIBE_STRUCT(PaymentPath, (), (payment))

struct ReceiptRow {
    Rupiah amount {};
    Day arrived_on {};
    std::string note {};
    bool by_provider { false };
};
BOOST_DESCRIBE_STRUCT(ReceiptRow, (), (amount, arrived_on, note, by_provider))

struct ReceiptForm {
    std::string amount {};
    std::string arrived_on {};
    std::string note {};
};
BOOST_DESCRIBE_STRUCT(ReceiptForm, (), (amount, arrived_on, note))

struct OnePage {
    std::string title {};
    PaymentId payment {};
    std::string code {};
    State state {};
    Way way {};
    bool open { false };
    bool by_transfer { false };
    Rupiah amount {};
    Rupiah to_pay {};
    Rupiah received {};
    Rupiah missing {};
    bool has_missing { false };
    Rupiah surplus {};
    bool has_surplus { false };
    Rupiah fee {};
    bool has_fee { false };
    LocalTime asked_at {};
    LocalTime ends_at {};
    std::optional<LocalTime> settled_at {};
    std::string account {}; ///< "BRI 1234 a.n. …"
    std::optional<PayerFacts> payer {};
    bool has_proof { false };
    std::optional<LocalTime> proof_at {};
    std::vector<ReceiptRow> receipts {};
    std::vector<ReturnRow> returns {};
    ReceiptForm form {};
};
BOOST_DESCRIBE_STRUCT(OnePage, (),
                      (title, payment, code, state, way, open, by_transfer, amount, to_pay,
                       received, missing, has_missing, surplus, has_surplus, fee, has_fee, asked_at,
                       ends_at, settled_at, account, payer, has_proof, proof_at, receipts, returns,
                       form))

void put_money(View const& view, Collector const& own, OnePage& page)
{
    for (auto const& receipt : receipts(view, page.payment))
        page.receipts.push_back(
            { receipt.amount, receipt.arrived_on, receipt.note, !receipt.source.empty() });
    page.returns = return_rows(view, page.payment, own.zone());
    auto const awaited = page.has_missing ? page.missing : page.to_pay;
    page.form = { .amount = std::to_string(awaited.amount()),
                  .arrived_on = own.day(view.now).text() };
}

Result<OnePage> show_one(View& view, PaymentPath const& path)
{
    auto const own = TRY(collector(view));
    auto const found = TRY(own_payment(view, own, path.payment));
    OnePage page { .title = found.code,
                   .payment = found.id,
                   .code = found.code,
                   .state = found.state,
                   .way = found.way,
                   .open = is_open(found.state),
                   .by_transfer = found.way == Way::transfer,
                   .amount = found.amount,
                   .to_pay = found.to_pay,
                   .received = found.received,
                   .missing = std::max(Rupiah {}, found.to_pay - found.received),
                   .surplus = found.surplus,
                   .has_surplus = found.surplus > Rupiah {},
                   .fee = found.fee,
                   .has_fee = found.fee > Rupiah {},
                   .asked_at = { found.asked_at, own.zone() },
                   .ends_at = { found.ends_at, own.zone() },
                   .account = found.bank + " " + found.number,
                   .payer = payer_facts(view, found.id) };
    page.has_missing = page.missing > Rupiah {};
    if (found.settled_at) page.settled_at = LocalTime { *found.settled_at, own.zone() };
    if (auto const at = proof_at(view, found.id)) page.proof_at = LocalTime { *at, own.zone() };
    page.has_proof = page.proof_at.has_value();
    put_money(view, own, page);
    return page;
}

Result<web::File> show_proof(View& view, PaymentPath const& path)
{
    TRY(own_payment(view, TRY(collector(view)), path.payment));
    return web::File { .content_type = "image/webp",
                       .bytes = TRY(proof(view, path.payment)),
                       .no_store = true };
}

struct ReceiptInput {
    PaymentId payment {};
    Rupiah amount {};
    Day arrived_on {};
    std::optional<std::string> note {};
    bool sure { false };
};
BOOST_DESCRIBE_STRUCT(ReceiptInput, (), (payment, amount, arrived_on, note, sure))

Result<PaymentPath> post_receipt(Call& call, ReceiptInput const& input)
{
    TRY(receive(call, TRY(collector(call.view())),
                { .payment = input.payment,
                  .amount = input.amount,
                  .arrived_on = input.arrived_on,
                  .note = input.note.value_or(""),
                  .sure = input.sure }));
    return PaymentPath { input.payment };
}

Result<PaymentPath> post_surplus(Call& call, PaymentPath const& path)
{
    TRY(return_surplus(call, TRY(collector(call.view())), path.payment));
    return path;
}

// ---- What goes back ----

struct ReturnPath {
    MoneyReturnId back {};
};
BOOST_DESCRIBE_STRUCT(ReturnPath, (), (back))

struct DoneInput {
    MoneyReturnId back {};
    std::string reference {};
};
BOOST_DESCRIBE_STRUCT(DoneInput, (), (back, reference))

struct FailedInput {
    MoneyReturnId back {};
    std::string trouble {};
};
BOOST_DESCRIBE_STRUCT(FailedInput, (), (back, trouble))

Result<PaymentPath> path_of(Call& call, Collector const& own, MoneyReturnId id)
{
    return PaymentPath { TRY(own_return(call.view(), own, id)).payment };
}

Result<PaymentPath> post_done(Call& call, DoneInput const& input)
{
    auto const own = TRY(collector(call.view()));
    TRY(end_return(call, own, { .id = input.back, .reference = input.reference }));
    return path_of(call, own, input.back);
}

Result<PaymentPath> post_failed(Call& call, FailedInput const& input)
{
    auto const own = TRY(collector(call.view()));
    TRY(end_return(call, own, { .id = input.back, .trouble = input.trouble }));
    return path_of(call, own, input.back);
}

Result<PaymentPath> post_again(Call& call, ReturnPath const& path)
{
    auto const own = TRY(collector(call.view()));
    TRY(retry_return(call, own, path.back));
    return path_of(call, own, path.back);
}

} // namespace

void add_desk_routes(web::Routes& routes)
{
    constexpr std::string_view desk = "/meja/pembayaran";
    constexpr std::string_view one = "/meja/pembayaran/{payment}";
    routes.query<DeskQuery, DeskPage>(desk, read_right, show_desk, { "payments/desk" });
    routes.query<PaymentPath, OnePage>(one, read_right, show_one, { "payments/one" });
    routes.query<PaymentPath, web::File>("/meja/pembayaran/{payment}/bukti", read_right,
                                         show_proof);
    routes.command<ReceiptInput, PaymentPath>("/meja/pembayaran/{payment}/penerimaan", write_right,
                                              post_receipt, { one, one });
    routes.command<PaymentPath, PaymentPath>("/meja/pembayaran/{payment}/kelebihan", write_right,
                                             post_surplus, { one, one });
    routes.command<DoneInput, PaymentPath>("/meja/pengembalian/{back}/penyelesaian", write_right,
                                           post_done, { one });
    routes.command<FailedInput, PaymentPath>("/meja/pengembalian/{back}/kegagalan", write_right,
                                             post_failed, { one });
    routes.command<ReturnPath, PaymentPath>("/meja/pengembalian/{back}/pengulangan", write_right,
                                            post_again, { one });
}

} // namespace karya::payments
