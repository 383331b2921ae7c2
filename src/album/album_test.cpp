#include "album/album.h"
#include "support/database.h"
#include "support/front.h"
#include "support/scopes.h"
#include <gtest/gtest.h>

namespace karya::album {

namespace {

class Album : public testing::Test {
protected:
    Album()
    {
        Actor const console { OfficerId::make(test::noon), "Konsol", Role::admin, {}, {} };
        database
            .call(console, test::noon,
                  [](Call& call) -> Result<std::int64_t> { return org::load_seed(call); })
            .take();
        pontianak = unit("PTK");
        ambon = unit("AMB");
        kasi = { console.officer, "Wayan", Role::kasi, pontianak->unit(), pontianak->kanwil() };
        add_routes(routes);
        front.emplace(database.engine(), routes, [this](std::string_view who) {
            return test::in_role(who, kasi, kasi.unit, kasi.kanwil);
        });
    }
    std::optional<org::UnitScope> unit(std::string const& code)
    {
        return database
            .view({}, test::noon,
                  [&](View& view) -> Result<std::optional<org::UnitScope>> {
                      return std::optional { test::Scopes::of(TRY(org::unit_by_code(view, code))) };
                  })
            .take();
    }
    auto keep(Subject const& subject, std::string const& webp)
    {
        return database.call(kasi, test::noon,
                             [&](Call& call) { return add(call, *pontianak, subject, webp); });
    }
    std::vector<Photo> shown(Subject const& subject)
    {
        return database
            .view(kasi, test::noon,
                  [&](View& view) -> Result<std::vector<Photo>> {
                      return photos(view, *pontianak, subject);
                  })
            .take();
    }
    int status(AlbumPhotoId photo, std::string const& who)
    {
        struct Wish {
            std::string path {};
            std::string who {};
            std::string form {};
            std::string query {};
            Lang lang { Lang::id };
        };
        return front->ask(Wish { "/meja/foto/" + photo.text(), who }, test::noon).status;
    }

    test::Database database;
    std::optional<org::UnitScope> pontianak, ambon;
    Actor kasi;
    web::Routes routes;
    std::optional<test::Front> front;
    Subject const lot { "batch", "lot-1", Shown::above };
    Subject const shop { "activity", "roti", Shown::in_unit };
};

} // namespace

TEST_F(Album, EightPhotographsOfOneSubjectAndNoOthers)
{
    for (std::size_t n = 0; n < photos_max; ++n)
        ASSERT_TRUE(keep(lot, "webp " + std::to_string(n)).ok());
    EXPECT_EQ(album_full, keep(lot, "more").error().code());
    EXPECT_EQ(photos_max, shown(lot).size());
    EXPECT_TRUE(shown(shop).empty());
    EXPECT_TRUE(keep(shop, "webp").ok());
}

TEST_F(Album, WhatShowsPeopleStaysInTheUnit)
{
    ASSERT_TRUE(keep(lot, "of the lot").ok());
    ASSERT_TRUE(keep(shop, "of the shop").ok());
    auto const [open, shut] = std::pair { shown(lot).front().photo, shown(shop).front().photo };
    for (auto const* who : { "kasi", "head" }) {
        EXPECT_EQ(200, status(open, who)) << who;
        EXPECT_EQ(200, status(shut, who)) << who;
    }
    for (auto const* who : { "kanwil", "ditjen", "auditor" }) {
        EXPECT_EQ(200, status(open, who)) << who;
        EXPECT_EQ(404, status(shut, who)) << who;
    }
    EXPECT_EQ(403, status(open, "cashier"));
}

TEST_F(Album, OneIsRemovedByItsOwnSubjectAlone)
{
    ASSERT_TRUE(keep(lot, "of the lot").ok());
    auto const photo = shown(lot).front().photo;
    auto const drop = [&](Subject const& subject, org::UnitScope const& scope) {
        return database.call(kasi, test::noon,
                             [&](Call& call) { return remove(call, scope, subject, photo); });
    };
    EXPECT_EQ(not_found, drop(shop, *pontianak).error().code());
    EXPECT_EQ(not_found, drop(lot, *ambon).error().code());
    EXPECT_TRUE(drop(lot, *pontianak).ok());
    EXPECT_TRUE(shown(lot).empty());
    EXPECT_EQ(not_found, drop(lot, *pontianak).error().code());
    EXPECT_EQ(404, status(photo, "kasi"));
}

} // namespace karya::album
