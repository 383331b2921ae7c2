// What was spent and moved lately, or by whom below.

#include "web/routes.h"
#include "cash/routes.h"

namespace karya::cash {

namespace {

struct ListQuery {
    std::optional<UnitId> unit {};         ///< above unit level: one of the list
    std::optional<std::int64_t> before {}; ///< the number of a move
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (unit, before))

struct MoveRow {
    CashMoveId move {};
    std::string number {};
    Day day {};
    MoveKind kind {};
    ledger::Account from {};
    std::string about {};
    Rupiah amount {};
    bool spent { false };
    bool back { false };
};
BOOST_DESCRIBE_STRUCT(MoveRow, (), (move, number, day, kind, from, about, amount, spent, back))

struct OwnCash {
    std::string unit_name {};
    std::string unit_chosen {}; ///< kept in the address, above unit level
    Rupiah cash {};
    Rupiah qris_clearing {};
    Rupiah bank {};
    std::vector<MoveRow> moves {};
    std::string more {};
};
BOOST_DESCRIBE_STRUCT(OwnCash, (), (unit_name, unit_chosen, cash, qris_clearing, bank, moves, more))

struct SpentBelow {
    std::int64_t count {};
    Rupiah amount {};
    std::vector<UnitSpent> units {};
};
BOOST_DESCRIBE_STRUCT(SpentBelow, (), (count, amount, units))

struct ListPage {
    std::optional<OwnCash> own {};
    std::optional<SpentBelow> below {};
};
BOOST_DESCRIBE_STRUCT(ListPage, (), (own, below))

MoveRow row_of(org::UnitScope const& scope, Move const& move)
{
    return { .move = move.id,
             .number = number_of(scope, move),
             .day = move.day,
             .kind = move.kind,
             .from = move.from,
             .about = move.about,
             .amount = move.amount,
             .spent = is_spent(move.kind),
             .back = move.back_at.has_value() };
}

Result<OwnCash> own_cash(View const& view, ListQuery const& query)
{
    constexpr std::size_t page_size = 50;
    using ledger::Account;
    auto const scope = query.unit ? TRY(org::reach(view, *query.unit)) : TRY(org::own(view));
    OwnCash own { .unit_name = TRY(org::unit(view, scope.unit())).name,
                  .cash = ledger::balance(view, scope, Account::cash),
                  .qris_clearing = ledger::balance(view, scope, Account::qris_clearing),
                  .bank = ledger::balance(view, scope, Account::bank) };
    if (query.unit) own.unit_chosen = query.unit->text();
    auto const found = moves(view, scope, query.before.value_or(0));
    for (auto const& move : found) own.moves.push_back(row_of(scope, move));
    if (found.size() == page_size) own.more = std::to_string(found.back().n);
    return own;
}

Result<ListPage> list(View& view, ListQuery const& query)
{
    ListPage page;
    if (query.unit || view.actor.level() == Level::unit) {
        page.own = TRY(own_cash(view, query));
        return page;
    }
    page.below = SpentBelow { .units = TRY(spent_below(view)) };
    for (auto const& unit : page.below->units) {
        page.below->count += unit.count;
        page.below->amount += unit.amount;
    }
    return page;
}

} // namespace

void add_list_routes(web::Routes& routes)
{
    routes.query<ListQuery, ListPage>("/meja/kas", read_right, list, { "cash/list" });
}

void add_routes(web::Routes& routes)
{
    add_list_routes(routes);
    add_form_routes(routes);
    add_move_routes(routes);
}

} // namespace karya::cash
