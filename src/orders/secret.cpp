#include "orders/secret.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/seal.h"
#include "base/text.h"
#include "mail/mail.h"
#include "orders/state.h"
#include <algorithm>

namespace karya::orders {

namespace {

constexpr std::size_t note_max = 300;

Keys& keys()
{
    static Keys kept;
    return kept;
}

} // namespace

void keep_keys(Keys given) { keys() = std::move(given); }

std::string link_of(GroupId id) { return hmac_hex(keys().link, "link:" + id.text()); }

std::string hash_of(std::string_view secret) { return sha256_hex(secret); }

bool looks_secret(std::string_view text)
{
    constexpr std::size_t length = 64;
    return text.size() == length
        && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string pick_code(OrderId id)
{
    constexpr std::size_t hex_digits = 12; // 48 bits: each code as likely as the other
    constexpr std::int64_t codes = 1'000'000;
    std::int64_t number = 0;
    for (char const c : hmac_hex(keys().link, "code:" + id.text()).substr(0, hex_digits))
        number = number * 16 + (c <= '9' ? c - '0' : c - 'a' + 10);
    auto const text = std::to_string(number % codes + codes);
    return text.substr(1);
}

std::string sealed_buyer(GroupId id, Buyer const& buyer)
{
    auto const bound = "orders.buyer:" + id.text();
    return sealed(json_text(buyer), { keys().buyer, bound });
}

std::optional<Buyer> opened_buyer(GroupId id, std::optional<std::string> const& text)
{
    if (!text) return {};
    auto const bound = "orders.buyer:" + id.text();
    auto const plain = karya::opened(*text, { keys().buyer, bound });
    CHECK(plain.has_value()); // we sealed it
    auto buyer = from_json_text<Buyer>(*plain);
    CHECK(buyer.ok());
    return buyer.take();
}

Result<Buyer> checked_buyer(Buyer const& buyer)
{
    Error error { bad_buyer };
    buyers::Contact given { buyer.name, buyer.phone, {} };
    if (buyer.address) given.street = buyer.address->street;
    auto const contact = buyers::plain_contact(given, error.fields);
    Buyer plain { contact.name, contact.phone, std::string { trimmed(buyer.note) }, buyer.address,
                  {},           buyer.whatsapp };
    if (plain.address) plain.address->street = *contact.street;
    if (auto const why = buyers::wrong_line(plain.note, note_max); !why.empty())
        error.fields.push_back({ "note", std::string { why }, {} });
    if (buyer.email && !trimmed(*buyer.email).empty())
        plain.email = std::string { trimmed(*buyer.email) };
    if (plain.email && !mail::is_address(*plain.email))
        error.fields.push_back({ "email", std::string { mail::bad_address.id }, {} });
    if (!error.fields.empty()) return error;
    return plain;
}

} // namespace karya::orders
