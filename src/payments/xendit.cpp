#include "payments/xendit.h"
#include "base/hash.h"
#include "base/json.h"
#include "payments/answer.h"

namespace karya::payments {

namespace {

namespace json = boost::json;

constexpr std::size_t name_max = 200;
constexpr int refused = 400;
constexpr int unknown = 404;

std::string refusal_of(JsonAnswer const& answer)
{
    return std::to_string(answer.status) + " " + text_of(answer.body, "error_code") + " "
        + cut(text_of(answer.body, "message"), 200);
}

json::object invoice_of(Opening const& opening)
{
    json::array items;
    json::array fees;
    for (auto const& item : opening.items)
        if (item.price >= Rupiah {}) // a discount has its place among the fees there
            items.push_back(json::object { { "name", cut(item.name, name_max) },
                                           { "quantity", item.quantity },
                                           { "price", item.price.amount() } });
        else
            fees.push_back(
                json::object { { "type", cut(item.name, name_max) },
                               { "value", scaled(-item.price, item.quantity, 1).amount() * -1 } });
    json::object customer { { "given_names", cut(opening.payer.name, name_max) } };
    if (!opening.payer.email.empty()) customer["email"] = opening.payer.email;
    if (!opening.payer.phone.empty()) customer["mobile_number"] = opening.payer.phone;
    using std::chrono::seconds;
    json::object invoice { { "external_id", opening.payment },
                           { "amount", opening.amount.amount() },
                           { "currency", "IDR" },
                           { "description", opening.words },
                           { "invoice_duration", seconds { opening.lasts }.count() },
                           { "success_redirect_url", opening.finish },
                           { "failure_redirect_url", opening.finish },
                           { "locale", name_of(opening.lang) },
                           { "should_send_email", false },
                           { "items", std::move(items) },
                           { "customer", std::move(customer) } };
    if (!fees.empty()) invoice["fees"] = std::move(fees);
    return invoice;
}

Opened opened_of(json::value const& invoice)
{
    return { .reference = text_of(invoice, "id"), .redirect = text_of(invoice, "invoice_url") };
}

Result<JsonAnswer> asked(wire::HttpAsk ask, XenditKeys const& keys)
{
    ask.trusted_file = keys.trusted_file;
    return ask_json(std::move(ask), keys.secret_key);
}

} // namespace

Result<Opened> Xendit::open(Opening const& opening)
{
    // One that was made already, whose answer was lost.
    auto const there = TRY(
        asked({ .url = m_keys.url + "/v2/invoices?external_id=" + opening.payment }, m_keys));
    if (auto const* list = there.body.if_array(); list && !list->empty())
        return opened_of(list->front());
    auto const answer = TRY(asked({ .method = "POST",
                                    .url = m_keys.url + "/v2/invoices",
                                    .body = json::serialize(invoice_of(opening)) },
                                  m_keys));
    auto opened = opened_of(answer.body);
    if (answer.status >= refused || opened.reference.empty() || opened.redirect.empty())
        return Error { provider_refused, refusal_of(answer) };
    return opened;
}

Result<Told> Xendit::look(std::string const& reference)
{
    auto const answer = TRY(asked({ .url = m_keys.url + "/v2/invoices/" + reference }, m_keys));
    if (answer.status >= refused) return Error { provider_refused, refusal_of(answer) };
    auto const status = text_of(answer.body, "status");
    Told told { .channel = text_of(answer.body, "payment_method") };
    if (status == "EXPIRED") told.standing = Standing::ended;
    if (status != "PAID" && status != "SETTLED") return told;
    auto paid = amount_of(answer.body, "paid_amount");
    if (!paid) paid = amount_of(answer.body, "amount");
    auto const currency = text_of(answer.body, "currency");
    if (!paid || text_of(answer.body, "id") != reference
        || (!currency.empty() && currency != "IDR"))
        return Error { provider_busy, "a paid one that does not tell what" };
    told.standing = Standing::paid;
    told.paid = *paid;
    told.source = "xendit " + reference;
    told.fee = amount_of(answer.body, "fees_paid_amount");
    return told;
}

Result<void> Xendit::close(std::string const& reference)
{
    TRY(asked({ .method = "POST",
                .url = m_keys.url + "/invoices/" + reference + "/expire!",
                .body = "{}" },
              m_keys));
    return {};
}

Result<Refunded> Xendit::refund(RefundAsk const& ask)
{
    auto const told = [](JsonAnswer const& answer) {
        auto const status = text_of(answer.body, "status");
        Refunded refunded { .reference = text_of(answer.body, "id") };
        if (status == "SUCCEEDED") refunded.standing = RefundStanding::done;
        if (status == "FAILED" || status == "CANCELLED" || answer.status >= refused) {
            refunded.standing = RefundStanding::failed;
            refunded.trouble = refusal_of(answer) + text_of(answer.body, "failure_code");
        }
        return refunded;
    };
    if (!ask.earlier.empty()) {
        auto const answer = TRY(asked({ .url = m_keys.url + "/refunds/" + ask.earlier }, m_keys));
        if (answer.status != unknown) return told(answer);
    }
    json::object const body { { "invoice_id", ask.reference },
                              { "reference_id", ask.key },
                              { "amount", ask.amount.amount() },
                              { "currency", "IDR" },
                              { "reason", "OTHERS" } };
    return told(TRY(asked({ .method = "POST",
                            .url = m_keys.url + "/refunds",
                            .headers = { { "idempotency-key", ask.key } },
                            .body = json::serialize(body) },
                          m_keys)));
}

Result<XenditNotice> xendit_notice(XenditKeys const& keys, std::string_view token,
                                   std::string_view body)
{
    if (keys.callback_token.empty() || !same_secret(keys.callback_token, token))
        return bad_signature;
    auto const read = parse_json(body);
    if (!read.ok()) return bad_signature;
    XenditNotice notice { .order = text_of(read.value(), "external_id") };
    if (auto const* object = read.value().if_object())
        if (auto const* inside = object->if_contains("data"))
            notice.refund_key = text_of(*inside, "reference_id");
    return notice;
}

} // namespace karya::payments
