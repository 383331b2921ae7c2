#include "payments/midtrans.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"
#include "payments/answer.h"

namespace karya::payments {

namespace {

namespace json = boost::json;

constexpr std::size_t name_max = 50;

json::object details_of(Opening const& opening)
{
    return { { "order_id", opening.order }, { "gross_amount", opening.amount.amount() } };
}

json::array items_of(Opening const& opening)
{
    json::array items;
    for (auto const& item : opening.items)
        items.push_back(json::object { { "id", std::to_string(items.size() + 1) },
                                       { "name", cut(item.name, name_max) },
                                       { "price", item.price.amount() },
                                       { "quantity", item.quantity } });
    return items;
}

json::object customer_of(Payer const& payer)
{
    json::object customer { { "first_name", cut(payer.name, name_max) } };
    if (!payer.email.empty()) customer["email"] = payer.email;
    if (!payer.phone.empty()) customer["phone"] = payer.phone;
    return customer;
}

/// Its own code of what happened, which may differ from that of HTTP.
int status_of(JsonAnswer const& answer)
{
    auto const text = text_of(answer.body, "status_code");
    std::int64_t status = 0;
    bool const told = parse_integer(text, status) && status > 0 && status < 1000;
    return told ? static_cast<int>(status) : answer.status;
}

std::string refusal_of(JsonAnswer const& answer)
{
    std::string words = text_of(answer.body, "status_message");
    if (auto const* object = answer.body.if_object())
        if (auto const* list = object->if_contains("error_messages"))
            words += json::serialize(*list);
    return std::to_string(status_of(answer)) + " " + cut(words, 200);
}

constexpr int good = 200;
constexpr int created = 201;
constexpr int accepted = 202;
constexpr int refused = 400;
constexpr int unknown = 404;
constexpr int expired = 407;
constexpr int broken = 500;

Result<JsonAnswer> asked(wire::HttpAsk ask, MidtransKeys const& keys)
{
    ask.trusted_file = keys.trusted_file;
    auto answer = TRY(ask_json(std::move(ask), keys.server_key));
    if (status_of(answer) >= broken) return Error { provider_busy, refusal_of(answer) };
    return answer;
}

Told told_of(json::value const& body)
{
    Told told { .source = text_of(body, "transaction_id"),
                .channel = text_of(body, "payment_type") };
    auto const status = text_of(body, "transaction_status");
    auto const fraud = text_of(body, "fraud_status");
    bool const accepted_by_them = fraud.empty() || fraud == "accept";
    bool const money = status == "settlement" || status == "capture" || status == "refund"
        || status == "partial_refund";
    if (money && accepted_by_them) told.standing = Standing::paid;
    if (status == "expire" || status == "cancel" || status == "failure")
        told.standing = Standing::ended;
    return told;
}

} // namespace

Result<Opened> Midtrans::open(Opening const& opening)
{
    return m_keys.qris ? open_qris(opening) : open_page(opening);
}

Result<Opened> Midtrans::open_page(Opening const& opening)
{
    json::object body {
        { "transaction_details", details_of(opening) },
        { "item_details", items_of(opening) },
        { "customer_details", customer_of(opening.payer) },
        { "callbacks", json::object { { "finish", opening.finish } } },
        { "expiry", json::object { { "unit", "minutes" }, { "duration", opening.lasts.count() } } }
    };
    auto const answer = TRY(asked({ .method = "POST",
                                    .url = m_keys.snap_url + "/transactions",
                                    .body = json::serialize(body) },
                                  m_keys));
    auto const redirect = text_of(answer.body, "redirect_url");
    if (answer.status != created || redirect.empty())
        return Error { provider_refused, refusal_of(answer) };
    return Opened { .reference = opening.order, .redirect = redirect };
}

Result<Opened> Midtrans::open_qris(Opening const& opening)
{
    json::object body { { "payment_type", "qris" },
                        { "transaction_details", details_of(opening) },
                        { "item_details", items_of(opening) },
                        { "customer_details", customer_of(opening.payer) },
                        { "qris", json::object { { "acquirer", "gopay" } } },
                        { "custom_expiry",
                          json::object { { "expiry_duration", opening.lasts.count() },
                                         { "unit", "minute" } } } };
    auto const answer = TRY(asked(
        { .method = "POST", .url = m_keys.api_url + "/charge", .body = json::serialize(body) },
        m_keys));
    auto const qr = text_of(answer.body, "qr_string");
    if (status_of(answer) != created || qr.empty())
        return Error { provider_refused, refusal_of(answer) };
    return Opened { .reference = opening.order, .qr = qr };
}

Result<Told> Midtrans::look(std::string const& reference)
{
    auto const answer = TRY(asked({ .url = m_keys.api_url + "/" + reference + "/status" }, m_keys));
    auto const status = status_of(answer);
    if (status == unknown) return Told {}; // nobody has chosen how to pay on its page yet
    if (status >= refused && status != expired)
        return Error { provider_refused, refusal_of(answer) };
    auto told = told_of(answer.body);
    if (told.standing != Standing::paid) return told;
    auto const paid = amount_of(answer.body, "gross_amount");
    auto const currency = text_of(answer.body, "currency");
    if (!paid || told.source.empty() || (!currency.empty() && currency != "IDR")
        || text_of(answer.body, "order_id") != reference)
        return Error { provider_busy, "a paid one that does not tell what" };
    told.paid = *paid;
    told.source = "midtrans " + told.source;
    return told;
}

Result<void> Midtrans::close(std::string const& reference)
{
    TRY(asked(
        { .method = "POST", .url = m_keys.api_url + "/" + reference + "/cancel", .body = "{}" },
        m_keys));
    return {};
}

namespace {

/// One that is on its list under our key.
std::optional<Refunded> listed(json::value const& body, std::string_view key)
{
    auto const* object = body.if_object();
    auto const* list = object ? object->if_contains("refunds") : nullptr;
    if (!list || !list->is_array()) return {};
    for (auto const& one : list->get_array())
        if (text_of(one, "refund_key") == key)
            return Refunded { RefundStanding::done, text_of(one, "refund_chargeback_id"), {} };
    return {};
}

} // namespace

Result<Refunded> Midtrans::refund(RefundAsk const& ask)
{
    if (ask.repeat) {
        auto const now = TRY(
            asked({ .url = m_keys.api_url + "/" + ask.reference + "/status" }, m_keys));
        if (auto done = listed(now.body, ask.key)) return std::move(*done);
    }
    json::object const body { { "refund_key", ask.key },
                              { "amount", ask.amount.amount() },
                              { "reason", cut(ask.reason, 100) } };
    auto const answer = TRY(asked({ .method = "POST",
                                    .url = m_keys.api_url + "/" + ask.reference + "/refund",
                                    .body = json::serialize(body) },
                                  m_keys));
    auto const status = status_of(answer);
    if (status == created || status == accepted) return Refunded {};
    if (status != good) return Refunded { RefundStanding::failed, {}, refusal_of(answer) };
    return Refunded { RefundStanding::done, text_of(answer.body, "refund_chargeback_id"), {} };
}

Result<std::string> midtrans_notice(MidtransKeys const& keys, std::string_view body)
{
    auto const read = parse_json(body);
    if (!read.ok()) return bad_signature;
    auto const order = text_of(read.value(), "order_id");
    auto const wanted = sha512_hex(order + text_of(read.value(), "status_code")
                                   + text_of(read.value(), "gross_amount") + keys.server_key);
    if (order.empty() || !same_secret(wanted, text_of(read.value(), "signature_key")))
        return bad_signature;
    return order;
}

} // namespace karya::payments
