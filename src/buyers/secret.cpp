#include "buyers/secret.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/seal.h"
#include "base/text.h"
#include "core/keyed_hash.h"

namespace karya::buyers {

namespace {

std::string& kept_key()
{
    static std::string key;
    return key;
}

/// Sealed for this mailbox, so that rows cannot be swapped.
std::string bound_to_mailbox(std::string_view mailbox)
{
    return "buyers.email:" + std::string { mailbox };
}

std::string bound_to_address(AddressId id) { return "buyers.address:" + id.text(); }

std::optional<AddressDraft> address_in(AddressId id, std::string_view text)
{
    auto const bound = bound_to_address(id);
    auto const plain = opened(text, { kept_key(), bound });
    if (!plain) return {};
    auto draft = from_json_text<AddressDraft>(*plain);
    if (!draft.ok()) return {};
    return draft.take();
}

} // namespace

void keep_key(std::string key) { kept_key() = std::move(key); }

std::string hash_of_secret(std::string_view secret) { return sha256_hex(secret); }

bool is_secret(std::string_view text)
{
    constexpr std::size_t length = 64;
    return text.size() == length
        && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string mailbox_of(std::string_view email)
{
    return core::keyed_hash("buyers.mailbox " + lowered(email));
}

std::string sealed_email(std::string_view email, std::string_view mailbox)
{
    auto const bound = bound_to_mailbox(mailbox);
    return sealed(email, { kept_key(), bound });
}

std::optional<std::string> opened_email(std::string_view text, std::string_view mailbox)
{
    auto const bound = bound_to_mailbox(mailbox);
    return opened(text, { kept_key(), bound });
}

std::string sealed_address(AddressId id, AddressDraft const& draft)
{
    auto const bound = bound_to_address(id);
    return sealed(json_text(draft), { kept_key(), bound });
}

AddressDraft opened_address(AddressId id, std::string_view text)
{
    auto draft = address_in(id, text);
    CHECK(draft.has_value()); // we sealed it
    return std::move(*draft);
}

bool opens_email(store::AccountRow const& row)
{
    auto const email = opened_email(row.email, row.mailbox);
    return email && mailbox_of(*email) == row.mailbox;
}

bool opens_address(store::AddressRow const& row)
{
    return address_in(row.id, row.content).has_value();
}

} // namespace karya::buyers
