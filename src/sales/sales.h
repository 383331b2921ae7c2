#pragma once
// Turning goods into money: the one place where every channel meets. A sale takes stock, splits
// each line by the rule in force, books the ledger and gets its receipt number, all or nothing.

#include "catalogue/catalogue.h"
#include "ledger/ledger.h"
#include "org/org.h"
#include "sales/shift.h"
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace karya {
using RefundId = Id<struct RefundTag>;
} // namespace karya

namespace karya::sales {

inline constexpr ErrorCode nothing_sold { "sales.nothing_sold", Fault::invalid };
inline constexpr ErrorCode too_many_lines { "sales.too_many_lines", Fault::invalid };
inline constexpr ErrorCode bad_line { "sales.bad_line", Fault::invalid };
inline constexpr ErrorCode total_too_large { "sales.total_too_large", Fault::invalid };
inline constexpr ErrorCode bad_discount { "sales.bad_discount", Fault::invalid };
inline constexpr ErrorCode bad_nip { "sales.bad_nip", Fault::invalid };
inline constexpr ErrorCode bad_payment { "sales.bad_payment", Fault::invalid };
inline constexpr ErrorCode bad_instant { "sales.bad_instant", Fault::invalid };
inline constexpr ErrorCode total_changed { "sales.total_changed", Fault::conflict };
inline constexpr ErrorCode bad_split { "sales.bad_split", Fault::invalid };
inline constexpr ErrorCode too_little_cash { "sales.too_little_cash", Fault::invalid };
inline constexpr ErrorCode id_taken { "sales.id_taken", Fault::conflict };
inline constexpr ErrorCode number_taken { "sales.number_taken", Fault::conflict };
inline constexpr ErrorCode number_ahead { "sales.number_ahead", Fault::conflict };
inline constexpr ErrorCode reason_missing { "sales.reason_missing", Fault::invalid };
inline constexpr ErrorCode already_void { "sales.already_void", Fault::conflict };
inline constexpr ErrorCode not_voidable { "sales.not_voidable", Fault::conflict };
inline constexpr ErrorCode money_is_back { "sales.money_is_back", Fault::conflict };
inline constexpr ErrorCode exchange_changed { "sales.exchange_changed", Fault::conflict };
inline constexpr ErrorCode refund_too_much { "sales.refund_too_much", Fault::conflict };

/// No receipt is for more: a trillion, so that the sums of all that will ever be sold stay exact.
inline constexpr Rupiah total_max { 1'000'000'000'000 };

/// How far the clock of a till may be off.
inline constexpr std::chrono::minutes clock_slack { 10 };

enum class BuyerKind : std::uint8_t {
    officer,
    family,
    public_buyer,
    agency,
    partner,
    reseller,
    prisoner
};
BOOST_DESCRIBE_ENUM(BuyerKind, officer, family, public_buyer, agency, partner, reseller, prisoner)

/// `collected`: paid ahead to the account that collects for several units, which owes it to them.
enum class Payment : std::uint8_t { cash, qris, transfer, collected };
BOOST_DESCRIBE_ENUM(Payment, cash, qris, transfer, collected)

enum class Channel : std::uint8_t { counter, import, shop };
BOOST_DESCRIBE_ENUM(Channel, counter, import, shop)

/// `recorded`: counted, less its refunds. `voided`: as if it had never been, but still to be seen.
enum class SaleState : std::uint8_t { recorded, voided };
BOOST_DESCRIBE_ENUM(SaleState, recorded, voided)

// ---- Recording ----

struct LineDraft {
    VariantId variant {};
    Quantity quantity {};
    std::optional<Rupiah> price {}; ///< of an import: the price on the paper; else the one in force
    std::optional<Rupiah> cost {};  ///< of an import: as recorded then; else the one in force
    Rupiah discount {};
};

/// A part of the money, by one way.
struct Tender {
    Payment payment {};
    Rupiah amount {};
    friend bool operator==(Tender const&, Tender const&) = default;
};
BOOST_DESCRIBE_STRUCT(Tender, (), (payment, amount))

/// A sale as it was made. Its id is made where it was made (till, import), so that the same event
/// sent twice is one sale.
struct SaleDraft {
    SaleId id {};
    std::string series { "W" }; ///< the web desk is one series, each device another
    /// The number that a device has printed or a paper bears; absent: the next one.
    std::optional<std::int64_t> n {};
    /// Of a device: the sale was made in that shift, though it may be counted and closed by now.
    bool after_closing { false };
    Channel channel { Channel::counter };
    std::optional<ShiftId> shift {};
    Timestamp sold_at {};
    std::vector<LineDraft> lines {};
    Rupiah discount {}; ///< on the whole, spread over the lines (R-01)
    BuyerKind buyer { BuyerKind::public_buyer };
    std::string nip {}; ///< 18 digits of an officer, or empty; only its keyed hash is kept
    Payment payment { Payment::cash };
    std::vector<Tender> also {};         ///< parts paid in other ways; the rest by `payment`
    std::optional<Rupiah> received {};   ///< cash handed over; absent: exactly what is paid so
    std::optional<Rupiah> seen_total {}; ///< what the buyer was told
    catalogue::Shortage shortage { catalogue::Shortage::refused };
    std::string note {};
    /// Of the shop: all of it was sent ahead, and so much of it never came.
    std::optional<Rupiah> waived {};
};

struct Line {
    std::int64_t n {}; ///< 1, 2, … as on the receipt
    VariantId variant {};
    ProductId product {};
    std::string name {};
    std::string code {};
    catalogue::Measure measure {};
    Quantity quantity {};
    Rupiah price {};
    Rupiah discount {};
    Rupiah amount {};
    std::optional<Rupiah> cost {}; ///< frozen, per unit of measure
    ActivityId activity {};
    RuleId rule {};         ///< the frozen version (R-04)
    ledger::Parts parts {}; ///< as sold
    Quantity short_by {};   ///< sold though not known to be on hand
    Quantity left {};       ///< not refunded
    Rupiah rebate {};       ///< refunded by amount
};
BOOST_DESCRIBE_STRUCT(Line, (),
                      (n, variant, product, name, code, measure, quantity, price, discount, amount,
                       cost, activity, rule, parts, short_by, left, rebate))

struct Sale {
    SaleId id {};
    UnitId unit {};
    Day day {}; ///< the unit's business day
    Timestamp sold_at {};
    std::string number {}; ///< "PTK-W-17"
    Channel channel {};
    SaleState state {};
    std::optional<ShiftId> shift {};
    OfficerId officer {};
    BuyerKind buyer {};
    std::string nip_tail {}; ///< the last three digits, all that is ever shown again
    Payment payment {};
    Rupiah total {};
    Rupiah received {};
    Rupiah refunded {};
    bool late { false }; ///< booked in a later month than its day's (R-12)
    std::string note {};
    std::vector<Line> lines {};
    std::vector<Tender> paid {}; ///< adds up to `total`, each way once, in their order
};
BOOST_DESCRIBE_STRUCT(Sale, (),
                      (id, unit, day, sold_at, number, channel, state, shift, officer, buyer,
                       nip_tail, payment, total, received, refunded, late, note, lines, paid))

/// Records one sale. A repeat of the same event answers the sale that is there.
/// Fails: sales.nothing_sold, too_many_lines (over 100; 2,000 imported), bad_line, bad_discount,
/// total_too_large (over `total_max`), bad_nip, bad_payment (what only the shop collects),
/// bad_instant (over ten minutes ahead), bad_split (a part twice, or nothing left for `payment`),
/// total_changed, too_little_cash, id_taken (other content), number_taken, number_ahead (of an
/// import: a till counts the series and has not come to it), org.unit_closed,
/// ledger.no_rule and what catalogue::take says. Announces SaleRecorded. Cash that came after the
/// drawer was counted lessens the difference booked then. Rules.
Result<Sale> record(Call& call, org::UnitScope const& scope, SaleDraft const& draft);

/// Whether a drawer must hold what is paid out of it; one of a device has paid it out already.
enum class Drawer : std::uint8_t { asked, told };

/// Takes a sale back while its shift is open: goods return, the mirrored entry stands on the sale's
/// own day. What a live billing covers becomes a claim. Announces SaleReversed.
/// Fails: core.not_found, sales.reason_missing, already_void, not_voidable (no open shift, or
/// refunded in part), drawer_too_empty, ledger.too_little_money.
Result<Sale> void_sale(Call& call, org::UnitScope const& scope, SaleId id,
                       std::string const& reason, Drawer drawer = Drawer::asked);

/// Who took a sale back, when and why.
struct Void {
    Timestamp at {};
    OfficerId officer {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(Void, (), (at, officer, reason))
/// Nothing for a sale that stands, or one that was taken back before reasons were kept.
std::optional<Void> void_of(View const& view, org::UnitScope const& scope, SaleId id);

struct RefundLine {
    std::int64_t n {};
    Quantity quantity {}; ///< given back by the buyer; zero for a refund by amount only
    Rupiah amount {};     ///< besides, money only
};
struct RefundDraft {
    RefundId id {};
    SaleId sale {};
    std::vector<RefundLine> lines {};
    std::string reason {};
    bool goods_return { true }; ///< false: spoiled, they do not go back to stock
    /// Of a device: the money was given back in that shift, though it may be counted by now.
    bool after_closing { false };
    /// The open till whose drawer pays it back in cash; absent: none, as for imported papers.
    std::optional<ShiftId> shift {};
    std::optional<Timestamp> at {}; ///< of an import: when the paper says; else now
    /// Of an import: the paper's number, above those of the sale's other refunds; else the next.
    std::optional<std::int64_t> n {};
};
/// What of a sale's money was sent ahead and is not back: the payment gives it back, not the till.
struct Ahead {
    SaleId origin {};   ///< that was paid so: itself, or the first of a chain of exchanges
    Payment payment {}; ///< by which way
    Rupiah amount {};   ///< of its price
    Rupiah waived {};   ///< of that never came: the seller let it off, and it never goes back
};
BOOST_DESCRIBE_STRUCT(Ahead, (), (origin, payment, amount, waived))
/// Nothing for a sale that was paid here.
std::optional<Ahead> ahead_of(View const& view, SaleId id);
/// What a refund or void took of it.
struct AheadBack {
    Rupiah amount {};
    Rupiah waived {};      ///< let off, and not borne any more
    Rupiah kept {};        ///< it pays for what was taken instead
    Rupiah kept_waived {}; ///< of that never came
    /// What the payment gives back.
    Rupiah owed() const { return amount - waived - kept; }
};
BOOST_DESCRIBE_STRUCT(AheadBack, (), (amount, waived, kept, kept_waived))
/// What payments owe for all that came back of a chain of exchanges, by its first sale.
Rupiah owed_for(db::Read& read, SaleId origin);
/// What a unit does not bear any more of what it had let off.
Rupiah waived_back(db::Read& read, UnitId unit);

struct Refund {
    RefundId id {};
    SaleId sale {};
    Day day {};
    Timestamp at {};
    std::string number {}; ///< "PTK-W-R3"
    OfficerId officer {};
    Rupiah total {};
    std::string reason {};
    std::vector<Tender> paid {}; ///< the ways by which it left; told by refund() and the lists
    std::optional<AheadBack> ahead {}; ///< what of it was sent ahead; told likewise
};
BOOST_DESCRIBE_STRUCT(Refund, (), (id, sale, day, at, number, officer, total, reason))

/// Gives money back for lines or amounts; counts on its own day. Of a sale paid in
/// several ways the largest part that is left goes back first, and of one way what was sent ahead;
/// its share of what never came is booked back with it. A repeat of the same id answers the
/// refund that is there. Announces SaleReversed. Fails: core.not_found, sales.reason_missing,
/// already_void, bad_instant (before its sale, or over ten minutes ahead), no_shift, bad_line,
/// catalogue.whole_only (a part of what is counted and was sold whole), refund_too_much (also a
/// line worth no rupiah), drawer_too_empty, number_taken, ledger.too_little_money.
Result<Refund> refund(Call& call, org::UnitScope const& scope, RefundDraft const& draft);

// ---- Exchange: other goods for those that come back ----

struct ExchangeDraft {
    RefundDraft back {};                 ///< pieces, not money; its shift is the open till
    SaleId id {};                        ///< of the sale to come
    std::vector<LineDraft> lines {};     ///< what is taken instead: variants and quantities alone
    Payment more { Payment::cash };      ///< how the buyer pays what that costs more
    std::optional<Rupiah> seen_back {};  ///< what he was told of the goods that come back
    std::optional<Rupiah> seen_total {}; ///< and of the new ones
};
/// What an exchange comes to.
struct Terms {
    Rupiah back {};                  ///< what he had paid for what comes back
    Rupiah discount {};              ///< that he had on it, in the measure of the new goods
    Rupiah total {};                 ///< of the new goods, less that
    Rupiah more {};                  ///< that he pays
    Rupiah rest {};                  ///< that he gets
    std::vector<Tender> kept {};     ///< his money that pays for the new goods, as it came
    std::vector<Tender> returned {}; ///< `rest`, by the ways it leaves
};
/// Fails as `exchange`, without changing anything.
Result<Terms> terms_of(View const& view, org::UnitScope const& scope, ExchangeDraft const& draft);
/// One sale and one refund in one step: the new goods are sold at today's price and rule, what came
/// back is refunded, and the money that was paid for it pays for them where it lies; only a
/// difference moves. The sale's note is the number of the first. A repeat of the same ids answers
/// the sale that is there. Fails: sales.no_shift, exchange_changed (what he was told), bad_line
/// (also money without goods), and what `record` and `refund` say. Audited.
Result<Sale> exchange(Call& call, org::UnitScope const& scope, ExchangeDraft const& draft);
/// What was taken for the goods of that refund; nothing when it was no exchange.
std::optional<Sale> taken_instead(View const& view, org::UnitScope const& scope, RefundId refund);

// ---- Queries ----

/// The unit that made the sale, for org::reach. Fails: core.not_found.
Result<UnitId> unit_of(View const& view, SaleId id);
/// Fails: core.not_found, also for another unit's.
Result<Sale> sale(View const& view, org::UnitScope const& scope, SaleId id);
Result<Sale> sale_by_number(View const& view, org::UnitScope const& scope, std::string_view number);
std::vector<Refund> refunds(View const& view, org::UnitScope const& scope, SaleId id);
/// The sale that a refund of this number ("PTK-W-R3") belongs to.
std::optional<SaleId> sale_of_refund(View const& view, org::UnitScope const& scope,
                                     std::string_view number);
/// Whether any number of the unit's series was ever taken.
bool series_used(View const& view, UnitId unit, std::string_view series);
/// A sale or a refund as people know it.
struct Document {
    std::string number {};
    SaleId sale {}; ///< itself, or the one that was refunded
};
BOOST_DESCRIBE_STRUCT(Document, (), (number, sale))
/// By the id of either. Fails: core.not_found, also for another unit's.
Result<Document> document(View const& view, org::UnitScope const& scope, std::string_view id);
/// The parts of what refunds have left of a line, under its frozen rule and cost.
ledger::Parts parts_left(View const& view, Line const& line);
/// Sales from one id to another, both included.
struct SaleSpan {
    SaleId first {};
    SaleId last {};
};
struct LeftOfSale {
    SaleId sale {};
    ledger::Parts parts {};
};
/// The same of all lines that the activity has in each of these sales, in the order of their ids;
/// voided ones and those without such a line are left out.
std::vector<LeftOfSale> left_of(View const& view, org::UnitScope const& scope, ActivityId activity,
                                SaleSpan const& span);

struct SaleRow {
    SaleId id {};
    std::string number {};
    Day day {};
    Timestamp sold_at {};
    BuyerKind buyer {};
    Payment payment {};
    Rupiah total {};
    Rupiah refunded {};
    SaleState state {};
    std::int64_t ways {}; ///< in which it was paid; 0: in one
};
BOOST_DESCRIBE_STRUCT(SaleRow, (),
                      (id, number, day, sold_at, buyer, payment, total, refunded, state, ways))
/// Newest first, at most 50, those before `before` (empty: from the newest). Ids order by time.
std::vector<SaleRow> sales_of(View const& view, org::UnitScope const& scope, SaleId before = {});

/// Business days, both included; of all that ever were, unless told otherwise.
struct Days {
    Day first { Day::numbered(-10'000'000) };
    Day last { Day::numbered(10'000'000) };
};
/// Where a list by days goes on: after this one.
struct DayPlace {
    Day day {};
    SaleId id {};
};
/// What was sold on these days, by day and id, at most 500, those after `after`.
std::vector<SaleRow> sales_on(View const& view, org::UnitScope const& scope, Days const& days,
                              std::optional<DayPlace> const& after = {});

/// What a unit turned over on a day, as the board counts it: voids never were, and what was given
/// back on that day comes off it, by the way the money went.
struct DayTotal {
    Rupiah turnover {};
    Rupiah cash {};
    Rupiah qris {};
    Rupiah transfer {};
    Rupiah collected {};
    std::int64_t sales {}; ///< recorded on that day
};
BOOST_DESCRIBE_STRUCT(DayTotal, (), (turnover, cash, qris, transfer, collected, sales))
DayTotal day_total(View const& view, org::UnitScope const& scope, Day day);

/// Calls `visit` for every sale of the unit, oldest first, for exports and checks.
void each_sale(db::Read& read, UnitId unit, std::function<void(Sale const&)> const& visit);

/// One line of a refund, with all that was paid back for it.
struct RefundedLine {
    std::int64_t n {};
    Quantity quantity {};
    Rupiah amount {};
};
BOOST_DESCRIBE_STRUCT(RefundedLine, (), (n, quantity, amount))
struct WholeRefund {
    Refund refund {};
    bool goods_return { true };
    std::vector<RefundedLine> lines {};
};
std::optional<WholeRefund> whole_refund(View const& view, org::UnitScope const& scope, RefundId id);
/// Calls `visit` for every refund of the unit, in the order of their ids.
void each_refund(db::Read& read, UnitId unit, std::function<void(WholeRefund const&)> const& visit);
/// Those that count on these days.
void each_refund_on(View const& view, org::UnitScope const& scope, Days const& days,
                    std::function<void(WholeRefund const&)> const& visit);

// ---- What reports tell apart ----

struct Facets {
    BuyerKind buyer {};
    Channel channel {};
};
BOOST_DESCRIBE_STRUCT(Facets, (), (buyer, channel))
/// Of any unit's sale; they never change. Nothing for one that is not there.
std::optional<Facets> facets_of(db::Read& read, SaleId id);

/// How much of a document's money was for goods of an activity.
struct ActivityAmount {
    ActivityId activity {};
    Rupiah amount {};
};
BOOST_DESCRIBE_STRUCT(ActivityAmount, (), (activity, amount))
/// Of a sale as it was made, or of a refund, by its id; nothing for what is neither. By activity.
std::vector<ActivityAmount> amounts_by_activity(db::Read& read, std::string_view document);

/// True for an officer's number: 18 digits: birth date, month of appointment, sex, serial.
bool is_nip(std::string_view nip);

// ---- Wiring and proof ----

/// The 32-byte key under which officers' NIPs are hashed; set once by app before serving.
void keep_nip_key(std::string key);
/// The first sale whose own words do not follow from what it froze (receipt number, business day,
/// amounts, parts by its rule, refunds), or which book and stock tell otherwise. Everything is read
/// once, a page at a time; the expectations of one unit are held in memory.
std::optional<std::string> first_broken_sale(db::Read& read);

} // namespace karya::sales

#include "sales/receipts.h" // the book of receipts
