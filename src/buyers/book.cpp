// What is kept for a buyer: addresses and wishes.

#include "base/leaf.h"
#include "base/text.h"
#include "buyers/secret.h"
#include "catalogue/catalogue.h"
#include "places/places.h"
#include <algorithm>

namespace karya::buyers {

namespace {

constexpr std::size_t addresses_max = 10;
constexpr std::size_t wishes_max = 50;
constexpr std::size_t label_max = 40;
constexpr std::size_t name_max = 80;
constexpr std::size_t street_max = 200;

void check_line(std::string_view field, std::string_view text, std::size_t characters_max,
                std::vector<FieldError>& wrong)
{
    auto const why = text.empty() ? reason::required : wrong_line(text, characters_max);
    if (!why.empty()) wrong.push_back({ std::string { field }, std::string { why }, {} });
}

Result<AddressDraft> checked_address(AddressDraft const& draft)
{
    Error error { bad_address };
    auto const contact = plain_contact({ draft.name, draft.phone, draft.street }, error.fields);
    std::string label { trimmed(draft.label) };
    auto const place = places::place(draft.village);
    if (!place)
        error.fields.push_back({ "village", "buyers.village_form", {} });
    else if (label.empty())
        label = place->village;
    check_line("label", label.empty() ? "-" : label, label_max, error.fields);
    if (!error.fields.empty()) return error;
    return AddressDraft { label, contact.name, contact.phone, *contact.street, draft.village };
}

bool is_same_place(AddressDraft const& a, AddressDraft const& b)
{
    return a.name == b.name && a.phone == b.phone && a.street == b.street && a.village == b.village;
}

} // namespace

std::string_view wrong_line(std::string_view text, std::size_t characters_max)
{
    if (!is_clean_utf8(text) || text.find_first_of("\r\n\t") != std::string_view::npos)
        return reason::bad_text;
    if (code_points(text) > characters_max) return reason::too_long;
    return {};
}

std::string plain_phone(std::string_view text)
{
    constexpr std::size_t digits_min = 8;
    constexpr std::size_t digits_max = 15; // E.164
    std::string digits;
    bool const abroad = text.starts_with('+');
    for (char const c : text.substr(abroad ? 1 : 0)) {
        if (c >= '0' && c <= '9')
            digits += c;
        else if (c != ' ' && c != '-' && c != '.' && c != '(' && c != ')')
            return {};
    }
    if (!abroad && digits.starts_with('0'))
        digits = "62" + digits.substr(1);
    else if (!abroad && !digits.starts_with("62"))
        return {};
    if (digits.size() < digits_min || digits.size() > digits_max) return {};
    return "+" + digits;
}

Contact plain_contact(Contact const& given, std::vector<FieldError>& wrong)
{
    Contact plain { std::string { trimmed(given.name) }, plain_phone(trimmed(given.phone)), {} };
    check_line("name", plain.name, name_max, wrong);
    if (plain.phone.empty()) wrong.push_back({ "phone", "buyers.phone_form", {} });
    if (given.street) {
        plain.street = std::string { trimmed(*given.street) };
        check_line("street", *plain.street, street_max, wrong);
    }
    return plain;
}

// ---- Addresses ----

std::vector<Address> addresses(View const& view, BuyerId id)
{
    std::vector<Address> all;
    for (auto const& row : store::addresses(view.read, id)) {
        auto draft = opened_address(row.id, row.content);
        auto const place = places::place(draft.village);
        all.push_back({ std::move(draft), row.id, row.preferred, place ? place->words() : "" });
    }
    return all;
}

Result<void> add_address(Call& call, AddressDraft const& given)
{
    auto const account = TRY(account_locked(call));
    auto const draft = TRY(checked_address(given));
    auto const known = addresses(call.view(), account.id);
    bool const there = std::ranges::any_of(
        known, [&](Address const& one) { return is_same_place(one, draft); });
    if (there) return {};
    if (known.size() >= addresses_max) return too_many_addresses;
    auto const id = AddressId::make(call.now);
    store::insert_address(call.tx, account.id, { id, sealed_address(id, draft), known.empty() });
    return {};
}

Result<void> change_address(Call& call, AddressId id, AddressDraft const& given)
{
    auto const account = TRY(account_locked(call));
    auto const draft = TRY(checked_address(given));
    if (!store::set_address(call.tx, account.id, id, sealed_address(id, draft))) return not_found;
    return {};
}

namespace {

Result<Address> own_address(View const& view, BuyerId owner, AddressId id)
{
    auto const all = addresses(view, owner);
    auto const found = std::ranges::find(all, id, &Address::id);
    if (found == all.end()) return not_found;
    return *found;
}

} // namespace

Result<void> prefer_address(Call& call, AddressId id)
{
    auto const account = TRY(account_locked(call));
    TRY(own_address(call.view(), account.id, id));
    store::prefer_address(call.tx, account.id, id);
    return {};
}

Result<void> remove_address(Call& call, AddressId id)
{
    auto const account = TRY(account_locked(call));
    auto const gone = TRY(own_address(call.view(), account.id, id));
    store::drop_address(call.tx, account.id, id);
    if (auto const left = store::addresses(call.tx, account.id); gone.preferred && !left.empty())
        store::prefer_address(call.tx, account.id, left.front().id);
    return {};
}

// ---- Wishes ----

std::vector<Wish> wishes(View const& view, BuyerId id) { return store::wishes(view.read, id); }

Result<void> keep_wish_of(Call& call, BuyerId id, std::string_view slug)
{
    auto const product = TRY(catalogue::public_product(call.view(), slug));
    auto const known = store::wishes(call.tx, id);
    bool const there = std::ranges::find(known, product.id, &Wish::product) != known.end();
    if (!there && known.size() >= wishes_max) return too_many_wishes;
    store::put_wish(call.tx, id, { product.id, product.name(call.lang), call.now });
    return {};
}

Result<void> keep_wish(Call& call, std::string_view slug)
{
    return keep_wish_of(call, TRY(account_locked(call)).id, slug);
}

Result<void> drop_wish(Call& call, ProductId product)
{
    store::drop_wish(call.tx, TRY(account_locked(call)).id, product);
    return {};
}

} // namespace karya::buyers
