// What `karya verify` finds when somebody has had the file in his hands, and that it finds nothing
// when nobody had.

#include "base/hash.h"
#include "sales/state.h"
#include "sales/test_scene.h"

namespace karya::sales {
namespace {

using std::chrono::days;
using test::at;
using Unlisted = db::Query::Unlisted;

db::Query const forget_lines { Unlisted {}, "test.forget_lines",
                               "DELETE FROM sales_line WHERE sale = $1" };
db::Query const forget_sale { Unlisted {}, "test.forget_sale",
                              "DELETE FROM sales_sale WHERE id = $1" };
db::Query const kept_content { Unlisted {}, "test.kept_content", R"sql(
SELECT content_hash FROM sales_sale WHERE id = $1
)sql" };
db::Query const turn_back { Unlisted {}, "test.turn_back", R"sql(
UPDATE sales_series SET last = last - 1 WHERE kind = 'sale'
)sql" };
db::Query const say_voided { Unlisted {}, "test.say_voided", R"sql(
UPDATE sales_sale SET state = 'voided' WHERE id = $1
)sql" };
db::Query const skip_refund { Unlisted {}, "test.skip_refund", R"sql(
INSERT INTO sales_series(unit, series, kind, last) VALUES ($1, 'W', 'refund', 1)
)sql" };

class ProofTest : public Scene {
protected:
    Sale sell_one()
    {
        auto const variant = goods("Keset", { .opening = Quantity::pieces(10) });
        now += days { 1 };
        return sell(draft({ line(variant, 1) }));
    }
    void edit(VariantId variant, catalogue::VariantDraft const& draft)
    {
        auto const edited = run([&](Call& call) {
            return catalogue::edit_variant(call, market.pontianak(), variant, draft);
        });
        ASSERT_TRUE(edited.ok()) << edited.error().code().id;
    }
    void set_stock(VariantId variant, std::int64_t pieces)
    {
        auto const set = run([&](Call& call) {
            return catalogue::set_stock(call, market.pontianak(),
                                        { variant, Quantity::pieces(pieces) });
        });
        ASSERT_TRUE(set.ok()) << set.error().code().id;
    }
    void close(Day month)
    {
        auto const closed = run(
            [&](Call& call) { return ledger::close_period(call, market.pontianak(), month); });
        ASSERT_TRUE(closed.ok()) << closed.error().code().id;
    }
    /// From today on Pontianak pays by the piece.
    void pay_wages()
    {
        auto const added = market.call(market.cast.admin, now, [&](Call& call) {
            return ledger::add_rule(call,
                                    { .key = { .unit = market.cast.pontianak_id },
                                      .valid_from = market.pontianak().day(now),
                                      .base = ledger::Base::wage,
                                      .pnbp = { 4'000 },
                                      .working_fund = { 6'000 },
                                      .wage_per_piece = Rupiah { 30'000 },
                                      .source = "SK Kalapas" });
        });
        ASSERT_TRUE(added.ok()) << added.error().code().id;
    }
};

// ---- What nobody bent ----

TEST_F(ProofTest, a_day_of_everything_is_sound)
{
    lay_scene();
    auto short_one = draft({ line(keset, 20), line(keset, 1), line(kursi, 2) });
    short_one.shortage = catalogue::Shortage::booked;
    short_one.payment = Payment::transfer;
    auto const sold = sell(short_one);
    EXPECT_GT(sold.lines[0].short_by, Quantity {});
    for (int i = 0; i < 3; ++i)
        give_back(
            sold.id,
            { .lines = { { 1, Quantity::pieces(6), Rupiah { 7 } }, { 2, {}, Rupiah { 3'333 } } } });
    give_back(sold.id, { .lines = { { 1, Quantity::pieces(2), {} }, { 3, Quantity::pieces(2) } } });
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(ProofTest, wages_that_a_price_cannot_pay_are_sound)
{
    lay_scene();
    pay_wages();
    auto const sold = sell(draft({ line(keset, 3), line(cuci, 2) }));
    EXPECT_GT(sold.lines[0].parts.upah_missing, Rupiah {});
    give_back(sold.id,
              { .lines = { { 1, Quantity::pieces(1), {} }, { 2, {}, Rupiah { 9'001 } } } });
    give_back(sold.id, { .lines = { { 1, Quantity::pieces(2), {} } } });
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(ProofTest, papers_of_the_past_and_late_entries_are_sound)
{
    auto const mats = goods("Keset", { .opening = Quantity::pieces(10) });
    now += days { 1 };
    auto paper = draft({ line(mats, 2) });
    paper.channel = Channel::import;
    paper.sold_at = at("2020-12-31T23:30:00+07:00");
    paper.lines[0].price = Rupiah { 33'333 };
    paper.lines[0].cost = Rupiah { 11'111 };
    auto const old = sell(paper);
    EXPECT_EQ(old.day, Day::from(2020, 12, 31));
    close(Day::from(2020, 12, 1));
    paper.id = test::numbered<SaleTag>(77);
    auto const late = sell(paper);
    EXPECT_TRUE(late.late);
    give_back(
        late.id,
        { .lines = { { 1, Quantity::pieces(1), {} } }, .at = at("2021-01-02T08:00:00+07:00") });
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(ProofTest, what_was_a_service_once_and_what_became_one_is_sound)
{
    auto const jasa = goods("Cuci motor", { .supply = catalogue::Supply::service });
    auto const sapu = goods("Sapu", { .opening = Quantity::pieces(2) });
    now += days { 1 };
    auto const served = sell(draft({ line(jasa, 2) }));
    auto const swept = sell(draft({ line(sapu, 2) }));
    now += days { 1 };
    edit(jasa, { .supply = catalogue::Supply::stocked, .price = Rupiah { 45'000 } });
    edit(sapu, { .supply = catalogue::Supply::service, .price = Rupiah { 45'000 } });
    set_stock(jasa, 5);
    give_back(served.id, { .lines = { { 1, Quantity::pieces(1), {} } } });
    give_back(swept.id, { .lines = { { 1, Quantity::pieces(1), {} } } });
    EXPECT_EQ(broken(), std::nullopt);
}

// ---- What somebody bent ----

TEST_F(ProofTest, names_an_entry_whose_sale_is_gone)
{
    auto const sold = sell_one();
    ASSERT_EQ(broken(), std::nullopt);
    tamper(forget_lines, sold.id);
    tamper(forget_sale, sold.id);
    EXPECT_NE(broken().value_or("").find("gap in receipt numbers"), std::string::npos);
    tamper(turn_back);
    EXPECT_EQ(broken(),
              "unit " + sold.unit.text() + ": an entry of sale " + sold.id.text()
                  + " that nothing explains");
}

TEST_F(ProofTest, names_a_void_without_its_entry)
{
    auto const sold = sell_one();
    tamper(say_voided, sold.id);
    EXPECT_EQ(broken(), "unit " + sold.unit.text() + ": no such entry of voided " + sold.id.text());
}

TEST_F(ProofTest, names_a_refund_number_without_its_refund)
{
    auto const sold = sell_one();
    tamper(skip_refund, sold.unit);
    EXPECT_EQ(broken(), sold.unit.text() + " W: gap in refund numbers");
}

db::Query const pay_back_less[] {
    { Unlisted {}, "test.less1", "UPDATE sales_refund_line SET amount = amount - 7 WHERE n = 3" },
    { Unlisted {}, "test.less2", R"sql(
UPDATE sales_refund SET total = (SELECT sum(amount) FROM sales_refund_line WHERE refund = id)
)sql" },
    { Unlisted {}, "test.less3", R"sql(
UPDATE sales_sale SET refunded = (SELECT sum(total) FROM sales_refund WHERE sale = sales_sale.id)
WHERE n = 1
)sql" },
    { Unlisted {}, "test.less4", "UPDATE sales_line SET rebate = rebate - 7 WHERE rebate > 0" },
};

TEST_F(ProofTest, names_a_refund_that_took_other_parts_than_its_entry)
{
    auto const mats = goods("Keset", { .opening = Quantity::pieces(10) });
    auto const sold = sell(draft({ line(mats, 1), line(mats, 1), line(mats, 2) }));
    auto const back = give_back(sold.id, { .lines = { { 3, {}, Rupiah { 5'000 } } } });
    for (auto const& query : pay_back_less) tamper(query);
    EXPECT_NE(broken().value_or("").find(back.number + ": its entry says"), std::string::npos)
        << broken().value_or("nothing");
}

// ---- Locks (R-10) ----

db::Query const shorter_lock { Unlisted {}, "test.shorter_lock",
                               "UPDATE ledger_lock SET ended = since" };

class LockedSale : public ProofTest {
protected:
    /// Everything sold so far is covered by a billing.
    void cover()
    {
        auto const covered = run([&](Call& call) -> Result<void> {
            auto const last = ledger::hold_book(call, market.pontianak());
            ledger::lock(call, market.pontianak(),
                         { ledger::Account::pnbp_payable, "billing", last });
            return {};
        });
        ASSERT_TRUE(covered.ok());
    }
    Rupiah held(ledger::Account account)
    {
        return market.view(market.cast.wayan, now, [&](View& view) {
            return ledger::balance(view, market.pontianak(), account);
        });
    }
};

TEST_F(LockedSale, R10_refunds_and_voids_of_what_is_covered_are_claims_and_sound)
{
    auto const mats = goods("Keset", { .opening = Quantity::pieces(10) });
    auto in_shift = draft({ line(mats, 1) });
    in_shift.shift = open_till();
    auto const voided = sell(in_shift);
    auto const refunded = sell(draft({ line(mats, 2) }));
    cover();
    auto const later = sell(draft({ line(mats, 1) }));
    take_void(voided);
    give_back(refunded.id, { .lines = { { 1, Quantity::pieces(1), {} } } });
    give_back(later.id, { .lines = { { 1, Quantity::pieces(1), {} } } });
    EXPECT_EQ(held(ledger::Account::pnbp_claim), Rupiah { 7'500 });
    EXPECT_EQ(held(ledger::Account::pnbp_payable), Rupiah { -11'250 });
    EXPECT_EQ(held(ledger::Account::premi_claim), Rupiah {}) << "only PNBP is locked";
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(LockedSale, R10_names_a_claim_that_no_lock_explains)
{
    auto const sold = sell_one();
    cover();
    auto const back = give_back(sold.id, { .lines = { { 1, Quantity::pieces(1), {} } } });
    ASSERT_EQ(broken(), std::nullopt);
    tamper(shorter_lock);
    EXPECT_NE(broken().value_or("").find(back.number + ": its entry says"), std::string::npos)
        << broken().value_or("nothing");
}

struct Tampering {
    db::Query query;
    std::string_view found;
};

// The scene: sale W-1 with its refunds R1 and R2, then W-2.

Tampering const tamperings[] {
    { { Unlisted {}, "test.parts", R"sql(
UPDATE sales_line SET part_premi = part_premi + 1, part_pnbp = part_pnbp - 1 WHERE n = 2
)sql" },
      "-W-1 line 2: its parts are not those of its rule" },
    { { Unlisted {}, "test.missing_wage", R"sql(
UPDATE sales_line SET upah_missing = 1 WHERE n = 3
)sql" },
      "-W-1 line 3: its parts are not those of its rule" },
    { { Unlisted {}, "test.cost", "UPDATE sales_line SET cost = cost - 1 WHERE n = 3" },
      "-W-1 line 3: its parts are not those of its rule" },
    { { Unlisted {}, "test.price", "UPDATE sales_line SET price = price + 1 WHERE n = 2" },
      "-W-1 line 2: its amount is not" },
    { { Unlisted {}, "test.rule", R"sql(
UPDATE sales_line SET rule = '01790cfe-dd60-7000-8000-000000000099' WHERE n = 2
)sql" },
      "-W-1 line 2: the rule that split it does not exist" },
    { { Unlisted {}, "test.template", R"sql(
UPDATE sales_line SET rule = (SELECT min(id) FROM ledger_rule WHERE key = 'template') WHERE n = 2
)sql" },
      "-W-1 line 2: the rule that split it is another's" },
    { { Unlisted {}, "test.line", "DELETE FROM sales_line WHERE n = 2" },
      "-W-1 line 3: the line before it is missing" },
    { { Unlisted {}, "test.day", "UPDATE sales_sale SET day = day + 1 WHERE n = 1" },
      "-W-1: its day is 2021-04-27, but it was sold on 2021-04-26" },
    { { Unlisted {}, "test.sold_at", R"sql(
UPDATE sales_sale SET sold_at = sold_at + 86400000000 WHERE n = 2
)sql" },
      "-W-2: its day is 2021-04-26, but it was sold on 2021-04-27" },
    { { Unlisted {}, "test.payment", "UPDATE sales_sale SET payment = 'transfer' WHERE n = 2" },
      "-W-2: its entry says" },
    { { Unlisted {}, "test.number", "UPDATE sales_sale SET number = number || '0' WHERE n = 1" },
      "-W-10: its number should be" },
    { { Unlisted {}, "test.late", "UPDATE sales_sale SET late = 1 WHERE n = 2" },
      "-W-2: it and its entry differ in whether it is late" },
    { { Unlisted {}, "test.total", R"sql(
UPDATE sales_sale SET total = total + 1, received = received + 1 WHERE n = 2
)sql" },
      "-W-2: total of its lines" },
    { { Unlisted {}, "test.refunded", "UPDATE sales_sale SET refunded = refunded + 1 WHERE n = 1" },
      "-W-1: total of its refunds" },
    { { Unlisted {}, "test.voided", "UPDATE sales_sale SET state = 'voided' WHERE n = 1" },
      "-W-1: both voided and refunded" },
    { { Unlisted {}, "test.left", R"sql(
UPDATE sales_line SET quantity_left = quantity WHERE quantity_left < quantity AND n = 1
)sql" },
      "-W-1 line 1: what is left does not follow from its refunds" },
    { { Unlisted {}, "test.rebate", "UPDATE sales_line SET rebate = rebate + 1 WHERE n = 3" },
      "-W-1 line 3: what is left does not follow from its refunds" },
    { { Unlisted {}, "test.refund_amount", R"sql(
UPDATE sales_refund_line SET amount = amount - 1 WHERE n = 1
)sql" },
      "-W-R1: total of its lines" },
    { { Unlisted {}, "test.refund_quantity", R"sql(
UPDATE sales_refund_line SET quantity = 3000 WHERE n = 1
)sql" },
      "-W-R1: line 1 had not that much left" },
    { { Unlisted {}, "test.refund_number", R"sql(
UPDATE sales_refund SET number = number || 'x' WHERE number LIKE '%R1'
)sql" },
      "-W-R1x: its number should begin with" },
    { { Unlisted {}, "test.refund_day", R"sql(
UPDATE sales_refund SET day = day - 1 WHERE number LIKE '%R2'
)sql" },
      "-W-R2: its day is 2021-04-25, but it was made on 2021-04-26" },
    { { Unlisted {}, "test.refund_payment", R"sql(
UPDATE sales_refund SET payment = 'cash' WHERE number LIKE '%R2'
)sql" },
      "-W-R2: it was not paid back as the sale was paid" },
    { { Unlisted {}, "test.refund_unit", R"sql(
UPDATE sales_refund SET unit = sale WHERE number LIKE '%R2'
)sql" },
      "-W-R2: it is not its sale's unit" },
    { { Unlisted {}, "test.goods_return", R"sql(
UPDATE sales_refund SET goods_return = 1 WHERE number LIKE '%R2'
)sql" },
      "-W-R2 line 3: back to stock went 0 movements of 0, 0 short instead of 1 movements of 1" },
    { { Unlisted {}, "test.not_taken", R"sql(
DELETE FROM catalogue_movement WHERE reason = 'sale' AND delta = -2000
)sql" },
      "-W-1 line 1: out of stock went 0 movements of 0, 0 short instead of 1 movements of 2" },
    { { Unlisted {}, "test.taken_more", R"sql(
UPDATE catalogue_movement SET delta = delta - 1000 WHERE reason = 'sale' AND delta = -2000
)sql" },
      "-W-1 line 1: out of stock went 1 movements of 3, 0 short instead of 1 movements of 2" },
    { { Unlisted {}, "test.ordered_less", R"sql(
UPDATE catalogue_movement SET ordered_delta = 1000 WHERE ordered_delta = 2000
)sql" },
      "-W-1 line 3: out of stock went 1 movements of 2, 0 short instead of 1 movements of 3" },
    { { Unlisted {}, "test.short_by", "UPDATE sales_line SET short_by = 1000 WHERE n = 3" },
      "-W-1 line 3: out of stock went 1 movements of 3, 0 short instead of 1 movements of 3, 1" },
    { { Unlisted {}, "test.void_keeps_goods", R"sql(
DELETE FROM catalogue_movement WHERE reason = 'refund'
    AND source = (SELECT id FROM sales_sale WHERE n = 2)
)sql" },
      "-W-2 line 1: back to stock went 0 movements of 0" },
    { { Unlisted {}, "test.refund_keeps_goods", R"sql(
DELETE FROM catalogue_movement WHERE reason = 'refund'
    AND source = (SELECT id FROM sales_refund WHERE number LIKE '%R1')
)sql" },
      "-W-R1 line 1: back to stock went 0 movements of 0" },
    { { Unlisted {}, "test.moved_for_nobody", R"sql(
UPDATE catalogue_movement SET source = 'nobody' WHERE reason = 'opening' AND delta = 1000
)sql" },
      ": stock moved for nobody, and nothing explains it" },
    { { Unlisted {}, "test.variant", "UPDATE sales_line SET variant = rule WHERE n = 2" },
      "-W-1 line 2: no such variant in its unit" },
    { { Unlisted {}, "test.stray_line", R"sql(
UPDATE sales_line SET sale = '01790cfe-dd60-7000-8000-000000000099' WHERE n = 3
)sql" },
      "sales_line 01790cfe-dd60-7000-8000-000000000099 3: belongs to nothing" },
    { { Unlisted {}, "test.unknown_word", R"sql(
UPDATE sales_line SET measure = 'parsec' WHERE n = 2
)sql" },
      "sales_line 01790cfe-dd60-7000-8000-000000000001 2: unreadable" },
    { { Unlisted {}, "test.no_id", "UPDATE sales_sale SET officer = 'nobody' WHERE n = 1" },
      "sales_sale 01790cfe-dd60-7000-8000-000000000001: unreadable" },
    { { Unlisted {}, "test.no_calendar", R"sql(
UPDATE sales_sale SET sold_at = 9000000000000000000 WHERE n = 1
)sql" },
      "sales_sale 01790cfe-dd60-7000-8000-000000000001: unreadable" },
    { { Unlisted {}, "test.refund_word", R"sql(
UPDATE sales_refund SET payment = 'shells' WHERE number LIKE '%R1'
)sql" },
      "sales_refund 01790cfe-dd60-7000-8000-000000000002: unreadable" },
    { { Unlisted {}, "test.moved_beyond_time", R"sql(
UPDATE catalogue_movement SET at = -9000000000000000000 WHERE reason = 'opening' AND delta = 1000
)sql" },
      " 1: unreadable" },
    { { Unlisted {}, "test.beyond_numbers", R"sql(
UPDATE sales_line SET quantity = 9000000000000000000 WHERE n = 2
)sql" },
      "-W-1: its numbers cannot be computed with" },
    { { Unlisted {}, "test.moved_beyond_numbers", R"sql(
UPDATE catalogue_movement SET ordered_delta = 9223372036854775807 WHERE delta = -2000
)sql" },
      ": its numbers cannot be computed with" },
    // What only the audit trail and the events know.
    { { Unlisted {}, "test.content_hash", "UPDATE sales_sale SET content_hash = '' WHERE n = 1" },
      "-W-1: the audit trail knows it otherwise" },
    { { Unlisted {}, "test.product", "UPDATE sales_line SET product = variant WHERE n = 2" },
      "-W-1 line 2: its product is another's" },
    { { Unlisted {}, "test.name", "UPDATE sales_line SET name = 'Lain' WHERE n = 2" },
      "-W-1: the audit trail knows it otherwise" },
    { { Unlisted {}, "test.buyer", "UPDATE sales_sale SET buyer = 'agency' WHERE n = 2" },
      "-W-2: the audit trail knows it otherwise" },
    { { Unlisted {}, "test.nip", "UPDATE sales_sale SET nip_hash = 'x' WHERE n = 1" },
      "-W-1: the audit trail knows it otherwise" },
    { { Unlisted {}, "test.void_reason", "UPDATE sales_void SET reason = 'lain'" },
      "-W-2: the audit trail knows it otherwise" },
    { { Unlisted {}, "test.void_gone", "DELETE FROM sales_void" },
      "-W-2: the audit trail knows it otherwise" },
    { { Unlisted {}, "test.void_officer", "UPDATE sales_void SET officer = sale" },
      "-W-2: the audit trail knows it otherwise" },
    { { Unlisted {}, "test.void_unit", "UPDATE sales_void SET unit = sale" },
      "-W-2: the audit trail knows it otherwise" },
    { { Unlisted {}, "test.void_at", "UPDATE sales_void SET at = at + 1" },
      "-W-2: the audit trail knows it otherwise" },
    { { Unlisted {}, "test.recorded_at", "UPDATE sales_sale SET recorded_at = recorded_at + 1" },
      "-W-1: the audit trail knows it otherwise" },
    { { Unlisted {}, "test.no_reason",
        "UPDATE sales_refund SET reason = '' WHERE number LIKE '%R1'" },
      "-W-R1: it has no reason" },
    { { Unlisted {}, "test.reason", R"sql(
UPDATE sales_refund SET reason = 'lain' WHERE number LIKE '%R2'
)sql" },
      "-W-R2: the audit trail knows it otherwise" },
    { { Unlisted {}, "test.refund_hash", "UPDATE sales_refund SET content_hash = ''" },
      ": the audit trail knows it otherwise" },
    { { Unlisted {}, "test.deed", "DELETE FROM core_audit WHERE what = 'sales.void'" },
      "-W-2: the audit trail knows it otherwise" },
    { { Unlisted {}, "test.shift", "DELETE FROM sales_shift" },
      "the audit trail tells sales.open_shift of " },
    { { Unlisted {}, "test.shift_officer", "UPDATE sales_shift SET officer = id" },
      ": the audit trail knows it otherwise" },
    { { Unlisted {}, "test.shift_opened", "UPDATE sales_shift SET opened_at = opened_at - 1" },
      ": the audit trail knows it otherwise" },
    { { Unlisted {}, "test.float", "UPDATE sales_shift SET float_cash = 0" },
      ": the audit trail knows it otherwise" },
    { { Unlisted {}, "test.untold", "DELETE FROM core_outbox WHERE event_name LIKE 'sales.%'" },
      ", 2021-04-26: what was announced is not what was sold" },
    { { Unlisted {}, "test.told_twice", R"sql(
INSERT INTO core_outbox(event_name, body, at)
SELECT event_name, body, at FROM core_outbox WHERE event_name = 'sales.sale_reversed.v1'
)sql" },
      ", 2021-04-26: what was announced is not what was sold" },
    { { Unlisted {}, "test.told_more", R"sql(
UPDATE core_outbox SET body = replace(body, '"turnover":', '"turnover":1')
WHERE event_name = 'sales.sale_recorded.v1'
)sql" },
      ", 2021-04-26: what was announced is not what was sold" },
    { { Unlisted {}, "test.told_badly", R"sql(
UPDATE core_outbox SET body = 'x' WHERE event_name = 'sales.sale_recorded.v1'
)sql" },
      ": unreadable" },
};

class Tampered : public Scene, public testing::WithParamInterface<std::size_t> { };

TEST_P(Tampered, is_named)
{
    lay_scene();
    ASSERT_EQ(broken(), std::nullopt);
    auto const& [query, found] = tamperings[GetParam()];
    tamper(query);
    EXPECT_NE(broken().value_or("nothing").find(found), std::string::npos)
        << broken().value_or("nothing");
}

INSTANTIATE_TEST_SUITE_P(Proof, Tampered, testing::Range(std::size_t { 0 }, std::size(tamperings)),
                         [](auto const& one) {
                             return std::string { tamperings[one.param].query.name.substr(5) };
                         });

// ---- Drawers ----

/// A shift closed with 2,000 too little, into which a device then brought a sale and a coin.
class DrawerProof : public Scene {
protected:
    void SetUp() override
    {
        Scene::SetUp();
        keset = goods("Keset", { .opening = Quantity::pieces(10) });
        now += std::chrono::hours { 3 };
        auto wanted = draft({ line(keset, 1) });
        wanted.shift = shift = open_till();
        sell(wanted);
        ASSERT_TRUE(run([&](Call& call) {
                        return close_shift(call, market.pontianak(), shift, Rupiah { 143'000 },
                                           "kurang");
                    }).ok());
        now += days { 1 };
        wanted = draft({ line(keset, 1) });
        wanted.shift = shift;
        wanted.after_closing = true;
        sell(wanted);
        ASSERT_TRUE(run([&](Call& call) {
                        return move_cash(call, market.pontianak(),
                                         { .id = test::numbered<CashMoveTag>(9),
                                           .shift = shift,
                                           .amount = Rupiah { 500 },
                                           .reason = "koin",
                                           .at = now,
                                           .after_closing = true });
                    }).ok());
        ASSERT_EQ(broken(), std::nullopt);
    }
    void expect_found(db::Query const& query, std::string_view words)
    {
        tamper(query);
        EXPECT_NE(broken().value_or("nothing").find(words), std::string::npos)
            << broken().value_or("nothing");
    }
    ShiftId shift {};
};

db::Query const count_right { Unlisted {}, "test.count_right",
                              "UPDATE sales_shift SET counted = expected" };
db::Query const count_alike { Unlisted {}, "test.count_alike",
                              "UPDATE sales_shift SET counted = counted + 1" };
db::Query const forget_shifts { Unlisted {}, "test.forget_shifts", "DELETE FROM sales_shift" };
db::Query const turn_coin { Unlisted {}, "test.turn_coin", R"sql(
UPDATE sales_cash SET reason = 'lain'
)sql" };
db::Query const restore_coin { Unlisted {}, "test.restore_coin", R"sql(
UPDATE sales_cash SET reason = 'koin'
)sql" };
db::Query const coin_of_another { Unlisted {}, "test.coin_of_another", R"sql(
UPDATE sales_cash SET officer = id
)sql" };
db::Query const rename_note { Unlisted {}, "test.rename_note",
                              "UPDATE sales_shift SET note = 'lain'" };
db::Query const restore_note { Unlisted {}, "test.restore_note",
                               "UPDATE sales_shift SET note = 'kurang'" };
db::Query const close_later { Unlisted {}, "test.close_later",
                              "UPDATE sales_shift SET closed_at = closed_at + 1" };
db::Query const rename_series { Unlisted {}, "test.rename_series",
                                "UPDATE sales_shift SET series = 'X'" };

TEST_F(DrawerProof, that_counted_what_was_expected_is_found_by_its_entry)
{
    expect_found(count_right, "shift " + shift.text() + ": its entry says");
}

TEST_F(DrawerProof, that_counted_a_rupiah_more_is_found)
{
    expect_found(count_alike, "shift " + shift.text() + ": its entry says");
}

TEST_F(DrawerProof, that_is_gone_is_found_by_its_difference)
{
    expect_found(forget_shifts, "that nothing explains");
}

TEST_F(DrawerProof, whose_words_or_hour_of_closing_are_others_is_found)
{
    expect_found(rename_note, "shift " + shift.text() + ": the audit trail knows it otherwise");
    tamper(restore_note);
    ASSERT_EQ(broken(), std::nullopt);
    expect_found(close_later, "shift " + shift.text() + ": the audit trail knows it otherwise");
}

TEST_F(DrawerProof, of_another_till_is_found) { expect_found(rename_series, "entry "); }

TEST_F(DrawerProof, whose_coin_says_otherwise_is_found)
{
    constexpr auto named = "sales_cash 01790cfe-dd60-7000-8000-000000000009: the audit trail";
    expect_found(turn_coin, named);
    tamper(restore_coin);
    ASSERT_EQ(broken(), std::nullopt);
    expect_found(coin_of_another, named);
}

// ---- Buyers ----

TEST_F(ProofTest, two_sales_alike_but_for_the_buyers_number_clash_and_no_plain_hash_tells_it)
{
    auto wanted = draft({ line(goods("Keset", { .opening = Quantity::pieces(10) }), 1) });
    wanted.buyer = BuyerKind::officer;
    wanted.nip = "198501012010011001";
    sell(wanted);
    sell(wanted);
    auto const kept = market.engine()
                          .get<std::string>([&](db::Read& read) -> Result<std::string> {
                              return read.value<std::string>(kept_content, wanted.id);
                          })
                          .take();
    EXPECT_NE(kept, sha256_hex(content_of(wanted)));
    wanted.nip = "198501012010011002";
    auto const again = run([&](Call& call) { return record(call, market.pontianak(), wanted); });
    EXPECT_EQ(again.error().code(), id_taken);
}

} // namespace
} // namespace karya::sales
