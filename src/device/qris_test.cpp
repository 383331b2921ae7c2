// The unit's QRIS picture on its way to a device: where it points, the buyers' money goes.

#include "device/list.h"
#include "device/signature.h"
#include "device/test_house.h"

namespace karya::device {
namespace {

using test::noon;

constexpr std::string_view picture { "RIFF-webp" };

class QrisOnDevice : public test::House {
protected:
    /// As the desk does it.
    void put_up(std::string_view webp = picture)
    {
        ASSERT_TRUE(run("rina", [&](Call& call) -> Result<void> {
                        counter::put_qris(call, market.pontianak(), webp);
                        return {};
                    }).ok());
    }
    void take_down()
    {
        ASSERT_TRUE(run("rina", [&](Call& call) -> Result<void> {
                        counter::drop_qris(call, market.pontianak());
                        return {};
                    }).ok());
    }
    PriceList list_of(test::Till& till)
    {
        auto const stamp = till.stamp();
        ListAsk const wanted { till.id, { stamp, till.key.signature_of(stamp) }, {}, {} };
        return market.view({}, noon, [&](View& view) { return price_list(view, wanted); }).take();
    }
    Result<std::string> shown_to(test::Till& till)
    {
        auto const stamp = till.stamp();
        SignedText const signed_stamp { stamp, till.key.signature_of(stamp) };
        return market.view({}, noon,
                           [&](View& view) { return qris_picture(view, till.id, signed_stamp); });
    }
    static bool proves(PriceList const& list, DeviceId device, std::string_view bytes)
    {
        auto const key = PublicKey::read(OwnKey { std::string(32, 'l') }.public_text()).take();
        return key.signed_this("qris " + device.text() + " " + sha256_hex(bytes), list.qris_proof);
    }
};

TEST_F(QrisOnDevice, a_unit_without_a_picture_proves_none)
{
    auto till = enrolled();
    EXPECT_EQ(code_of(shown_to(till)), "core.not_found");
    auto const list = list_of(till);
    EXPECT_FALSE(list.qris);
    EXPECT_EQ(list.qris_proof, "");
}

TEST_F(QrisOnDevice, the_proof_is_of_this_picture_for_this_device)
{
    auto till = enrolled();
    auto other = enrolled();
    auto abroad = enrolled("yosef", "yosef");
    put_up();
    EXPECT_EQ(shown_to(till).take(), picture);
    auto const list = list_of(till);
    ASSERT_TRUE(list.qris);
    EXPECT_TRUE(proves(list, till.id, picture));
    EXPECT_FALSE(proves(list, till.id, "RIFF-other")) << "not of another picture";
    EXPECT_FALSE(proves(list, other.id, picture)) << "not for another device";
    EXPECT_TRUE(proves(list_of(other), other.id, picture));
    EXPECT_FALSE(list_of(abroad).qris) << "another unit's money goes elsewhere";
    EXPECT_EQ(code_of(shown_to(abroad)), "core.not_found");
}

TEST_F(QrisOnDevice, another_picture_has_another_name_and_none_is_told_when_it_is_gone)
{
    auto till = enrolled();
    put_up();
    auto const first = list_of(till);
    put_up("RIFF-next");
    auto const next = list_of(till);
    EXPECT_NE(next.qris, first.qris) << "the device asks for it anew";
    EXPECT_TRUE(proves(next, till.id, "RIFF-next"));
    EXPECT_FALSE(proves(first, till.id, "RIFF-next"));
    take_down();
    EXPECT_FALSE(list_of(till).qris);
    EXPECT_EQ(list_of(till).qris_proof, "");
}

} // namespace
} // namespace karya::device
