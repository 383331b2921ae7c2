// What is owed to the state, month by month or unit by unit; targets and payer.

#include "pnbp/routes.h"
#include "base/check.h"
#include "pnbp/state.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::pnbp {

namespace {

// ---- GET /meja/pnbp ----

struct OverviewQuery {
    std::optional<UnitId> unit {};       ///< above unit level: one of the list
    std::optional<std::int64_t> year {}; ///< absent: this one
};
BOOST_DESCRIBE_STRUCT(OverviewQuery, (), (unit, year))

struct TargetForm {
    std::string month {};
    std::string amount {};
};
BOOST_DESCRIBE_STRUCT(TargetForm, (), (month, amount))

/// One unit's year, with what to do next.
struct UnitPage {
    UnitId unit {};
    std::string unit_name {};
    UnitLine sums {};
    bool has_claim { false };
    Due due {};
    bool ready { false }; ///< a deposit can be made now
    std::optional<DepositRow> open {};
    std::optional<DepositRow> proposed {}; ///< whose correction waits for the head
    std::optional<DepositRow> expired {};  ///< that may have been paid, and nobody wrote it down
    bool payer_whole { false };
    std::vector<MonthLine> months {};
    std::vector<DepositRow> deposits {};
};
BOOST_DESCRIBE_STRUCT(UnitPage, (),
                      (unit, unit_name, sums, has_claim, due, ready, open, proposed, expired,
                       payer_whole, months, deposits))

struct ReachSums {
    Rupiah accrued {};
    Rupiah deposited {};
    Rupiah outstanding {};
    std::optional<Rupiah> over {}; ///< deposited too much, all in all
    std::int64_t late_count {};

