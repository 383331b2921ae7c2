// Shifts of the drawer: opening, the blind count, the report.

#include "web/routes.h"

#include "counter/counter.h"
#include "counter/routes_parts.h"
#include "counter/store.h"
#include "counter/till_page.h"
#include "identity/identity.h"

namespace karya::counter {

namespace {

using identity::name_of;

struct ShiftPath {
    ShiftId shift {};
};
BOOST_DESCRIBE_STRUCT(ShiftPath, (), (shift))

// ---- GET /kasir/sif ----

struct ShiftRow {
    ShiftId shift {};
    LocalTime opened_at {};
    std::optional<LocalTime> closed_at {};
    std::optional<Rupiah> counted {};
    std::optional<Rupiah> difference {};
    bool differs { false };
};
BOOST_DESCRIBE_STRUCT(ShiftRow, (), (shift, opened_at, closed_at, counted, difference, differs))

struct ShiftsPage {
    bool open { false };
    std::vector<ShiftRow> shifts {};
};
BOOST_DESCRIBE_STRUCT(ShiftsPage, (), (open, shifts))

ShiftRow row_of(sales::Shift const& shift, Zone zone)
{
    ShiftRow row { .shift = shift.id, .opened_at = { shift.opened_at, zone } };
    if (!shift.closed_at) return row;
    row.closed_at = LocalTime { *shift.closed_at, zone };
    row.counted = shift.counted;
    row.difference = *shift.counted - *shift.expected;
    row.differs = row.difference != Rupiah {};
    return row;
}

Result<ShiftsPage> show_shifts(View& view, web::Nothing const&)
{
    auto const scope = TRY(org::own(view));
    ShiftsPage page;
    page.open = sales::open_shift_of(view, scope, desk_series).has_value();
    for (auto const& shift : sales::shifts_of(view, scope))
        page.shifts.push_back(row_of(shift, scope.zone()));
    return page;
}

// ---- POST /kasir/sif ----

struct OpenInput {
    Rupiah float_cash {};
};
BOOST_DESCRIBE_STRUCT(OpenInput, (), (float_cash))

Result<ShiftPath> post_open(Call& call, OpenInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    return ShiftPath { TRY(sales::open_shift(call, scope, desk_series, input.float_cash)).id };
}

// ---- GET and POST /kasir/sif/{shift}/tutup ----

struct CountPage {
    ShiftId shift {};
    LocalTime opened_at {};
    std::string officer {};
};
BOOST_DESCRIBE_STRUCT(CountPage, (), (shift, opened_at, officer))

/// Nothing here says what should be in the drawer: the count is blind.
Result<CountPage> show_count(View& view, ShiftPath const& path)
{
    auto const scope = TRY(org::own(view));
    auto const shift = TRY(sales::shift(view, scope, path.shift));
    if (shift.closed_at) return sales::no_shift;
    return CountPage { shift.id, { shift.opened_at, scope.zone() }, name_of(view, shift.officer) };
}

// ---- GET /kasir/sif/{shift} ----

struct CountRow {
    LocalTime at {};
    std::string officer {};
    Rupiah counted {};
    Rupiah difference {};
    bool differs { false };
};
BOOST_DESCRIBE_STRUCT(CountRow, (), (at, officer, counted, difference, differs))

struct CashRow {
    LocalTime at {};
    std::string officer {};
    Rupiah amount {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(CashRow, (), (at, officer, amount, reason))

struct CashForm {
    CashWay way {};
    std::string amount {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(CashForm, (), (way, amount, reason))

struct ShiftPage {
    ShiftId shift {};
    std::string unit_name {};
    UnitId unit {};
    std::string officer {};
    LocalTime opened_at {};
    Rupiah float_cash {};
    std::optional<LocalTime> closed_at {};
    std::optional<sales::ShiftTotal> totals {}; ///< of a closed one
    std::optional<Rupiah> cash_net {};          ///< cash sales less cash refunds
    std::optional<Rupiah> cash_moved {};        ///< put in less taken out
    std::optional<Rupiah> expected {};
    std::optional<Rupiah> counted {};
    std::optional<Rupiah> difference {};
    bool differs { false };
    std::string note {};
    std::vector<CountRow> counts {};
    std::vector<CashRow> moves {};
    std::vector<WayOption> ways {};
    CashForm form {};
};
BOOST_DESCRIBE_STRUCT(ShiftPage, (),
                      (shift, unit_name, unit, officer, opened_at, float_cash, closed_at, totals,
                       cash_net, cash_moved, expected, counted, difference, differs, note, counts,
                       moves, ways, form))

Result<ShiftPage> show_shift(View& view, ShiftPath const& path)
{
    auto const scope = TRY(org::reach(view, TRY(sales::unit_of(view, path.shift))));
    auto const shift = TRY(sales::shift(view, scope, path.shift));
    ShiftPage page { .shift = shift.id,
                     .unit_name = TRY(org::unit(view, scope.unit())).name,
                     .unit = scope.unit(),
                     .officer = name_of(view, shift.officer),
                     .opened_at = { shift.opened_at, scope.zone() },
                     .float_cash = shift.float_cash,
                     .note = shift.note,
                     .ways = way_options() };
    Rupiah moved;
    for (auto const& move : sales::cash_moves(view, scope, shift.id)) {
        moved += move.amount;
        page.moves.push_back(
            { { move.at, scope.zone() }, name_of(view, move.officer), move.amount, move.reason });
    }
    if (!shift.closed_at) return page; // until then the expected money stays unknown to all
    page.closed_at = LocalTime { *shift.closed_at, scope.zone() };
    page.totals = sales::shift_total(view, scope, shift);
    page.cash_net = *shift.expected - shift.float_cash - moved;
    if (moved != Rupiah {}) page.cash_moved = moved;
    page.expected = shift.expected;
    page.counted = shift.counted;
    page.difference = *shift.counted - *shift.expected;
    page.differs = page.difference != Rupiah {};
    for (auto const& count : store::counts(view.read, scope.unit(), shift.id))
        page.counts.push_back({ { count.at, scope.zone() },
                                name_of(view, count.officer),
                                count.counted,
                                count.counted - count.expected,
                                count.counted != count.expected });
    return page;
}

// ---- POST /kasir/sif/{shift}/kas ----

struct CashInput {
    ShiftId shift {};
    CashWay way {};
    Rupiah amount {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(CashInput, (), (shift, way, amount, reason))

Result<ShiftPath> post_cash(Call& call, CashInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    if (input.amount <= Rupiah {})
        return Error { bad_amount }.at("amount", std::string { bad_amount.id });
    TRY(sales::shift(call.view(), scope, input.shift));
    TRY(sales::move_cash(call, scope,
                         { .id = CashMoveId::make(call.now),
                           .shift = input.shift,
                           .amount = input.way == CashWay::in ? input.amount : -input.amount,
                           .reason = input.reason,
                           .at = call.now }));
    return ShiftPath { input.shift };
}

} // namespace

void add_shift_routes(web::Routes& routes)
{
    routes.query<web::Nothing, ShiftsPage>("/kasir/sif", read_right, show_shifts,
                                           { "counter/shifts" });
    routes.command<OpenInput, ShiftPath>("/kasir/sif", sell_right, post_open,
                                         { "/kasir", "/kasir" });
    routes.query<ShiftPath, ShiftPage>("/kasir/sif/{shift}", trace_right, show_shift,
                                       { "counter/shift" });
    routes.query<ShiftPath, CountPage>("/kasir/sif/{shift}/tutup", sell_right, show_count,
                                       { "counter/count" });
    routes.command<CountInput, Counted>("/kasir/sif/{shift}/tutup", sell_right, count_drawer,
                                        { "/kasir/sif/{shift}", "/kasir/sif/{shift}/tutup" });
    routes.command<CashInput, ShiftPath>("/kasir/sif/{shift}/kas", sell_right, post_cash,
                                         { "/kasir/sif/{shift}", "/kasir/sif/{shift}" });
}

} // namespace karya::counter
