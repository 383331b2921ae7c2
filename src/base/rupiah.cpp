#include "base/rupiah.h"
#include <algorithm>
#include <cctype>
#include <numeric>

namespace karya {

namespace {

using Wide = __int128;

/// Digits with optional dots that group by three from the right; nothing else.
bool well_grouped(std::string_view digits)
{
    if (digits.empty() || digits.find_first_not_of("0123456789.") != std::string_view::npos)
        return false;
    if (digits.find('.') == std::string_view::npos) return true;
    auto const head = digits.find('.');
    if (head == 0 || head > 3) return false;
    for (auto rest = digits.substr(head); !rest.empty(); rest.remove_prefix(4))
        if (rest.size() < 4 || rest[0] != '.' || rest.substr(1, 3).find('.') != rest.npos)
            return false;
    return true;
}

} // namespace

Result<Rupiah> Rupiah::parse(std::string_view text)
{
    if (text.starts_with("Rp")) text.remove_prefix(2);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    if (!well_grouped(text)) return bad_amount;
    std::int64_t amount = 0;
    for (char const c : text) {
        if (c == '.') continue;
        amount = amount * 10 + (c - '0');
        if (amount > amount_max) return bad_amount;
    }
    return Rupiah { amount };
}

Rupiah scaled(Rupiah total, std::int64_t numerator, std::int64_t denominator)
{
    CHECK(total.amount() >= 0 && numerator >= 0 && denominator > 0);
    Wide const product = static_cast<Wide>(total.amount()) * numerator;
    Wide const rounded = (2 * product + denominator) / (2 * static_cast<Wide>(denominator));
    CHECK(rounded <= INT64_MAX);
    return Rupiah { static_cast<std::int64_t>(rounded) };
}

std::vector<Rupiah> spread(Rupiah total, std::span<std::int64_t const> weights)
{
    CHECK(total.amount() >= 0);
    CHECK(std::ranges::all_of(weights, [](auto weight) { return weight >= 0; }));
    Wide const whole = std::accumulate(weights.begin(), weights.end(), Wide { 0 });
    CHECK(whole > 0);

    std::vector<Rupiah> parts(weights.size());
    std::vector<Wide> remainders(weights.size());
    Rupiah left = total;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        Wide const share = static_cast<Wide>(total.amount()) * weights[i];
        parts[i] = Rupiah { static_cast<std::int64_t>(share / whole) };
        remainders[i] = share % whole;
        left -= parts[i];
    }
    for (; left > Rupiah { 0 }; left -= Rupiah { 1 }) {
        auto const largest = std::ranges::max_element(remainders); // the earliest of equals
        parts[static_cast<std::size_t>(largest - remainders.begin())] += Rupiah { 1 };
        *largest = -1;
    }
    return parts;
}

std::vector<Rupiah> split(Rupiah total, std::span<BasisPoints const> shares)
{
    std::vector<std::int64_t> weights;
    weights.reserve(shares.size());
    for (auto const share : shares) weights.push_back(share.value);
    CHECK(std::accumulate(weights.begin(), weights.end(), std::int64_t { 0 }) == 10'000);
    return spread(total, weights);
}

std::optional<std::vector<Rupiah>> spread_discount(Rupiah discount,
                                                   std::vector<Rupiah> const& amounts)
{
    CHECK(discount >= Rupiah {});
    if (discount == Rupiah {}) return std::vector<Rupiah>(amounts.size());
    Rupiah worth;
    std::vector<std::int64_t> weights;
    for (auto const amount : amounts) {
        worth += amount;
        weights.push_back(amount.amount());
    }
    if (discount >= worth) return {};
    auto shares = spread(discount, weights);
    for (std::size_t i = 0; i < amounts.size(); ++i)
        if (shares[i] > Rupiah {} && shares[i] >= amounts[i]) return {};
    return shares;
}

} // namespace karya
