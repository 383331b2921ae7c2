#pragma once
// The live board: turnover of units, regional offices and the nation, told from sales events alone.

#include "catalogue/catalogue.h"
#include "core/outbox.h"
#include "org/org.h"
#include <optional>
#include <string>
#include <vector>

namespace karya::web {
class Routes;
}

namespace karya::board {

/// Sums of one unit, office or the nation over some days, less what was voided and refunded.
struct Sums {
    Rupiah turnover {};
    Rupiah premi {}; ///< with upah
    Rupiah pnbp {};
    std::int64_t sales {};
    friend bool operator==(Sums const&, Sums const&) = default;
};
BOOST_DESCRIBE_STRUCT(Sums, (), (turnover, premi, pnbp, sales))

/// The days looked at: a single one, or a campaign's.
struct Window {
    Day first {};
    Day last {};
};
BOOST_DESCRIBE_STRUCT(Window, (), (first, last))

/// One unit in a ranking.
struct UnitRank {
    std::int64_t rank {};
    UnitId unit {};
    std::string name {};
    std::string slug {};
    std::string code {};
    std::string kanwil_slug {};
    std::string kanwil_name {};
    Sums window {};
    Sums today {};
};
BOOST_DESCRIBE_STRUCT(UnitRank, (),
                      (rank, unit, name, slug, code, kanwil_slug, kanwil_name, window, today))

/// One regional office in a ranking.
struct KanwilRank {
    std::int64_t rank {};
    KanwilId kanwil {};
    std::string name {};
    std::string slug {};
    std::int64_t units {};         ///< that hold prisoners
    std::int64_t units_selling {}; ///< of them, those that sold today
    Sums window {};
    Sums today {};
};
BOOST_DESCRIBE_STRUCT(KanwilRank, (),
                      (rank, kanwil, name, slug, units, units_selling, window, today))

/// A sale on the ticker: where, what, how much; nobody's name.
struct News {
    std::int64_t n {};
    UnitId unit {};
    std::string unit_name {};
    std::string unit_slug {};
    std::string unit_code {};
    std::string kanwil_slug {};
    std::string product {}; ///< what brought most; empty when it is not on the shelf any more
    Rupiah turnover {};
    LocalTime sold_at {};
    bool earlier { false }; ///< on a day before the board's
};
BOOST_DESCRIBE_STRUCT(News, (),
                      (n, unit, unit_name, unit_slug, unit_code, kanwil_slug, product, turnover,
                       sold_at, earlier))

/// A unit as a point of light: millionths of a degree.
struct Point {
    UnitId unit {};
    std::string name {};
    std::string slug {};
    std::string code {};
    std::int64_t lat {};
    std::int64_t lng {};
    bool sold_today { false };
};
BOOST_DESCRIBE_STRUCT(Point, (), (unit, name, slug, code, lat, lng, sold_today))

/// A unit's product of the day: its choice, else its best seller; of what can be had.
struct DayProduct {
    UnitId unit {};
    std::string unit_name {};
    bool chosen { false };
    std::string initial {}; ///< of its name, for one without a picture
    catalogue::Card card {};
};
BOOST_DESCRIBE_STRUCT(DayProduct, (), (unit, unit_name, chosen, initial, card))

struct SilentUnit {
    std::string name {};
    std::string slug {};
    std::string code {};
    std::string kanwil_name {};
};
BOOST_DESCRIBE_STRUCT(SilentUnit, (), (name, slug, code, kanwil_name))

/// Everything a board shows. `today` is the date where its place lies, for the nation that of WIB:
/// the sum of the units' same date.
struct Board {
    Day today {};
    std::string state {}; ///< of the live stream: what follows it completes this board
    std::optional<org::Campaign> campaign {}; ///< the one that runs today
    Window window {};
    Sums sums_window {}; ///< of the place shown: nation, office or unit
    Sums sums_today {};
    std::int64_t units_holding {}; ///< units that hold prisoners
    std::int64_t units_selling {}; ///< of them, those that sold today
    std::int64_t last_news {};
    std::vector<KanwilRank> kanwil {};
    std::vector<UnitRank> units {};
    std::vector<News> news {};
    std::vector<Point> points {};
    std::optional<DayProduct> day_product {};
    std::int64_t silent_count {}; ///< units that hold prisoners and have not sold today
    std::vector<SilentUnit> silent {};
};
BOOST_DESCRIBE_STRUCT(Board, (),
                      (today, state, campaign, window, sums_window, sums_today, units_holding,
                       units_selling, last_news, kanwil, units, news, points, day_product,
                       silent_count, silent))

/// Which days a board looks at: the campaign that runs (today when none does), or today alone.
enum class Span : std::uint8_t { campaign, day };
BOOST_DESCRIBE_ENUM(Span, campaign, day)

/// The nation's date: where the day begins last, in WIB.
Day nation_day(Timestamp now);

/// The board of the nation on the day of `view.now`: all offices, and of the units that sold the
/// first `units_max`.
Board nation(View const& view, Span span = Span::campaign, std::size_t units_max = 20);
/// The board of one office: all its units that hold prisoners, and others that sold. Fails:
/// core.not_found.
Result<Board> office(View const& view, std::string_view kanwil_slug, Span span = Span::campaign);
/// The board of one unit. Fails: core.not_found.
Result<Board> unit(View const& view, std::string_view unit_slug, Span span = Span::campaign);
/// One unit's sums alone, for its public page.
Sums unit_sums(View const& view, UnitId unit, Window const& window);
/// The nation's sums alone, for the shop's front page.
Sums nation_sums(View const& view, Window const& window);
/// What each product sold since that day, less what went back.
std::vector<catalogue::Sold> sold_since(View const& view, Day first);
/// The product of the day of the unit that sold most today; none before the first sale.
std::optional<DayProduct> day_product(View const& view);

/// Chooses the unit's product of that day; a published one of its own. Audited.
/// Fails: core.not_found.
Result<void> choose(Call& call, org::UnitScope const& scope, Day day, ProductId product);

// ---- Day sums, for reports ----

struct SumsOfUnit {
    UnitId unit {};
    Sums sums {};
};
/// Of every unit with a row on those days, in no order.
std::vector<SumsOfUnit> sums_by_unit(View const& view, Window const& window);

struct SumsOfDay {
    Day day {};
    Rupiah turnover {};
    Rupiah premi {};
    Rupiah pnbp {};
    std::int64_t sales {};
};
BOOST_DESCRIBE_STRUCT(SumsOfDay, (), (day, turnover, premi, pnbp, sales))
/// The first day with sales of one unit, or of all when it is empty.
std::optional<Day> first_day(View const& view, UnitId unit);
/// Of one unit, or of all when it is empty, by day.
std::vector<SumsOfDay> sums_by_day(View const& view, UnitId unit, Window const& window);

struct SumsOfProduct {
    ProductId product {};
    Quantity quantity {};
    Rupiah amount {};
};
BOOST_DESCRIBE_STRUCT(SumsOfProduct, (), (product, quantity, amount))
/// What the unit's products brought, the most first, at most 1,000.
std::vector<SumsOfProduct> sums_by_product(View const& view, org::UnitScope const& scope,
                                           Window const& window);

// ---- Live ----

/// What the board shows of one place: "nation", "kanwil:bali", "unit:PTK".
struct Figures {
    std::string of {};
    Sums window {}; ///< of the campaign, else of today
    Sums today {};
    std::int64_t silent {};
    std::int64_t units_selling {};
    friend bool operator==(Figures const&, Figures const&) = default;
};
BOOST_DESCRIBE_STRUCT(Figures, (), (of, window, today, silent, units_selling))

/// What viewers are told. `figures` are whole values, never differences: a viewer who applies every
/// pulse since its page was drawn shows what a new page would show.
struct Pulse {
    std::string state {}; ///< names these figures; the event's id, the same on every node
    Day today {};
    std::int64_t last_news {};
    std::string day_product {}; ///< slug of the nation's, or empty
    std::vector<Figures> figures {};
    std::vector<News> news {}; ///< oldest first, at most 50
};
BOOST_DESCRIBE_STRUCT(Pulse, (), (state, today, last_news, day_product, figures, news))

/// The figures of the nation, of every office and of each unit with sales in the window, and the
/// sales after number `after`.
Pulse pulse(View const& view, std::int64_t after);
/// `now` without the figures that stood in `before` already.
Pulse changes(Pulse const& before, Pulse now);

/// The tag that every change of the board touches, and the channel its viewers listen on.
inline constexpr std::string_view board_tag = "board";

/// Feeds the projections; subscribed by app.
core::Subscriber subscriber();
/// Empties the projections, in the transaction that rewinds the subscriber.
void forget(db::Tx& tx);
/// One line for every row of the projections, in order: two of them are equal or not.
std::vector<std::string> fingerprint(db::Read& read);
/// The first line in which the projections differ from what all events received so far make of
/// them, or a waiting event with which it could not go on. Reads one snapshot and writes nothing.
std::optional<std::string> first_difference(db::Read& read);

void add_routes(web::Routes& routes);

} // namespace karya::board
