// What a unit is still owed by the account that collects for it.

#include "orders/routes.h"
#include "web/routes.h"

namespace karya::orders {

namespace {

// ---- /meja/pesanan/penampungan ----

using PassId = Id<struct PassTag>;

struct PassForm {
    std::string amount {};
    std::string note {};
};
BOOST_DESCRIBE_STRUCT(PassForm, (), (amount, note))

struct PassPage {
    std::string unit_name {};
    PassId id {};        ///< of what is recorded next
    Rupiah collected {}; ///< owed to the unit
    Rupiah owed {};      ///< or by it, of what was passed on and had to go back to buyers
    bool open { false }; ///< either of them
    bool back { false }; ///< the unit owes
    PassForm form {};
};
BOOST_DESCRIBE_STRUCT(PassPage, (), (unit_name, id, collected, owed, open, back, form))

Result<PassPage> show_collected(View& view, web::Nothing const&)
{
    auto const scope = TRY(org::own(view));
    auto const owed = collected(view, scope);
    return PassPage { .unit_name = TRY(org::unit(view, scope.unit())).name,
                      .id = PassId::make(view.now),
                      .collected = std::max(owed, Rupiah {}),
                      .owed = std::max(-owed, Rupiah {}),
                      .open = owed != Rupiah {},
                      .back = owed < Rupiah {} };
}

struct PassInput {
    PassId id {};
    Rupiah amount {};
    std::optional<std::string> note {};
    bool back { false }; ///< the unit pays what it owes
};
BOOST_DESCRIBE_STRUCT(PassInput, (), (id, amount, note, back))

Result<web::Nothing> post_passed_on(Call& call, PassInput const& input)
{
    TRY(pass_on(call, TRY(org::own(call.view())),
                { input.id.text(), input.amount, input.note.value_or(""), input.back }));
    return web::Nothing {};
}

} // namespace

void add_collected_routes(web::Routes& routes)
{
    constexpr auto of_money = "/meja/pesanan/penampungan";
    routes.query<web::Nothing, PassPage>(of_money, money_right, show_collected,
                                         { "orders/collected" });
    routes.command<PassInput, web::Nothing>(of_money, money_right, post_passed_on,
                                            { of_money, of_money });
}

} // namespace karya::orders