    void add(UnitLine const& line)
    {
        accrued += line.accrued;
        deposited += line.deposited;
        outstanding += line.outstanding;
        over = over_of(outstanding);
        late_count += line.late ? 1 : 0;
    }
};
BOOST_DESCRIBE_STRUCT(ReachSums, (), (accrued, deposited, outstanding, over, late_count))

struct OfficeLines {
    KanwilId id {};
    std::string name {};
    bool late { false }; ///< some of its units are
    ReachSums sums {};
    std::vector<UnitLine> units {};
};
BOOST_DESCRIBE_STRUCT(OfficeLines, (), (id, name, late, sums, units))

/// All units of a regional office or of the nation, by office: the late ones first.
struct ReachPage {
    ReachSums sums {};
    bool unfolded { false }; ///< there is but one office
    std::vector<OfficeLines> offices {};
};
BOOST_DESCRIBE_STRUCT(ReachPage, (), (sums, unfolded, offices))

struct OverviewPage {
    std::string year {};
    std::string year_before {};
    std::string year_after {};
    std::string unit_chosen {}; ///< kept in the address, above unit level
    std::optional<UnitPage> own {};
    std::optional<ReachPage> reach {};
    TargetForm form {};
};
BOOST_DESCRIBE_STRUCT(OverviewPage, (),
                      (year, year_before, year_after, unit_chosen, own, reach, form))

int year_in(Day day) { return static_cast<int>(day.calendar().year()); }

/// Years beyond this are nobody's question.
int sensible(std::optional<std::int64_t> year, Day today)
{
    constexpr std::int64_t first = 1990;
    return static_cast<int>(
        std::clamp<std::int64_t>(year.value_or(year_in(today)), first, year_in(today) + 1));
}

/// The latest whose billing ran out, unless one that was made after it is paid: who makes the next
/// must not pay the same twice.
std::optional<Deposit> unrecorded(std::vector<Deposit> const& newest_first)
{
    for (auto const& deposit : newest_first) {
        if (is_paid(deposit.state)) return {};
        if (deposit.state == DepositState::expired) return deposit;
    }
    return {};
}

Result<UnitPage> unit_page(View const& view, org::UnitScope const& scope, int year)
{
    constexpr std::size_t shown = 30;
    UnitPage page { .unit = scope.unit(),
                    .unit_name = TRY(org::unit(view, scope.unit())).name,
                    .sums = unit_line(view, scope, year),
                    .due = due(view, scope) };
    page.has_claim = page.due.claimed + page.due.carried > Rupiah {};
    page.months = months_of(view, scope, year);
    auto const payer = pnbp::payer(view, scope);
    page.payer_whole = payer && is_whole(*payer);
    auto const waiting = waiting_corrections(view, scope);
    for (auto const& deposit : deposits(view, scope)) {
        if (std::ranges::find(waiting, deposit.id) != waiting.end())
            page.proposed = row_of(scope, deposit);
        if (is_open(deposit.state)) page.open = row_of(scope, deposit);
        if (page.deposits.size() < shown) page.deposits.push_back(row_of(scope, deposit));
    }
    if (auto const lost = unrecorded(deposits(view, scope))) page.expired = row_of(scope, *lost);
    page.ready = !page.open && page.due.amount > Rupiah {};
    return page;
}

Result<ReachPage> reach_page(View const& view, int year)
{
    ReachPage page;
    for (auto const& kanwil : org::all_kanwil(view))
        page.offices.push_back({ .id = kanwil.id, .name = kanwil.name });
    for (auto& line : TRY(units(view, year))) {
        auto const office = std::ranges::find(page.offices, line.kanwil, &OfficeLines::id);
        CHECK(office != page.offices.end());
        page.sums.add(line);
        office->sums.add(line);
        office->late = office->late || line.late;
        office->units.push_back(std::move(line));
    }
    std::erase_if(page.offices, [](OfficeLines const& office) { return office.units.empty(); });
    std::ranges::stable_sort(page.offices, [](OfficeLines const& a, OfficeLines const& b) {
        return std::pair { a.sums.late_count, a.sums.outstanding }
        > std::pair { b.sums.late_count, b.sums.outstanding };
    });
    page.unfolded = page.offices.size() == 1;
    return page;
}

Result<OverviewPage> overview(View& view, OverviewQuery const& query)
{
    auto const today = day_in(Zone::wit, view.now); // where a new year begins first
    bool const one = query.unit || view.actor.level() == Level::unit;
    std::optional<org::UnitScope> scope;
    if (one) scope = query.unit ? TRY(org::reach(view, *query.unit)) : TRY(org::own(view));
    auto const year = sensible(query.year, scope ? scope->day(view.now) : today);
    OverviewPage page { .year = std::to_string(year),
                        .year_before = std::to_string(year - 1),
                        .year_after = std::to_string(year + 1) };
    if (query.unit) page.unit_chosen = query.unit->text();
    if (scope)
        page.own = TRY(unit_page(view, *scope, year));
    else
        page.reach = TRY(reach_page(view, year));
    return page;
}

// ---- POST /meja/pnbp/target ----

struct TargetInput {
    Day month {};
    Rupiah amount {};
};
BOOST_DESCRIBE_STRUCT(TargetInput, (), (month, amount))

struct TargetSet {
    std::string year {};
};
BOOST_DESCRIBE_STRUCT(TargetSet, (), (year))

Result<TargetSet> post_target(Call& call, TargetInput const& input)
{
    TRY(set_target(call, TRY(org::own(call.view())), { input.month, input.amount }));
    return TargetSet { std::to_string(year_in(input.month)) };
}

// ---- /meja/pnbp/penyetor ----

struct PayerPage {
    std::string unit_name {};
    Payer form {};
};
BOOST_DESCRIBE_STRUCT(PayerPage, (), (unit_name, form))

Result<PayerPage> show_payer(View& view, web::Nothing const&)
{
    auto const scope = TRY(org::own(view));
    return PayerPage { TRY(org::unit(view, scope.unit())).name,
                       payer(view, scope).value_or(Payer {}) };
}

/// All may be empty while they are not known.
struct PayerInput {
    std::optional<std::string> ministry {};
    std::optional<std::string> echelon {};
    std::optional<std::string> satker {};
    std::optional<std::string> kind {};
    std::optional<std::string> account {};
    std::optional<std::string> payer {};
    std::optional<std::string> note {};
};
BOOST_DESCRIBE_STRUCT(PayerInput, (), (ministry, echelon, satker, kind, account, payer, note))

Result<web::Nothing> post_payer(Call& call, PayerInput const& input)
{
    TRY(set_payer(call, TRY(org::own(call.view())),
                  { .ministry = input.ministry.value_or(""),
                    .echelon = input.echelon.value_or(""),
                    .satker = input.satker.value_or(""),
                    .kind = input.kind.value_or(""),
                    .account = input.account.value_or(""),
                    .payer = input.payer.value_or(""),
                    .note = input.note.value_or("") }));
    return web::Nothing {};
}

} // namespace

void add_overview_routes(web::Routes& routes)
{
    routes.query<OverviewQuery, OverviewPage>("/meja/pnbp", read_right, overview,
                                              { "pnbp/overview" });
    routes.command<TargetInput, TargetSet>("/meja/pnbp/target", write_right, post_target,
                                           { "/meja/pnbp", "/meja/pnbp" });
    routes.query<web::Nothing, PayerPage>("/meja/pnbp/penyetor", write_right, show_payer,
                                          { "pnbp/payer" });
    routes.command<PayerInput, web::Nothing>("/meja/pnbp/penyetor", write_right, post_payer,
                                             { "/meja/pnbp", "/meja/pnbp/penyetor" });
}

void add_routes(web::Routes& routes)
{
    add_overview_routes(routes);
    add_deposit_routes(routes);
    add_match_routes(routes);
    add_correction_routes(routes);
}

} // namespace karya::pnbp
