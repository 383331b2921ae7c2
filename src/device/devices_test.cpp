// How a device joins, is named and ends.

#include "device/test_house.h"

namespace karya::device {
namespace {

using namespace std::chrono_literals;
using test::noon;

using Devices = test::House;

TEST_F(Devices, an_invitation_works_once_and_for_fifteen_minutes)
{
    test::SecretKey const first;
    test::SecretKey const second;
    auto const invitation = invited();
    EXPECT_EQ(invitation.expires_at, noon + 15min);
    auto const token = token_of(invitation);
    EXPECT_EQ(code_of(join("", first.public_text())), "device.invite_gone");
    EXPECT_EQ(code_of(join(std::string(64, '0'), first.public_text())), "device.invite_gone");
    EXPECT_EQ(code_of(join(token, first.public_text(), "Tablet", noon + 15min)),
              "device.invite_gone");

    auto const made = join(token, first.public_text(), "  Tablet galeri ", noon + 14min);
    ASSERT_TRUE(made.ok());
    EXPECT_EQ(made.value().name, "Tablet galeri");
    EXPECT_EQ(made.value().series, "K1");
    EXPECT_EQ(code_of(join(token, second.public_text())), "device.invite_gone");
    auto const again = join(token, first.public_text(), "Lain", noon + 20min);
    ASSERT_TRUE(again.ok()) << "an answer that was lost is told again";
    EXPECT_EQ(again.value().id, made.value().id);
    EXPECT_EQ(
        look("wayan", [&](View& view) { return devices_of(view, market.pontianak()).size(); }), 1U);
}

TEST_F(Devices, only_its_maker_sees_an_invitation_and_only_while_it_is_open)
{
    auto const made = invited();
    auto const seen = [&](std::string const& who, Timestamp now = noon) {
        auto const scope = scope_of(who);
        return look(who, [&](View& view) { return invitation(view, scope, made.id); }, now);
    };
    EXPECT_EQ(seen("wayan").value().path, made.path);
    EXPECT_EQ(code_of(seen("sari")), "core.not_found");
    EXPECT_EQ(code_of(seen("yosef")), "core.not_found");
    EXPECT_EQ(code_of(seen("wayan", noon + 15min)), "core.not_found");
    test::SecretKey const key;
    ASSERT_TRUE(join(token_of(made), key.public_text()).ok());
    EXPECT_EQ(code_of(seen("wayan")), "core.not_found");
}

TEST_F(Devices, what_is_no_key_or_no_name_makes_no_device_and_uses_nothing_up)
{
    auto const token = token_of(invited());
    test::SecretKey const good;
    EXPECT_EQ(code_of(join(token, test::SecretKey { "secp256k1" }.public_text())),
              "device.bad_key");
    EXPECT_EQ(code_of(join(token, "AAAA")), "device.bad_key");
    for (auto const& name : { std::string { "   " }, std::string(61, 'a'), std::string { "a\nb" } })
        EXPECT_EQ(code_of(join(token, good.public_text(), name)), "device.bad_name") << name;
    auto const made = join(token, good.public_text());
    ASSERT_TRUE(made.ok());
    EXPECT_EQ(made.value().series, "K1") << "what was refused took no number";
    EXPECT_EQ(code_of(join(token_of(invited()), good.public_text())), "device.key_taken");
}

TEST_F(Devices, a_series_whose_sales_came_in_a_file_is_passed_over)
{
    auto const mats = market.product({ .stock = Quantity::pieces(5) });
    for (auto const* series : { "K1", "K3" }) {
        sales::SaleDraft const paper { .id = SaleId::make(noon),
                                       .series = series,
                                       .n = 1,
                                       .channel = sales::Channel::import,
                                       .sold_at = noon,
                                       .lines = { { mats, Quantity::pieces(1) } } };
        ASSERT_TRUE(run("wayan", [&](Call& call) {
                        return sales::record(call, market.pontianak(), paper);
                    }).ok());
    }
    auto const series = [&](test::Till const& till) {
        return look("wayan", [&](View& view) { return store::device(view.read, till.id); })->series;
    };
    EXPECT_EQ(series(enrolled()), "K2");
    EXPECT_EQ(series(enrolled()), "K4");
    EXPECT_EQ(series(enrolled("yosef", "yosef")), "K1") << "another unit's";
}

TEST_F(Devices, what_was_given_since_the_backup_is_not_given_again)
{
    auto const series = [&](test::Till const& till) {
        return look("wayan", [&](View& view) { return store::device(view.read, till.id); })->series;
    };
    EXPECT_EQ(series(enrolled()), "K1");
    for (int restored = 0; restored < 2; ++restored)
        ASSERT_TRUE(market.engine()
                        .write([](db::Tx& tx) -> Result<void> {
                            pass_over_series(tx);
                            return {};
                        })
                        .ok());
    EXPECT_EQ(series(enrolled()), "K42");
    EXPECT_EQ(series(enrolled("yosef", "yosef")), "K41") << "a unit that had no device then";
    EXPECT_EQ(series(enrolled("yosef", "yosef")), "K42");
}

TEST_F(Devices, a_series_is_never_given_twice_in_a_unit)
{
    auto const first = enrolled();
    ASSERT_TRUE(
        run("wayan", [&](Call& call) { return revoke(call, market.pontianak(), first.id); }).ok());
    auto const second = enrolled();
    auto const far = enrolled("yosef", "yosef");
    auto const series = [&](test::Till const& till) {
        return look("wayan", [&](View& view) { return store::device(view.read, till.id); })->series;
    };
    EXPECT_EQ(series(first), "K1");
    EXPECT_EQ(series(second), "K2");
    EXPECT_EQ(series(far), "K1") << "each unit has its own";
}

TEST_F(Devices, belong_to_one_unit_and_do_not_exist_for_another)
{
    auto const till = enrolled();
    auto const& ambon = market.ambon();
    EXPECT_EQ(code_of(run("yosef",
                          [&](Call& call) { return device::add_officer(call, ambon, till.id); })),
              "core.not_found");
    EXPECT_EQ(code_of(run("yosef", [&](Call& call) { return revoke(call, ambon, till.id); })),
              "core.not_found");
    EXPECT_EQ(code_of(run("yosef", [&](Call& call) { return rename(call, ambon, till.id, "X"); })),
              "core.not_found");
    EXPECT_EQ(code_of(look("yosef", [&](View& view) { return device(view, ambon, till.id); })),
              "core.not_found");
}

TEST_F(Devices, a_revoked_one_stays_so_and_takes_nobody_on)
{
    auto const till = enrolled();
    auto const end = [&] {
        return run("wayan", [&](Call& call) { return revoke(call, market.pontianak(), till.id); });
    };
    ASSERT_TRUE(end().ok());
    EXPECT_EQ(code_of(end()), "device.revoked");
    EXPECT_EQ(code_of(run("wayan",
                          [&](Call& call) {
                              return device::add_officer(call, market.pontianak(), till.id);
                          })),
              "device.revoked");
}

TEST_F(Devices, the_code_of_what_was_handed_over_is_the_devices_own_and_goes_on_with_it)
{
    auto till = enrolled();
    auto const other = enrolled();
    auto const code = [&](DeviceId id) {
        return look("wayan",
                    [&](View& view) { return handed_over(view, *store::device(view.read, id)); });
    };
    EXPECT_EQ(code(till.id).seq, 0);
    EXPECT_NE(code(till.id).code, code(other.id).code);
    till.opened();
    auto const lost = till.sold(market.product({}));
    till.sold(market.product({}));
    std::erase_if(till.outbox, [&](test::Signed const& event) { return event.id == lost.id; });
    send(till);
    auto const before = code(till.id);
    EXPECT_EQ(before.seq, 1) << "the second is missing";
    till.outbox = { lost };
    send(till);
    EXPECT_EQ(code(till.id).seq, 3);
    EXPECT_NE(code(till.id).code, before.code);
    ASSERT_EQ(before.code.size(), 11U);
    EXPECT_EQ(before.code.find_first_not_of("0123456789 "), std::string::npos);
}

} // namespace
} // namespace karya::device
