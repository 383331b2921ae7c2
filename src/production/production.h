#pragma once
// What a unit makes: batches and harvests with their cost, what becomes of them, their lots, and
// the way back from a lot to the sales that may hold it.

#include "catalogue/catalogue.h"
#include "labels/labels.h"
#include "org/org.h"
#include "sales/sales.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace karya {
using BatchId = Id<struct BatchTag>;
using BuyersReadingId = Id<struct BuyersReadingTag>;
} // namespace karya

namespace karya::production {

inline constexpr ErrorCode bad_batch { "production.bad_batch", Fault::invalid };
inline constexpr ErrorCode not_made { "production.not_made", Fault::conflict };
inline constexpr ErrorCode no_unit_cost { "production.no_unit_cost", Fault::conflict };
inline constexpr ErrorCode not_called_back { "production.not_called_back", Fault::conflict };
inline constexpr ErrorCode withdrawn_already { "production.withdrawn_already", Fault::conflict };
inline constexpr ErrorCode reason_missing { "production.reason_missing", Fault::invalid };
inline constexpr ErrorCode unchanged { "production.unchanged", Fault::conflict };
inline constexpr ErrorCode corrected_since { "production.corrected_since", Fault::conflict };
inline constexpr ErrorCode gone { "production.gone", Fault::conflict };
inline constexpr ErrorCode withdrawn_stock { "production.withdrawn_stock", Fault::conflict };
inline constexpr ErrorCode held { "production.held", Fault::conflict };

inline constexpr Permission write_right { allow("production.write", { Role::kasi }) };
/// Batches, costs and lots of the own unit, or of those below.
inline constexpr Permission read_right { allow(
    "production.read",
    { Role::kasi, Role::treasurer, Role::head, Role::kanwil, Role::ditjen, Role::auditor }) };
/// Take a lot off the shelf.
inline constexpr Permission withdraw_right { allow("production.withdraw",
                                                   { Role::kasi, Role::head }) };

/// See who bought goods of a lot, to call them back.
inline constexpr Permission buyers_right { allow("production.buyers", { Role::kasi, Role::head }) };

enum class BatchKind : std::uint8_t { batch, harvest };
BOOST_DESCRIBE_ENUM(BatchKind, batch, harvest)
enum class Grade : std::uint8_t { first, second, mixed };
BOOST_DESCRIBE_ENUM(Grade, first, second, mixed)
enum class CostKind : std::uint8_t { material, wage, other };
BOOST_DESCRIBE_ENUM(CostKind, material, wage, other)

struct CostLine {
    CostKind kind { CostKind::material };
    std::string name {};
    std::optional<Quantity> quantity {}; ///< absent: an amount alone
    std::string measure {};              ///< as written: "kg", "tabung"
    Rupiah amount {};
};
BOOST_DESCRIBE_STRUCT(CostLine, (), (kind, name, quantity, measure, amount))
inline constexpr std::size_t costs_max = 60;

/// What became of the output; together it is all of it.
struct Disposition {
    Quantity for_sale {};
    Quantity kitchen {};
    Quantity social_aid {};
    Quantity own_use {};
    Quantity spoiled {};
    friend bool operator==(Disposition const&, Disposition const&) = default;
};
BOOST_DESCRIBE_STRUCT(Disposition, (), (for_sale, kitchen, social_aid, own_use, spoiled))

/// As its last line says; `at` and `officer` are of the first.
struct Batch {
    BatchId id {};
    UnitId unit {};
    Day day {};
    std::int64_t n {};
    std::string lot {}; ///< "PTK-L210426-1": kept also when the day is corrected
    ActivityId activity {};
    VariantId variant {};
    std::string label {}; ///< of product and variant, as it was then
    catalogue::Measure measure { catalogue::Measure::pcs };
    BatchKind kind { BatchKind::batch };
    Grade grade { Grade::first };
    Quantity output {};
    Quantity for_sale {};
    Quantity kitchen {};
    Quantity social_aid {};
    Quantity own_use {};
    Quantity spoiled {};
    Rupiah cost {};
    std::optional<Rupiah> unit_cost {}; ///< absent: all of it spoiled
    std::string note {};
    Timestamp at {};
    OfficerId officer {};
};
BOOST_DESCRIBE_STRUCT(Batch, (),
                      (id, unit, day, n, lot, activity, variant, label, measure, kind, grade,
                       output, for_sale, kitchen, social_aid, own_use, spoiled, cost, unit_cost,
                       note, at, officer))

struct BatchDraft {
    VariantId variant {};
    Day day {};
    BatchKind kind { BatchKind::batch };
    Grade grade { Grade::first };
    Quantity output {};
    Disposition uses {};
    std::vector<CostLine> costs {};
    std::string note {};
};
/// Writes the batch and brings what is for sale into stock, under the lot's name. A day in a closed
/// month is booked on the first open one. Audited.
/// Fails: core.not_found, production.bad_batch (fields; also uses that are not the output),
/// production.not_made (a service), and as catalogue::change_stock.
Result<Batch> record(Call& call, org::UnitScope const& scope, BatchDraft const& draft);

/// Fails: core.not_found, also for another unit's.
Result<Batch> batch(View const& view, org::UnitScope const& scope, BatchId id);
/// The unit that made it, for org::reach. Fails: core.not_found.
Result<UnitId> unit_of(View const& view, BatchId id);
std::vector<CostLine> costs(View const& view, BatchId id);
/// The latest day first, at most 100, before `before`.
std::vector<Batch> batches(View const& view, org::UnitScope const& scope,
                           std::optional<BatchId> before = {});

/// The one of that lot, however its letters are written; none: no such lot of the unit.
std::vector<Batch> batches_of(View const& view, org::UnitScope const& scope, std::string_view lot);

// ---- Lines: what was written of a batch, first and by each correction ----

struct Line {
    BatchId batch {};
    std::int64_t seq {}; ///< 1, then a mirror and what stands from then on, in turns
    std::string lot {};
    ActivityId activity {};
    VariantId variant {};
    std::string label {};
    catalogue::Measure measure { catalogue::Measure::pcs };
    Day booked_on {};     ///< later than `day` where that lies in a closed month
    std::int64_t sign {}; ///< -1: mirrors the line before, which counts no more
    Day day {};
    BatchKind kind { BatchKind::batch };
    Grade grade { Grade::first };
    Quantity output {}; ///< none: it was never made
    Quantity for_sale {};
    Quantity kitchen {};
    Quantity social_aid {};
    Quantity own_use {};
    Quantity spoiled {};
    Rupiah cost {};
    std::optional<Rupiah> unit_cost {};
    std::string note {};
    std::string reason {}; ///< empty: the first
    Timestamp at {};
    OfficerId officer {};
    std::string hand {}; ///< who corrected, by the name of then
};
BOOST_DESCRIBE_STRUCT(Line, (),
                      (batch, seq, lot, activity, variant, label, measure, booked_on, sign, day,
                       kind, grade, output, for_sale, kitchen, social_aid, own_use, spoiled, cost,
                       unit_cost, note, reason, at, officer, hand))
inline bool is_late(Line const& line) { return line.booked_on != line.day; }

struct CorrectionDraft {
    BatchId batch {};
    std::int64_t seen {}; ///< the last line that its writer saw
    BatchDraft now {};    ///< of the same goods; an output of nothing: it was never made
    std::string reason {};
};
/// Mirrors what stood and writes what stands from now on, under the same lot; stock moves by the
/// difference of what is for sale. The goods' cost follows only by use_cost. Audited.
/// Fails: core.not_found, production.bad_batch (fields), production.reason_missing,
/// production.corrected_since, production.unchanged, production.gone (less is left than would
/// go), production.withdrawn_stock (what was for sale of a withdrawn lot).
Result<Line> correct(Call& call, org::UnitScope const& scope, CorrectionDraft const& draft);
/// The first day that is open, for one in a closed month.
Day open_day(View const& view, org::UnitScope const& scope, Day day);
/// In the order they were written.
std::vector<Line> lines(View const& view, BatchId id);
/// Those booked on the days `first` to `last`, in that order; of what a mirror takes back, all
/// quantities and the cost are below zero.
std::vector<Line> lines_on(View const& view, org::UnitScope const& scope, Day first, Day last);

/// What labels may name, as labels::tell_lots_by wants it: the lot of that name, or the newest that
/// had something for sale and are not withdrawn, at most 100.
std::vector<labels::Lot> lots_for_labels(View const& view, org::UnitScope const& scope,
                                         std::string_view lot);

/// The variant costs from now on what this batch did for one. Audited by the catalogue.
/// Fails: core.not_found, production.no_unit_cost.
Result<void> use_cost(Call& call, org::UnitScope const& scope, BatchId id);

// ---- Recall ----

/// A sale that holds goods of a lot by its labels, or may hold some, if the oldest are sold first.
struct PossibleSale {
    std::string source {}; ///< id of the sale
    Timestamp at {};
    Quantity quantity {};
    bool labelled { false };
};
using SalesBehind = std::map<std::string, sales::Behind, std::less<>>;
/// By the ids of the sales; asked for all at once. Those that are gone are missing.
SalesBehind sales_of(View const& view, org::UnitScope const& scope,
                     std::vector<PossibleSale> const& possible);
struct Trace {
    Quantity shelved {}; ///< came into stock
    Quantity sold {};    ///< and has not come back
    Quantity left {};    ///< still on the shelf
    Quantity other {};   ///< spoiled, counted away or withdrawn
    std::vector<PossibleSale> sales {};
};
Trace trace_of(View const& view, org::UnitScope const& scope, Batch const& batch);

struct Withdrawal {
    BatchId batch {};
    Timestamp at {};
    OfficerId officer {};
    std::string reason {};
    Quantity quantity {};
};
BOOST_DESCRIBE_STRUCT(Withdrawal, (), (batch, at, officer, reason, quantity))
/// Takes what is left of the lot off the shelf, but for what is kept for buyers; no label of it
/// counts any more. Again, it takes what was kept then or has come back since, for the reason of
/// the first time. Audited. Fails: core.not_found, production.reason_missing,
/// production.withdrawn_already (nothing is left), production.held (all of the rest is kept still).
Result<Withdrawal> withdraw(Call& call, org::UnitScope const& scope, BatchId id,
                            std::string_view reason);
std::optional<Withdrawal> withdrawal(View const& view, BatchId id);
/// Of all batches of the unit.
std::vector<BatchId> withdrawn_lots(View const& view, org::UnitScope const& scope);

// ---- Buyers to be told of a recall (buyers.cpp) ----

/// How a buyer is reached, as his order says; orders, which keep it, are above.
struct Contact {
    std::string order {};  ///< its id
    std::string number {}; ///< of the order
    std::string name {};   ///< empty: forgotten since
    std::string phone {};
    std::string email {};
};
using ContactTeller = std::map<SaleId, Contact> (*)(View const&, org::UnitScope const&,
                                                    std::vector<SaleId> const&);
/// An order for which such goods are kept; nothing of it is sold yet.
struct Waiting {
    Contact contact {};
    Timestamp ordered_at {};
    Quantity quantity {};
};
using WaitingTeller = std::vector<Waiting> (*)(View const&, org::UnitScope const&, VariantId);
/// Who tells them; set once by app before serving. Until then all sales are without a contact.
void tell_contacts_by(ContactTeller sold, WaitingTeller waiting);

struct Holder {
    SaleId sale {}; ///< none: it waits
    std::string number {};
    Timestamp at {};
    Quantity quantity {}; ///< at most
    bool labelled { false };
    bool waiting { false }; ///< may get them: they are kept for his order
    sales::BuyerKind buyer {};
    std::string nip_tail {};           ///< of an officer, the last digits
    std::optional<Contact> contact {}; ///< none: sold across the counter
};
/// Whoever may hold goods of the lot or, while some are left, may get them. Contacts say order and
/// number alone but for a reading of the actor's own, of this lot, that still holds.
std::vector<Holder> holders(View const& view, org::UnitScope const& scope, Batch const& batch,
                            std::optional<BuyersReadingId> reading);
bool is_open(View const& view, Batch const& batch, std::optional<BuyersReadingId> reading);
/// He sees them for an hour, of a lot that is withdrawn: of one that is not nobody needs to be
/// called. Audited. Fails: core.not_found, production.not_called_back.
Result<BuyersReadingId> read_buyers(Call& call, org::UnitScope const& scope, BatchId id);

// ---- Sums, for those above ----

struct UnitMade {
    UnitId unit {};
    std::string name {};
    std::string code {};
    std::int64_t batches {};
    Rupiah cost {};
};
BOOST_DESCRIBE_STRUCT(UnitMade, (), (unit, name, code, batches, cost))
/// Units within the reader's reach that made something in the thirty days up to now.
Result<std::vector<UnitMade>> made_below(View const& view);
struct Made {
    UnitId unit {};
    std::int64_t batches {};
    Rupiah cost {};
};
BOOST_DESCRIBE_STRUCT(Made, (), (unit, batches, cost))
/// What every unit made on the days `from` to `to`, as booked, in no order.
std::vector<Made> made_between(View const& view, Day from, Day to);

void add_routes(web::Routes& routes);
/// The first batch whose sums, numbers, stock or trail are otherwise, for `karya verify`.
std::optional<std::string> first_broken_batch(db::Read& read);

} // namespace karya::production
