#include "catalogue/traits.h"
#include "base/check.h"
#include <array>

namespace karya::catalogue {

namespace {

constexpr int trait_bits = 3;
constexpr std::int64_t trait_mask = 7;
enum Place { kind_place = 0, reach_place = 3, availability_place = 6, band_place = 9 };
static_assert(band_place + trait_bits == unit_shift);

template<class E>
std::int64_t bits(E value, Place place)
{
    auto const number = static_cast<std::int64_t>(value);
    CHECK(number >= 0 && number <= trait_mask);
    return number << place;
}

template<class E>
E read(std::int64_t facts, Place place)
{
    return static_cast<E>((facts >> place) & trait_mask);
}

template<class E>
void add(TraitMask& mask, std::optional<E> const& wanted, Place place)
{
    if (!wanted) return;
    mask.mask |= trait_mask << place;
    mask.value |= bits(*wanted, place);
}

} // namespace

std::int64_t packed(Traits const& traits)
{
    return bits(traits.kind, kind_place) | bits(traits.reach, reach_place)
        | bits(traits.availability, availability_place) | bits(traits.band, band_place)
        | (traits.unit << unit_shift);
}

Traits unpacked(std::int64_t facts)
{
    return { .kind = read<ProductKind>(facts, kind_place),
             .reach = read<Reach>(facts, reach_place),
             .availability = read<Availability>(facts, availability_place),
             .band = read<PriceBand>(facts, band_place),
             .unit = facts >> unit_shift };
}

TraitMask mask_of(ShelfFilter const& filter)
{
    TraitMask mask;
    add(mask, filter.kind, kind_place);
    add(mask, filter.reach, reach_place);
    add(mask, filter.availability, availability_place);
    add(mask, filter.band, band_place);
    return mask;
}

PriceBand band_of(Rupiah price)
{
    constexpr std::array edges { std::pair { Rupiah { 50'000 }, PriceBand::up_to_50k },
                                 std::pair { Rupiah { 100'000 }, PriceBand::up_to_100k },
                                 std::pair { Rupiah { 250'000 }, PriceBand::up_to_250k },
                                 std::pair { Rupiah { 1'000'000 }, PriceBand::up_to_1m } };
    for (auto const& [edge, band] : edges)
        if (price <= edge) return band;
    return PriceBand::over_1m;
}

} // namespace karya::catalogue
