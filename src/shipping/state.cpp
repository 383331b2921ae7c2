#include "shipping/state.h"
#include <algorithm>
#include <array>
#include <tuple>

namespace karya::shipping {

std::string_view tracking_page(Courier courier)
{
    static constexpr std::array<std::string_view, 9> pages {
        "https://www.posindonesia.co.id/id/tracking",
        "https://www.jne.co.id/tracking-package",
        "https://jet.co.id/track",
        "https://www.sicepat.com/checkAwb",
        "https://www.tiki.id/id/track",
        "https://anteraja.id/tracking",
        "https://lionparcel.com/track",
        "https://www.ninjaxpress.co/id-id/tracking",
        "",
    };
    static_assert(static_cast<std::size_t>(Courier::unit_itself) + 1 == pages.size());
    return pages[static_cast<std::size_t>(courier)];
}

bool is_weight(std::int64_t grams)
{
    constexpr std::int64_t most = 1'000'000;
    return grams > 0 && grams <= most;
}

Distance distance_of(org::Unit const& from, places::Place const& to)
{
    if (from.province == to.province_code())
        return from.regency == to.regency ? Distance::regency : Distance::province;
    return places::island_of(from.province) == places::island_of(to.province_code())
        ? Distance::island
        : Distance::nation;
}

Rupiah fee_of(Rate const& rate, std::int64_t grams)
{
    constexpr std::int64_t kilogram = 1000;
    auto const kilograms = std::max(rate.kg_min, (grams + kilogram - 1) / kilogram);
    return Rupiah { rate.first_kg.amount() + rate.further_kg.amount() * (kilograms - 1) };
}

std::vector<Offer> offers_of(std::vector<Rate> const& in_force, Distance distance,
                             std::int64_t grams)
{
    auto rates = in_force;
    std::erase_if(rates, [&](Rate const& rate) { return rate.distance < distance; });
    auto const service = [](Rate const& rate) { return std::tie(rate.courier, rate.service); };
    std::ranges::sort(rates, {}, [&](Rate const& rate) {
        return std::tie(rate.courier, rate.service, rate.distance);
    });
    auto const farther = std::ranges::unique(rates, {}, service);
    rates.erase(farther.begin(), farther.end());
    std::vector<Offer> offers;
    for (auto const& rate : rates)
        offers.push_back({ rate.id, rate.courier, rate.service, grams, fee_of(rate, grams),
                           rate.days_min, rate.days_max });
    std::ranges::stable_sort(offers, {}, &Offer::fee);
    return offers;
}

} // namespace karya::shipping
