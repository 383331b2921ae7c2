#pragma once
// The units, people and goods of the catalogue's tests.

#include "catalogue/catalogue.h"
#include "support/database.h"
#include "support/scopes.h"
#include <gtest/gtest.h>

namespace karya::catalogue {

inline Quantity pieces(std::int64_t whole) { return Quantity::pieces(whole); }

/// Two units far apart, and short ways to write and read as Wayan of Lapas Pontianak.
class Shop : public testing::Test {
protected:
    test::Database db;
    Actor const admin { OfficerId::make(test::noon), "Admin", Role::admin, {}, {} };
    Actor wayan { OfficerId::make(test::noon), "Wayan", Role::kasi, {}, {} };
    UnitId pontianak {};
    UnitId ambon {};

    void SetUp() override
    {
        wayan.kanwil = office("Kalimantan Barat");
        wayan.unit = pontianak = unit(wayan.kanwil, "Lapas Kelas IIA Pontianak", "PTK", Zone::wib);
        ambon = unit(office("Maluku"), "Lapas Kelas IIA Ambon", "AMB", Zone::wit);
    }
    KanwilId office(std::string_view name)
    {
        return db.call(admin, test::noon, [&](Call& call) { return org::add_kanwil(call, name); })
            .take();
    }
    UnitId unit(KanwilId kanwil, std::string const& name, std::string const& code, Zone zone)
    {
        org::Unit made;
        made.kanwil = kanwil;
        made.name = name;
        made.place = name.substr(name.rfind(' ') + 1);
        made.code = code;
        made.zone = zone;
        made.valid_from = Day::from(2000, 1, 1);
        return db.call(admin, test::noon, [&](Call& call) { return org::add_unit(call, made); })
            .take()
            .id;
    }
    org::UnitScope scope(UnitId unit)
    {
        return db.view(admin, test::noon, [&](View& view) { return org::reach(view, unit); })
            .take();
    }
    org::UnitScope home() { return scope(pontianak); }
    template<class Work>
    auto run(Work&& work, Timestamp now = test::noon)
    {
        return db.call(wayan, now, work);
    }
    template<class Work>
    auto look(Work&& work, Timestamp now = test::noon)
    {
        return db.view(Actor {}, now, work);
    }
    /// The code of a failure; empty for a success.
    static std::string_view code_of(auto const& result)
    {
        return result.ok() ? std::string_view {} : result.error().code().id;
    }

    ProductId draft(UnitId unit, std::string const& name, ProductKind kind = ProductKind::kerajinan)
    {
        auto const owner = scope(unit);
        return run([&](Call& call) {
                   return add_product(call, owner, { .name_id = name, .kind = kind });
               })
            .take();
    }
    VariantId variant(UnitId unit, ProductId product, VariantDraft const& draft)
    {
        auto const owner = scope(unit);
        return run([&](Call& call) { return add_variant(call, owner, product, draft); }).take();
    }
    Result<void> move(ProductId product, ProductState state, Timestamp now = test::noon)
    {
        auto const owner = home();
        return run([&](Call& call) { return set_state(call, owner, product, state); }, now);
    }
    /// A published product of Pontianak with one variant.
    VariantId keset(Quantity stock)
    {
        auto const product = draft(pontianak, "Keset sabut kelapa");
        auto const made = variant(pontianak, product,
                                  { .price = Rupiah { 45'000 }, .opening = stock });
        EXPECT_TRUE(move(product, ProductState::published).ok());
        return made;
    }
    Result<Taken> sell(VariantId variant, Quantity quantity, Shortage shortage = Shortage::refused)
    {
        auto const owner = home();
        return run(
            [&](Call& call) { return take(call, owner, variant, quantity, "sale-1", shortage); });
    }
    Variant stock_of(VariantId id)
    {
        auto const owner = home();
        return look([&](View& view) -> Result<Variant> {
                   for (auto const& row : products(view, owner))
                       for (auto const& variant : product(view, owner, row.product).take().variants)
                           if (variant.id == id) return variant;
                   return not_found;
               })
            .take();
    }
    std::vector<Movement> moved(VariantId variant)
    {
        auto const owner = home();
        return look([&](View& view) { return movements(view, owner, variant); });
    }
    void expect_sound()
    {
        auto const broken = db.engine().get<std::optional<std::string>>(
            [](db::Read& read) -> Result<std::optional<std::string>> {
                return first_broken_stock(read);
            });
        EXPECT_EQ(broken.value(), std::nullopt);
    }
};

} // namespace karya::catalogue
