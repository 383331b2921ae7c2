#pragma once
// The cast of our tests: Lapas Pontianak under Kanwil Kalimantan Barat, its cashier Sari, its head
// of work Wayan, and Lapas Ambon far away in another zone.

#include "catalogue/catalogue.h"
#include "ledger/ledger.h"
#include "org/org.h"
#include "support/database.h"
#include "support/scopes.h"

namespace karya::test {

inline Timestamp at(std::string_view text) { return parse_time(text).take(); }

/// An id of `noon` that is the same in every run: the number in its last digits.
template<class Tag>
Id<Tag> numbered(unsigned number)
{
    auto digits = std::to_string(number);
    return Id<Tag>::parse("01790cfe-dd60-7000-8000-" + std::string(12 - digits.size(), '0')
                          + digits)
        .take();
}

struct Cast {
    UnitId pontianak_id { org::seed_unit_id("lapas-kelas-iia-pontianak") };
    UnitId ambon_id { org::seed_unit_id("lapas-kelas-iia-ambon") };
    KanwilId kalbar { org::seed_kanwil_id("kalimantan-barat") };

    Actor sari { .officer = numbered<OfficerTag>(1),
                 .name = "Sari",
                 .role = Role::cashier,
                 .unit = pontianak_id,
                 .kanwil = kalbar };
    Actor wayan { .officer = numbered<OfficerTag>(2),
                  .name = "Wayan",
                  .role = Role::kasi,
                  .unit = pontianak_id,
                  .kanwil = kalbar };
    Actor admin { .officer = numbered<OfficerTag>(9), .name = "Admin", .role = Role::admin };
};

/// A database with the real units, the default split rule and nothing sold yet.
class Market : public Database {
public:
    Market() : Database(lay) { }

    org::UnitScope const& pontianak() { return m_pontianak; }
    org::UnitScope const& ambon() { return m_ambon; }
    org::UnitScope scope(UnitId unit)
    {
        return view(cast.admin, noon, [&](View& view) { return org::reach(view, unit); }).take();
    }

    struct Goods {
        std::string name { "Keset sabut kelapa" };
        Rupiah price { 45'000 };
        std::optional<Rupiah> cost { Rupiah { 20'000 } };
        Quantity stock { Quantity::pieces(10) };
        catalogue::Measure measure { catalogue::Measure::pcs };
        bool whole_only { true };
        std::optional<std::int64_t> grams {};
    };
    /// A published product with one variant.
    VariantId product(UnitId unit, Goods const& goods)
    {
        auto const owner = scope(unit);
        return call(cast.wayan, noon,
                    [&](Call& call) -> Result<VariantId> {
                        auto const product = TRY(
                            catalogue::add_product(call, owner, { .name_id = goods.name }));
                        auto const variant = TRY(
                            catalogue::add_variant(call, owner, product,
                                                   { .measure = goods.measure,
                                                     .whole_only = goods.whole_only,
                                                     .price = goods.price,
                                                     .cost = goods.cost,
                                                     .opening = goods.stock,
                                                     .grams = goods.grams }));
                        TRY(catalogue::set_state(call, owner, product,
                                                 catalogue::ProductState::published));
                        return variant;
                    })
            .take();
    }
    VariantId product(Goods const& goods) { return product(cast.pontianak_id, goods); }

    Cast cast;

private:
    static void lay(Database& database)
    {
        auto const loaded = database.call(Cast {}.admin, noon, [](Call& call) -> Result<void> {
            org::load_seed(call);
            return ledger::load_seed(call);
        });
        CHECK(loaded.ok());
    }
    org::UnitScope m_pontianak { scope(cast.pontianak_id) };
    org::UnitScope m_ambon { scope(cast.ambon_id) };
};

} // namespace karya::test
