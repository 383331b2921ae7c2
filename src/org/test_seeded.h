#pragma once
// The people, places and fixture of org's tests.

#include "org/register.h"
#include "support/database.h"
#include "support/scopes.h"
#include <gtest/gtest.h>

namespace karya::org {

inline Actor ditjen() { return { OfficerId::make(test::noon), "Ditjen", Role::ditjen, {}, {} }; }

inline Actor at_unit(UnitId unit, KanwilId kanwil = {})
{
    return { OfficerId::make(test::noon), "Sari", Role::kasi, unit, kanwil };
}

inline Actor at_kanwil(KanwilId kanwil)
{
    return { OfficerId::make(test::noon), "Kalbar", Role::kanwil, {}, kanwil };
}

inline KanwilId const kalbar = seed_kanwil_id("kalimantan-barat");
inline KanwilId const papua = seed_kanwil_id("papua");
inline UnitId const pontianak = seed_unit_id("lapas-kelas-iia-pontianak");
inline UnitId const ketapang = seed_unit_id("lapas-kelas-iib-ketapang");
inline UnitId const abepura = seed_unit_id("lapas-kelas-iia-abepura");

class Org : public testing::Test {
protected:
    test::Database db;
};

class SeededOrg : public Org {
protected:
    template<class Work>
    auto run(Work&& work, Timestamp now = test::noon)
    {
        return db.call(ditjen(), now, work);
    }
    template<class Work>
    auto look(Work&& work, Timestamp now = test::noon)
    {
        return db.view(ditjen(), now, work);
    }
    void SetUp() override
    {
        auto const added = run([](Call& call) -> Result<std::int64_t> { return load_seed(call); });
        ASSERT_TRUE(added.ok());
        ASSERT_EQ(612, added.value());
    }
    static std::string_view code_of(auto const& result)
    {
        return result.ok() ? std::string_view { "ok" } : result.error().code().id;
    }
};

/// A unit as it may be added to Kalimantan Barat; each test spoils one thing.
inline Unit new_unit()
{
    Unit unit;
    unit.kanwil = kalbar;
    unit.name = "Lapas Kelas III Entikong";
    unit.unit_class = "III";
    unit.place = "Entikong";
    unit.regency = "Kabupaten Sanggau";
    unit.province = "61";
    unit.lat = 268'680;
    unit.lng = 110'430'730;
    unit.code = "ENT";
    unit.valid_from = Day::from(2021, 4, 1);
    return unit;
}

} // namespace karya::org
