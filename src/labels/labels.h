#pragma once
// Labels on goods: a signed code that any camera opens, printed in runs, looked up by buyers,
// withdrawn with a reason. A label says where a thing was made, never by whom.

#include "catalogue/catalogue.h"
#include "labels/token.h"
#include "org/org.h"
#include "sales/sales.h"
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace karya {
using LabelRunId = Id<struct LabelRunTag>;
using WithdrawalId = Id<struct WithdrawalTag>;
using LabelReportId = Id<struct LabelReportTag>;
using LabelDoubtId = Id<struct LabelDoubtTag>;
} // namespace karya

namespace karya::labels {

inline constexpr ErrorCode bad_run { "labels.bad_run", Fault::invalid };
inline constexpr ErrorCode bad_withdrawal { "labels.bad_withdrawal", Fault::invalid };
inline constexpr ErrorCode no_site { "labels.no_site", Fault::conflict };
inline constexpr ErrorCode bad_report { "labels.bad_report", Fault::invalid };
inline constexpr ErrorCode too_many_reports { "labels.too_many_reports", Fault::rate_limited };
/// Well signed, but of no run here: made with a stolen key, or lost with a database.
inline constexpr ErrorCode not_issued { "labels.not_issued", Fault::invalid };

// What may be amiss with a label at the till; the goods are sold all the same.
inline constexpr ErrorCode sold_before { "labels.sold_before", Fault::conflict };
inline constexpr ErrorCode sold_withdrawn { "labels.sold_withdrawn", Fault::conflict };
inline constexpr ErrorCode other_unit { "labels.other_unit", Fault::conflict };
inline constexpr ErrorCode other_goods { "labels.other_goods", Fault::conflict };
inline constexpr ErrorCode bad_note { "labels.bad_note", Fault::invalid };

/// Print and withdraw.
inline constexpr Permission write_right { allow("labels.write", { Role::kasi, Role::head }) };
/// See the runs of the own unit, or of all below.
inline constexpr Permission read_right { allow(
    "labels.read", { Role::kasi, Role::head, Role::kanwil, Role::ditjen, Role::auditor }) };
/// See the keys and make a new one sign.
inline constexpr Permission key_right { allow("labels.key", { Role::admin }) };

// ---- Keys: the newest signs, all verify ----

struct Key {
    std::int64_t n {};
    std::string kid {}; ///< 8 hex digits
    std::string secret_salt {};
    std::string public_half {}; ///< base64url of 32 bytes
    Timestamp made_at {};
    std::optional<Timestamp> retired_at {}; ///< signs no more since
};
/// Newest first.
std::vector<Key> keys(View const& view);
/// Makes a new key, which signs from now on. Audited.
Key rotate(Call& call);
/// All public halves as a JWK Set (RFC 7517, RFC 8037).
std::string key_document(View const& view);

// ---- Runs ----

inline constexpr std::int64_t run_max = 5'000;

struct RunDraft {
    VariantId variant {};
    std::int64_t count {};
    Day day {};         ///< made on
    std::string lot {}; ///< empty: none
    bool with_price { false };
};

struct PrintRun {
    LabelRunId id {};
    UnitId unit {};
    std::int64_t n {}; ///< the unit's own count
    VariantId variant {};
    ProductId product {};
    std::int64_t first {};
    std::int64_t last {};
    std::string article {};
    Day day {};
    std::string lot {};
    std::string kid {};
    std::string name {};      ///< of product and variant, as printed
    std::string unit_name {}; ///< as printed
    catalogue::OriginGrade origin {};
    std::string papers {};          ///< in force on that day, as printed; may be empty
    std::optional<Rupiah> price {}; ///< absent: not on the label
    Timestamp made_at {};
    OfficerId made_by {};
};
BOOST_DESCRIBE_STRUCT(PrintRun, (),
                      (id, unit, n, variant, product, first, last, article, day, lot, kid, name,
                       unit_name, origin, papers, price, made_at, made_by))

/// Numbers the labels of a run, without gaps in the unit. Audited.
/// Fails: core.not_found (variant), labels.bad_run (fields; also a lot that is not of the unit's
/// production of these goods on that day, or is called back).
Result<PrintRun> issue(Call& call, org::UnitScope const& scope, RunDraft const& draft);
/// Newest first, at most 100 before run number `before`.
std::vector<PrintRun> runs(View const& view, org::UnitScope const& scope,
                           std::optional<std::int64_t> before = {});
/// Fails: core.not_found, also for another unit's.
Result<PrintRun> run(View const& view, org::UnitScope const& scope, LabelRunId id);
/// The unit that printed it, for org::reach. Fails: core.not_found.
Result<UnitId> unit_of(View const& view, LabelRunId id);

/// Labels by their serials, both ends included.
struct Stretch {
    std::int64_t first {};
    std::int64_t last {};
};
BOOST_DESCRIBE_STRUCT(Stretch, (), (first, last))

struct WithdrawalDraft {
    LabelRunId run {};
    Stretch serials {};
    std::string reason {};
};
struct Withdrawal {
    WithdrawalId id {};
    std::int64_t first {};
    std::int64_t last {};
    std::string reason {};
    Timestamp at {};
    OfficerId officer {};
};
BOOST_DESCRIBE_STRUCT(Withdrawal, (), (id, first, last, reason, at, officer))
/// For good: who errs prints new ones. Audited. Fails: core.not_found, labels.bad_withdrawal
/// (fields; also when all of them are withdrawn already).
Result<void> withdraw(Call& call, org::UnitScope const& scope, WithdrawalDraft const& draft);
/// In the order they were made, at most 100; last, if its lot is called back, all of the run.
std::vector<Withdrawal> withdrawals(View const& view, PrintRun const& run);

// ---- Lots ----

/// A lot of the unit's production, which labels of its goods may name.
struct Lot {
    std::string lot {};
    VariantId variant {};
    Day day {};           ///< made on
    std::string goods {}; ///< their name
};
BOOST_DESCRIBE_STRUCT(Lot, (), (lot, variant, day, goods))
/// The lot of that name; without one the newest that are not withdrawn, at most 100.
std::vector<Lot> lots(View const& view, org::UnitScope const& scope, std::string_view lot = {});
using LotTeller = std::vector<Lot> (*)(View const&, org::UnitScope const&, std::string_view lot);
/// Who tells them; set once by app before serving. Until then no label names one.
void tell_lots_by(LotTeller teller);

/// Newest first, at most 100.
std::vector<PrintRun> runs_of(View const& view, org::UnitScope const& scope, std::string_view lot);
/// The goods of a lot are called back: none of its labels counts from now on, and no more are
/// printed. The caller has checked reason and lot, and audits. A repeat keeps the first reason.
void recall(Call& call, org::UnitScope const& scope, std::string const& lot,
            std::string const& reason);
bool is_recalled(View const& view, org::UnitScope const& scope, std::string_view lot);
/// Labels of one lot that went with one sale.
struct LabelledSale {
    SaleId sale {};
    std::string lot {};
    std::int64_t labels {};
};
BOOST_DESCRIBE_STRUCT(LabelledSale, (), (sale, lot, labels))
/// Of these goods, by sale and lot.
std::vector<LabelledSale> labelled_sales(View const& view, org::UnitScope const& scope,
                                         VariantId variant);

/// Labels of the unit whose goods are not to be sold, as tills keep them for a time without a
/// network: withdrawn, or of a lot that is called back.
struct CalledBack {
    std::int64_t first {};
    std::int64_t last {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(CalledBack, (), (first, last, reason))
/// Newest first, at most 1,000.
std::vector<CalledBack> called_back(View const& view, org::UnitScope const& scope);

// ---- Paper ----

/// A4 with 3 × 8 labels, or rolls of 50 × 30 mm whose modules are whole dots of the printer.
enum class LabelPaper : std::uint8_t { a4, roll_203, roll_300 };
BOOST_DESCRIBE_ENUM(LabelPaper, a4, roll_203, roll_300)

using Sink = std::function<void(std::string_view bytes)>;
/// Writes the labels of a run as PDF, a part at a time. `site` is what stands before the path in
/// each code. Fails: labels.no_site (empty), base.qr_too_long.
Result<void> print(View const& view, PrintRun const& run, Stretch const& serials, LabelPaper paper,
                   std::string_view site, Sink const& sink);
/// What the code of one label holds: "HTTPS://KARYA.EXAMPLE/L/2KCE…".
std::string label_address(View const& view, PrintRun const& run, std::int64_t serial,
                          std::string_view site);

// ---- Looking up ----

/// A genuine label as the book holds it.
struct Label {
    PrintRun run {};
    std::int64_t serial {};
    std::optional<Withdrawal> withdrawn {};
};
/// Fails: what token.h lists, labels.not_issued.
Result<Label> look_up(View const& view, std::string_view token);
struct Looks {
    std::int64_t count {};
    Day first_day {};
};
BOOST_DESCRIBE_STRUCT(Looks, (), (count, first_day))
/// How often its page was shown, as far as is written; nothing: never yet.
std::optional<Looks> looks_at(View const& view, Label const& label);
/// Writes what this node counted since the last time. Called by app every second.
Result<void> write_scans(db::Engine& engine, Timestamp now);

// ---- At the till ----

/// A label that was read there, on goods of that line of the sale (1, 2, …).
struct AtTill {
    std::int64_t line {};
    std::string token {};
};
/// Marks their labels as sold, in the sale's own transaction. What is not as it should be
/// (look_up's codes, and the four of the till) keeps nothing from being sold: it waits for a
/// person, and is told. A repeat of the same sale marks nothing.
std::vector<ErrorCode> mark_sold(Call& call, org::UnitScope const& scope, sales::Sale const& sale,
                                 std::vector<AtTill> const& scanned);
/// After a void or a refund: labels of lines that came back whole are unsold again. Of a line that
/// came back in part nobody knows which; one of them that is sold once more must be it.
void mark_returned(Call& call, org::UnitScope const& scope, SaleId sale);
/// The sale that a label of the unit went with, if it is sold.
std::optional<SaleId> sale_with(View const& view, org::UnitScope const& scope, std::int64_t serial);
struct SoldLabel {
    std::int64_t line {}; ///< of the sale
    std::int64_t serial {};
    LabelRunId run {};
};
BOOST_DESCRIBE_STRUCT(SoldLabel, (), (line, serial, run))
/// Those that went with the sale, by line and serial.
std::vector<SoldLabel> labels_of(View const& view, org::UnitScope const& scope, SaleId sale);
/// The day on which it was sold, if it is.
std::optional<Day> sold_on(View const& view, Label const& label);

struct Doubt {
    LabelDoubtId id {};
    SaleId sale {};
    std::string number {}; ///< of the receipt
    std::int64_t line {};
    std::optional<std::int64_t> serial {}; ///< if it can be read
    std::string reason {};                 ///< the error code
    Timestamp at {};
};
BOOST_DESCRIBE_STRUCT(Doubt, (), (id, sale, number, line, serial, reason, at))
/// Those that nobody has looked at, oldest first, at most 50.
std::vector<Doubt> doubts(View const& view, org::UnitScope const& scope);
std::int64_t doubt_count(View const& view, org::UnitScope const& scope);
/// A person has looked. Audited. Fails: core.not_found (none such is open), labels.bad_note.
Result<void> settle_doubt(Call& call, org::UnitScope const& scope, LabelDoubtId id,
                          std::string const& note);

// ---- Reports of forgery, by anybody ----

struct ReportDraft {
    std::string token {};
    std::string words {};
    std::string place {}; ///< where it was seen; may be empty
};
/// Audited. Fails: labels.bad_report (fields), labels.too_many_reports (five an hour from one
/// address), core.not_found (too long to be a token).
Result<void> report(Call& call, ReportDraft const& draft);

struct Report {
    LabelReportId id {};
    std::optional<UnitId> unit {}; ///< whom the label names, if it can be read
    std::optional<std::int64_t> serial {};
    std::string token {};
    std::string verdict {}; ///< the error code, or empty for a genuine one
    std::string words {};
    std::string place {};
    Timestamp at {};
};
BOOST_DESCRIBE_STRUCT(Report, (), (id, unit, serial, token, verdict, words, place, at))
/// Those within the reader's reach, newest first, at most 100; what names no unit is for the
/// nation.
Result<std::vector<Report>> reports(View const& view);

/// The token in what a scanner types or a camera opens, of any host; nothing when it is another
/// text.
std::optional<std::string> token_in(std::string_view scanned);

} // namespace karya::labels

namespace karya::web {
class Routes;
}
namespace karya::labels {

/// The 32 bytes of this install that all signing keys are made with; set once by app.
void keep_key(std::string key);
void add_routes(web::Routes& routes);

} // namespace karya::labels
