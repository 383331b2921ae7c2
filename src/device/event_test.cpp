// What a text must be to count as an event, without a database.

#include "device/signature.h"
#include "device/test_device.h"
#include <gtest/gtest.h>

namespace karya::device {
namespace {

using namespace std::chrono_literals;

Timestamp const wall_noon = parse_time("2021-04-26T14:05:00+07:00").take();

test::Till till()
{
    test::Till made { OfficerId::make(wall_noon), wall_noon };
    made.id = DeviceId::make(wall_noon);
    return made;
}

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    auto const found = text.find(from);
    CHECK(found != std::string::npos);
    return text.replace(found, from.size(), to);
}

TEST(Event, says_what_the_till_wrote)
{
    auto device = till();
    auto const opened = read_event(device.opened(50'000).body).take();
    EXPECT_EQ(opened.kind, EventKind::shift_open);
    EXPECT_EQ(opened.seq, 1);
    EXPECT_EQ(std::get<ShiftOpened>(opened.said).float_cash, Rupiah { 50'000 });

    auto const variant = VariantId::make(wall_noon);
    auto const sold = read_event(device
                                     .sold({ .lines = { { variant, "1.5", 30'000, 1'000 } },
                                             .total = 44'000,
                                             .buyer = "officer",
                                             .payment = "qris",
                                             .nip = "198503122009011002",
                                             .note = "Dua \xE2\x80\xA8 baris" })
                                     .body)
                          .take();
    EXPECT_EQ(sold.prev, sha256_hex(device.outbox.front().body));
    auto const& sale = std::get<SaleMade>(sold.said);
    EXPECT_EQ(sale.lines[0].quantity, Quantity { 1500 });
    EXPECT_EQ(sale.lines[0].discount, Rupiah { 1'000 });
    EXPECT_EQ(sale.payment, sales::Payment::qris);
    EXPECT_EQ(sale.nip, "198503122009011002");

    auto const closed = read_event(device.closed(94'000, "Pas").body).take();
    EXPECT_EQ(std::get<ShiftClosed>(closed.said).note, "Pas");
}

TEST(Event, is_refused_for_each_thing_that_is_not_as_agreed)
{
    auto device = till();
    device.opened();
    auto const body = device.sold(VariantId::make(wall_noon), 2).body;
    ASSERT_TRUE(read_event(body).ok());
    std::pair<std::string_view, std::string_view> const changes[] {
        { R"("v":6)", R"("v":7)" },
        { R"("v":6)", R"("v":0)" },
        { R"("v":6,)", "" },
        { R"("seq":2)", R"("seq":0)" },
        { R"("seq":2)", R"("seq":2.0)" },
        { R"("seq":2)", R"("seq":"2")" },
        { R"("seq":2)", R"("seq":1)" }, // the first one names none before it
        { R"("prev":")", R"("prev":"x)" },
        { R"("ahead":0)", R"("ahead":9000000000000000)" },
        { R"("kind":"sale")", R"("kind":"refund")" },
        { R"("kind":"sale")", R"("kind":"shift_open")" },
        { R"("total")", R"("discount":{"amount":0,"reason":"teman"},"total")" },
        { R"("total")", R"("discount":{"amount":-5,"reason":"teman"},"total")" },
        { R"("total")", R"("discount":{"amount":5,"reason":" "},"total")" },
        { R"("total")", R"("discount":{"amount":5},"total")" },
        { R"("n":1)", R"("n":0)" },
        { R"("n":1)", R"("n":1,"n":1)" },
        { R"("quantity":"2")", R"("quantity":"0")" },
        { R"("quantity":"2")", R"("quantity":"-2")" },
        { R"("quantity":"2")", R"("quantity":"1.2345")" },
        { R"("price":45000)", R"("price":-1)" },
        { R"("price":45000)", R"("price":45000.5)" },
        { R"("total":90000)", R"("total":-90000)" },
        { R"("payment":"cash")", R"("payment":"gold")" },
        { R"("buyer":"public_buyer")", R"("buyer":"king")" },
        { R"("list":"v1")", R"("list":"v1","more":1)" },
    };
    for (auto const& [from, to] : changes) {
        auto const changed = read_event(replaced(body, from, to));
        EXPECT_FALSE(changed.ok()) << from << " became " << to;
    }
    EXPECT_FALSE(read_event(body + " x").ok());
    EXPECT_FALSE(read_event(body + std::string(body_bytes_max, ' ')).ok());
    for (auto const* const odd : { "", "null", "[]", "{}", "\xff", "{\"kind\":1}" })
        EXPECT_FALSE(read_event(odd).ok()) << odd;
}

TEST(Event, unreadable_ones_still_tell_their_id_and_number)
{
    auto device = till();
    auto const& event = device.write("later", R"("what":1)");
    EXPECT_EQ(glimpse(event.body).id, event.id);
    EXPECT_EQ(glimpse(event.body).seq, 1);
    EXPECT_EQ(glimpse("x").id, "");
    EXPECT_EQ(glimpse(R"({"id":"no","seq":-5})").seq, 0);
}

TEST(Event, a_clock_that_goes_as_it_went_is_right_however_wrong_it_is)
{
    auto device = till();
    device.ahead = std::chrono::milliseconds { 72h }.count();
    auto const event = read_event(device.opened().body).take();
    EXPECT_EQ(told_time(event), event.at + 72h);
    auto const skew = [](auto duration) { return std::chrono::milliseconds { duration }.count(); };
    EXPECT_TRUE(clock_fits(event, skew(72h)));
    EXPECT_TRUE(clock_fits(event, skew(72h + 10min)));
    EXPECT_TRUE(clock_fits(event, skew(72h - 10min)));
    EXPECT_FALSE(clock_fits(event, skew(72h + 11min)));
    EXPECT_FALSE(clock_fits(event, 0));
    EXPECT_EQ(skew_of(wall_noon, wall_noon - 5s), 5'000);
}

TEST(Stamp, is_strict_and_short)
{
    auto device = till();
    auto const good = read_stamp(device.stamp());
    ASSERT_TRUE(good.ok());
    EXPECT_EQ(good.value().turn, 1);
    EXPECT_EQ(good.value().oldest, std::nullopt);
    for (auto const* const odd :
         { "", "{}", R"({"turn":-1,"now":"2021-04-26T07:00:00Z","unsent":0,"oldest":null})",
           R"({"turn":1,"now":"noon","unsent":0,"oldest":null})",
           R"({"turn":1,"now":"2021-04-26T07:00:00Z","unsent":0,"oldest":null,"x":1})" })
        EXPECT_FALSE(read_stamp(odd).ok()) << odd;
    EXPECT_FALSE(read_stamp(device.stamp() + std::string(1000, ' ')).ok());
}

TEST(Signature, only_the_owner_of_the_key_made_it)
{
    test::SecretKey const secret;
    test::SecretKey const other;
    auto const key = PublicKey::read(secret.public_text());
    ASSERT_TRUE(key.ok() && key.value().is_sound());
    auto const good = secret.signature_of("keset");
    EXPECT_TRUE(key.value().signed_this("keset", good));
    EXPECT_FALSE(key.value().signed_this("kesed", good));
    EXPECT_FALSE(key.value().signed_this("", good));
    EXPECT_FALSE(key.value().signed_this("keset", other.signature_of("keset")));
    EXPECT_FALSE(key.value().signed_this("keset", good + "="));
    EXPECT_FALSE(key.value().signed_this("keset", good.substr(0, 84)));
    EXPECT_FALSE(key.value().signed_this("keset", to_base64url(std::string(64, '\0'))));
    EXPECT_FALSE(key.value().signed_this("keset", to_base64url(std::string(64, '\xff'))));
    auto raw = from_base64url(good).value();
    for (std::size_t byte = 0; byte < raw.size(); ++byte) {
        auto changed = raw;
        changed[byte] = static_cast<char>(changed[byte] ^ 1);
        EXPECT_FALSE(key.value().signed_this("keset", to_base64url(changed))) << byte;
    }
}

TEST(Signature, keys_lie_on_the_curve_or_are_none)
{
    test::SecretKey const secret;
    auto const text = secret.public_text();
    auto point = from_base64url(text).value();
    auto const refused = [](std::string const& bytes) {
        return !PublicKey::read(to_base64url(bytes)).ok();
    };
    auto moved = point;
    moved.back() = static_cast<char>(moved.back() ^ 1);
    EXPECT_TRUE(refused(moved)) << "not on the curve";
    auto compressed = point.substr(0, 33);
    compressed.front() = 2;
    EXPECT_TRUE(refused(compressed));
    EXPECT_TRUE(refused(std::string(1, '\0'))) << "the point at infinity";
    EXPECT_TRUE(refused("\x04" + std::string(64, '\0')));
    EXPECT_TRUE(refused("\x04" + std::string(64, '\xff')));
    EXPECT_TRUE(refused(from_base64url(test::SecretKey { "P-384" }.public_text()).value()));
    EXPECT_TRUE(refused(from_base64url(test::SecretKey { "secp256k1" }.public_text()).value()))
        << "a curve of the same size";
    EXPECT_FALSE(PublicKey::read(text + "=").ok());
    EXPECT_FALSE(PublicKey::read("").ok());
}

TEST(Seal, opens_what_a_browser_sealed_to_us_and_nothing_that_was_changed)
{
    OwnKey const key { std::string(32, 's') };
    EXPECT_EQ(key.public_text(),
              "BMHQXMGEShJG6IMA9TYUKkEY5hhebJ4kMBBqB6n9gBh"
              "6SzTfMVtc-RBeKMAzNFuHtv49mFEUwHvj7vEtP6NItak");
    std::string const text { test::sealed_number };
    EXPECT_EQ(key.opened(text), "198503122009011002");
    EXPECT_FALSE(OwnKey { std::string(32, 't') }.opened(text)) << "another server's";
    auto const whole = from_base64url(text).value();
    for (std::size_t byte = 0; byte < whole.size(); ++byte) {
        auto changed = whole;
        changed[byte] = static_cast<char>(changed[byte] ^ 1);
        EXPECT_FALSE(key.opened(to_base64url(changed))) << byte;
        EXPECT_FALSE(key.opened(to_base64url(whole.substr(0, byte)))) << byte;
    }
    EXPECT_FALSE(key.opened("")) << "nothing";
    EXPECT_FALSE(key.opened("***")) << "no base64url";
}

} // namespace
} // namespace karya::device
