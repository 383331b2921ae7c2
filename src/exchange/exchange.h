#pragma once
// Data that comes in and goes out in files: import, export, the replay of real sale lines, and the
// demonstration. Everything runs through the same commands as at the desk and the counter.

#include "core/call.h"
#include "db/engine.h"
#include "sales/sales.h"
#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace karya::web {
class Routes;
}

namespace karya::exchange {

inline constexpr ErrorCode bad_cell { "exchange.bad_cell", Fault::invalid };
inline constexpr ErrorCode empty_cell { "exchange.empty_cell", Fault::invalid };
inline constexpr ErrorCode bad_rupiah { "exchange.bad_rupiah", Fault::invalid };
inline constexpr ErrorCode bad_count { "exchange.bad_count", Fault::invalid };
inline constexpr ErrorCode unclear_count { "exchange.unclear_count", Fault::invalid };
inline constexpr ErrorCode bad_time { "exchange.bad_time", Fault::invalid };
inline constexpr ErrorCode bad_word { "exchange.bad_word", Fault::invalid };
inline constexpr ErrorCode unknown_unit { "exchange.unknown_unit", Fault::invalid };
inline constexpr ErrorCode foreign_unit { "exchange.foreign_unit", Fault::invalid };
inline constexpr ErrorCode unknown_kanwil { "exchange.unknown_kanwil", Fault::invalid };
inline constexpr ErrorCode unknown_code { "exchange.unknown_code", Fault::invalid };
inline constexpr ErrorCode unknown_sale { "exchange.unknown_sale", Fault::invalid };
inline constexpr ErrorCode sale_refused { "exchange.sale_refused", Fault::invalid };
inline constexpr ErrorCode other_code { "exchange.other_code", Fault::invalid };
inline constexpr ErrorCode number_ahead { "exchange.number_ahead", Fault::conflict };
inline constexpr ErrorCode number_used { "exchange.number_used", Fault::conflict };
inline constexpr ErrorCode time_ahead { "exchange.time_ahead", Fault::invalid };
inline constexpr ErrorCode before_sale { "exchange.before_sale", Fault::invalid };
/// A row met a mistake of the program itself; the log tells which.
inline constexpr ErrorCode row_broke { "exchange.row_broke", Fault::internal };
inline constexpr ErrorCode repeated_row { "exchange.repeated_row", Fault::conflict };
inline constexpr ErrorCode id_of_other { "exchange.id_of_other", Fault::conflict };
inline constexpr ErrorCode other_content { "exchange.other_content", Fault::conflict };
inline constexpr ErrorCode receipt_refused { "exchange.receipt_refused", Fault::invalid };
inline constexpr ErrorCode amount_differs { "exchange.amount_differs", Fault::invalid };
inline constexpr ErrorCode unchangeable { "exchange.unchangeable", Fault::conflict };
inline constexpr ErrorCode torn_receipt { "exchange.torn_receipt", Fault::invalid };
inline constexpr ErrorCode cannot_write { "exchange.cannot_write", Fault::unavailable };
inline constexpr ErrorCode nothing_to_sell { "exchange.nothing_to_sell", Fault::conflict };
inline constexpr ErrorCode no_files { "exchange.no_files", Fault::invalid };
inline constexpr ErrorCode no_golden { "exchange.no_golden", Fault::invalid };
inline constexpr ErrorCode not_empty { "exchange.not_empty", Fault::conflict };
inline constexpr ErrorCode example_row { "exchange.example_row", Fault::invalid };
inline constexpr ErrorCode stopped { "exchange.stopped", Fault::unavailable };
inline constexpr ErrorCode broken_off { "exchange.broken_off", Fault::internal };
inline constexpr ErrorCode too_many_rows { "exchange.too_many_rows", Fault::too_large };
inline constexpr ErrorCode no_rows { "exchange.no_rows", Fault::invalid };
inline constexpr ErrorCode not_ready { "exchange.not_ready", Fault::conflict };
inline constexpr ErrorCode too_many_uploads { "exchange.too_many_uploads", Fault::conflict };
inline constexpr ErrorCode uploads_full { "exchange.uploads_full", Fault::unavailable };
inline constexpr ErrorCode export_too_large { "exchange.export_too_large", Fault::too_large };
inline constexpr ErrorCode unit_needed { "exchange.unit_needed", Fault::invalid };
inline constexpr ErrorCode days_reversed { "exchange.days_reversed", Fault::invalid };

/// The tables that come and go. The ledger only goes: it follows from the sales.
enum class Kind : std::uint8_t { units, products, sales, ledger };
BOOST_DESCRIBE_ENUM(Kind, units, products, sales, ledger)

/// The console, which may do everything on every unit.
Actor console_actor();

// ---- Import: CSV (also .xz) and XLSX; columns are told in README.md ----

/// A row that was not taken, with its cells in the order of the columns.
struct RefusedRow {
    std::int64_t row {};
    std::string_view reason {};
    std::vector<std::string> const& cells;
};

struct Import {
    std::filesystem::path file {};
    std::optional<std::string> bytes {}; ///< the file's content, when it lies in no file
    Actor actor = console_actor();
    Timestamp now {};
    Lang lang { Lang::id };
    /// Tries every row, each step in a transaction that is rolled back: nothing is written.
    bool preview { false };
    std::int64_t rows_max { INT64_MAX };
    /// What this run takes is noted under that name, so that the same run, begun again after it was
    /// broken off, counts it as taken by itself rather than as known.
    std::string batch {};
    /// Bytes read of all, some times a second.
    std::function<void(std::int64_t done, std::int64_t total)> progress {};
    /// Told of each refused row; without it they are written into a file beside `file`.
    std::function<void(RefusedRow const&)> refused {};
    /// Asked with every row; true ends the import with exchange.stopped.
    std::function<bool()> stop_asked {};
};

/// A row that was not taken, with the reason in words.
struct Refusal {
    std::int64_t row {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(Refusal, (), (row, reason))

/// What a row of goods or a receipt becomes.
struct Booked {
    std::int64_t row {};             ///< its first one
    std::string name {};             ///< its number or code in the file; empty: one will be given
    std::string words {};            ///< in the language of the import: when, what, in which state
    std::optional<Rupiah> amount {}; ///< a price, a total, or what is paid back
};
BOOST_DESCRIBE_STRUCT(Booked, (), (row, name, words, amount))

/// What was taken comes to; in a preview: what it would come to.
struct Booking {
    std::vector<Booked> first {}; ///< at most 10
    std::int64_t sales {};
    Rupiah turnover {}; ///< of them, less what is voided
    std::int64_t refunds {};
    Rupiah paid_back {};
};
BOOST_DESCRIBE_STRUCT(Booking, (), (first, sales, turnover, refunds, paid_back))

struct Imported {
    std::int64_t rows {};
    std::int64_t taken {};         ///< rows; in a preview: those that would be
    std::int64_t known {};         ///< rows that were there already, with the same content
    std::int64_t refused {};       ///< rows
    std::vector<Refusal> first {}; ///< refused ones, at most 20, by row
    std::optional<Booking> booking {};
    std::string refused_file {}; ///< every refused row with its reason, beside the file; or empty
};
BOOST_DESCRIBE_STRUCT(Imported, (), (rows, taken, known, refused, first, booking, refused_file))

/// Brings a file in, in steps of 200 rows, each in one transaction. A bad row is refused with its
/// reason and the rest goes on; a receipt is taken whole or not at all. What is there already is
/// skipped, so a broken-off import is simply run again.
/// Fails: the whole-file codes of sheet.h, exchange.too_many_rows, cannot_write, stopped, and db
/// errors, after which what was taken stays.
Result<Imported> import_file(db::Engine& engine, Kind kind, Import const& import);

// ---- Export ----

enum class Format : std::uint8_t { csv, xlsx };
BOOST_DESCRIBE_ENUM(Format, csv, xlsx)

struct Export {
    Kind kind { Kind::units };
    Format format { Format::csv };
    std::filesystem::path file {};
    std::optional<UnitId> unit {}; ///< this one only
    sales::Days days {};           ///< of sales and the ledger: these business days only
    /// Of products: also the stock that an import starts from, for which all sales are read.
    bool opening { true };
    /// More rows than that are exchange.export_too_large: what a browser may ask for is bounded.
    std::int64_t rows_max { INT64_MAX };
};
/// Writes what `actor` may reach, of one instant, in an order that does not depend on the
/// installation. What is written and brought in elsewhere (units, products, sales, in this order)
/// gives the same files again. The number of rows.
/// Fails: sheet.write_failed, exchange.export_too_large, core.not_found.
Result<std::int64_t> export_file(db::Engine& engine, Actor const& actor, Timestamp now,
                                 Export const& wanted);
/// The same of the view's own instant, for its actor.
Result<std::int64_t> export_table(View const& view, Export const& wanted);

// ---- Uploads: files that come in by the browser ----

/// Decides in the transaction of each upload whether data may come in here at all.
using TakesData = Result<void> (*)(db::Tx& tx);
/// Set once by app before serving.
void keep_takes_data(TakesData decide);

/// Checks and takes what was uploaded, the smallest file first, one after the other. Every node may
/// run one; an upload belongs to one of them at a time, and goes on elsewhere when that one is
/// gone.
class UploadWork {
public:
    struct Wiring {
        std::function<Timestamp()> clock;
        /// Whether the account still is what it was when it sent the file.
        std::function<bool(db::Read&, Actor const&)> entitled;
    };
    UploadWork(db::Engine& engine, Wiring wiring);
    /// Works on one upload to its end; true when more may wait. Fails: db errors and
    /// exchange.stopped, after which the upload goes on at a later call.
    Result<bool> work();
    /// Any thread: what is under way ends within a step of rows.
    void stop() { m_stopping = true; }

private:
    struct Held;
    Result<std::optional<Held>> take_next();
    Result<void> run(Held const& held);
    Result<Imported> outcome(Held const& held, Import const& import);
    void forget_old();

    db::Engine& m_engine;
    Wiring m_wiring;
    std::string m_name;
    Timestamp m_forgot_at {};
    std::atomic<bool> m_stopping { false };
};

// ---- The replay of real sale lines ----

/// Sums of one month, one country or all; thousandths of the file's currency, which are rupiah
/// here.
struct ReplaySums {
    std::string name {};
    std::int64_t rows {};
    std::int64_t accepted {};
    std::int64_t refunded {};
    std::int64_t without_price {}; ///< refused, with their sign; so are the next three
    std::int64_t without_customer {};
    std::int64_t without_line {};
    std::int64_t too_few_left {};
    std::optional<std::int64_t> golden {}; ///< the known sum, if the folder has one
    std::int64_t booked {};   ///< the turnover by the month in which its receipts began
    std::int64_t recorded {}; ///< the same as the sales and refunds here tell it

    std::int64_t turnover() const { return accepted - refunded; }
    std::int64_t explained() const
    {
        return turnover() + without_price + without_customer + without_line + too_few_left;
    }
    std::int64_t difference() const { return golden ? *golden - explained() : 0; }
};
BOOST_DESCRIBE_STRUCT(ReplaySums, (),
                      (name, rows, accepted, refunded, without_price, without_customer,
                       without_line, too_few_left, golden, booked, recorded))

/// A balance of all units' books together.
struct ReplayBalance {
    std::string account {};
    std::int64_t amount {};
};
BOOST_DESCRIBE_STRUCT(ReplayBalance, (), (account, amount))

struct Replayed {
    std::int64_t receipts {};
    std::int64_t refunds {};
    std::int64_t import_refused {}; ///< rows the import did not take: none, or something is wrong
    std::vector<Refusal> first_refused {}; ///< rows count over all files, without their headings
    ReplaySums total {};
    std::vector<ReplaySums> months {};
    std::vector<ReplaySums> countries {};
    std::vector<ReplayBalance> split {};

    /// Nothing unexplained, and the books say what the rows say.
    bool sound() const;
};
BOOST_DESCRIBE_STRUCT(Replayed, (),
                      (receipts, refunds, import_refused, first_refused, total, months, countries,
                       split))

struct Replay {
    std::filesystem::path folder {};
    Timestamp now {};
    std::function<void(std::int64_t done, std::int64_t total)> progress {}; ///< rows
};
/// Brings online-retail-*.csv.xz of the folder, in order of their names, into an installation
/// without sales: a unit for each country, a receipt for each invoice, a refund for each row that
/// goes back to an earlier one; and compares with golden.json, if there is one.
/// Fails: exchange.no_files, no_golden (not readable), not_empty (there are sales), sheet and db
/// codes.
Result<Replayed> replay(db::Engine& engine, Replay const& wanted);

// ---- The demonstration ----

/// What was laid down.
struct Demo {
    std::int64_t products {};
    std::int64_t pictures {};
    std::int64_t sales {};
};
BOOST_DESCRIBE_STRUCT(Demo, (), (products, pictures, sales))

enum class Pictures : std::uint8_t { with, without };

struct DemoPlan {
    Actor seller {};                ///< reaches every unit
    std::vector<Actor> cashiers {}; ///< of the units whose past is shown
    Timestamp now {};
    Pictures pictures { Pictures::with };
    std::size_t units_max { 10'000 };
    /// What is done when the month before is over: between its sales and those of this month.
    std::function<Result<void>(Timestamp at)> at_month_end {};
};
/// Fills an installation that has only the seed: products for every unit that holds prisoners, a
/// campaign around the day of `now`, its sales until `now` and some of this month and the one
/// before, drawn alike for the same day. Units with cashiers sell on every day.
/// Fails: what the commands it calls say.
Result<Demo> lay_demo(db::Engine& engine, DemoPlan const& plan);

/// Sells goods of the demonstration at random, one sale a call, for playing a campaign day.
class Player {
public:
    /// Reads what there is to sell. Fails: exchange.nothing_to_sell.
    static Result<Player> open(db::Engine& engine, Actor const& seller, Timestamp now);
    /// Records one sale. Goods that have nearly run out are made anew first. Fails, without harm,
    /// when a visitor bought or withdrew the goods meanwhile.
    Result<void> sell(Timestamp now);
    ~Player();
    Player(Player&&) noexcept;

private:
    struct State;
    explicit Player(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// Sales that the demonstration plays on one day of the campaign in real time.
inline constexpr int demo_sales_a_day = 1'200;

void add_routes(web::Routes& routes);

} // namespace karya::exchange
