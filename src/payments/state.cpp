#include "payments/state.h"
#include "base/hash.h"
#include <algorithm>
#include <charconv>

namespace karya::payments {

bool may_become(State from, State to)
{
    using enum PaymentState;
    switch (to) {
    case awaiting: return false;
    case short_paid: return from == awaiting || from == short_paid;
    case settled: return from != settled && from != cancelled;
    case expired:
    case failed: return is_open(from);
    case cancelled: return from != settled && from != cancelled;
    }
    CHECK(false);
}

bool is_open(State state) { return state == State::awaiting || state == State::short_paid; }

State after_money(State state, Rupiah to_pay, Rupiah received)
{
    auto const next = received >= to_pay ? State::settled : State::short_paid;
    return may_become(state, next) ? next : state;
}

Rupiah surplus_of(Sums const& sums)
{
    Rupiah const meant = sums.state == State::settled ? sums.to_pay
        : is_open(sums.state)                         ? sums.received
                                                      : Rupiah {};
    auto const left = sums.received - meant - sums.surplus_back;
    // A module above may have given back what is surplus too: all that is here is the bound.
    return std::max(Rupiah {}, std::min(left, sums.received - sums.given_back));
}

std::int64_t offset_max(Rupiah amount)
{
    constexpr std::int64_t share = 100;
    constexpr std::int64_t least = 9;
    constexpr std::int64_t most = 499;
    return std::min(std::clamp(amount.amount() / share, least, most), amount.amount() - 1);
}

std::optional<Rupiah> free_sum(Rupiah amount, std::vector<Rupiah> const& taken, std::uint32_t seed)
{
    auto const most = offset_max(amount);
    if (most == 0) return amount;
    for (std::int64_t i = 0; i < most; ++i) {
        Rupiah const sum { amount.amount() - 1 - (seed + i) % most };
        if (!std::ranges::count(taken, sum)) return sum;
    }
    return {};
}

namespace {

constexpr std::string_view letters = "23456789BCDFGHJKMNPQRSTVWXYZ";
constexpr std::size_t code_letters = 5;
constexpr std::string_view code_prefix = "KB-";

/// A number from a part of a hash.
std::uint32_t drawn(std::string_view hash, std::size_t part)
{
    constexpr std::size_t digits = 8;
    auto const text = hash.substr(part * digits, digits);
    std::uint32_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number, 16);
    return number;
}

} // namespace

std::string code_of(PaymentId id, int attempt)
{
    auto const hash = sha256_hex(id.text() + " " + std::to_string(attempt));
    std::string code { code_prefix };
    for (std::size_t i = 0; i < code_letters; ++i) code += letters[drawn(hash, i) % letters.size()];
    return code;
}

std::string code_form(std::string_view typed)
{
    std::string bare;
    for (char const c : typed) {
        if (c == ' ' || c == '-') continue;
        bare += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    if (bare.size() == code_letters + 2 && bare.starts_with("KB")) bare.erase(0, 2);
    return std::string { code_prefix } + bare;
}

std::uint32_t seed_of(PaymentId id) { return drawn(sha256_hex(id.text()), code_letters); }

bool is_account_number(std::string_view number)
{
    constexpr std::size_t least = 5;
    constexpr std::size_t most = 30;
    return number.size() >= least && number.size() <= most
        && std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace karya::payments
