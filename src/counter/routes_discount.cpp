// Discounts at the desk: limits by role, what was given, and what was more than its limit.

#include "base/embedded.h"
#include "counter/discount.h"
#include "counter/routes_parts.h"
#include "counter/store.h"
#include "identity/identity.h"
#include "web/routes.h"

namespace karya::counter {

namespace {

// ---- GET /meja/potongan ----

struct LimitRow {
    Role role {};
    std::optional<LocalTime> since {};
    std::string percent {};
    std::optional<Rupiah> amount {};
    bool none { false };  ///< nothing may be taken off
    bool later { false }; ///< begins only then
};
BOOST_DESCRIBE_STRUCT(LimitRow, (), (role, since, percent, amount, none, later))

struct GivenRow {
    SaleId sale {};
    std::string number {};
    LocalTime sold_at {};
    std::string officer {};
    Rupiah worth {};
    Rupiah amount {};
    Rupiah most {};
    bool over { false };
    std::string reason {};
    std::string seen_note {};
};
BOOST_DESCRIBE_STRUCT(GivenRow, (),
                      (sale, number, sold_at, officer, worth, amount, most, over, reason,
                       seen_note))

struct RoleOption {
    Role role {};
};
BOOST_DESCRIBE_STRUCT(RoleOption, (), (role))

struct LimitForm {
    Role role { Role::cashier };
    std::string first {};
    std::string percent {};
    std::string amount {};
};
BOOST_DESCRIBE_STRUCT(LimitForm, (), (role, first, percent, amount))

struct DiscountPage {
    std::vector<LimitRow> limits {};
    std::vector<GivenRow> open {};
    std::vector<GivenRow> given {};
    std::vector<RoleOption> roles {};
    LimitForm form {};
};
BOOST_DESCRIBE_STRUCT(DiscountPage, (), (limits, open, given, roles, form))

LimitRow row_of(Lang lang, Zone zone, Role role, DiscountLimit const& limit)
{
    LimitRow row { .role = role, .amount = limit.amount };
    if (limit.since != Timestamp {}) row.since = LocalTime { limit.since, zone };
    if (limit.percent) row.percent = show(lang, *limit.percent);
    row.none = !limit.percent && !limit.amount;
    return row;
}

GivenRow row_of(View const& view, Zone zone, store::Discount const& given)
{
    return { .sale = given.sale,
             .number = given.number,
             .sold_at = { given.sold_at, zone },
             .officer = identity::name_of(view, given.officer),
             .worth = given.worth,
             .amount = given.amount,
             .most = given.most,
             .over = given.amount > given.most,
             .reason = given.reason,
             .seen_note = given.seen_note.value_or("") };
}

Result<DiscountPage> show_discounts(View& view, web::Nothing const&)
{
    auto const scope = TRY(org::own(view));
    DiscountPage page { .form = { .first = scope.day(view.now).text() } };
    for (auto const role : enum_values<Role>()) {
        if (level_of(role) != Level::unit || !sell_right.allows(role)) continue;
        page.roles.push_back({ role });
        auto const limits = discount_limits(view, scope, role, view.now);
        for (std::size_t i = 0; i < limits.size(); ++i) {
            page.limits.push_back(row_of(view.lang, scope.zone(), role, limits[i]));
            page.limits.back().later = i > 0;
        }
    }
    for (auto const& given : store::open_discounts(view.read, scope.unit()))
        page.open.push_back(row_of(view, scope.zone(), given));
    for (auto const& given : store::discounts(view.read, scope.unit()))
        page.given.push_back(row_of(view, scope.zone(), given));
    return page;
}

// ---- POST /meja/potongan ----

struct LimitInput {
    Role role {};
    Day first {};
    std::optional<Quantity> percent {};
    std::optional<Rupiah> amount {};
};
BOOST_DESCRIBE_STRUCT(LimitInput, (), (role, first, percent, amount))

Result<web::Nothing> post_limit(Call& call, LimitInput const& input)
{
    TRY(set_limit(call, TRY(org::own(call.view())),
                  { input.role, input.first, input.percent, input.amount }));
    return web::Nothing {};
}

// ---- POST /meja/potongan/{sale}/tinjauan ----

struct SeenInput {
    SaleId sale {};
    std::string note {};
};
BOOST_DESCRIBE_STRUCT(SeenInput, (), (sale, note))

Result<web::Nothing> post_seen(Call& call, SeenInput const& input)
{
    TRY(see_discount(call, TRY(org::own(call.view())), input.sale, input.note));
    return web::Nothing {};
}

} // namespace

void add_discount_routes(web::Routes& routes)
{
    constexpr std::string_view page = "/meja/potongan";
    routes.query<web::Nothing, DiscountPage>(page, read_right, show_discounts,
                                             { "counter/discounts" });
    routes.command<LimitInput, web::Nothing>(page, discount_right, post_limit, { page, page });
    routes.command<SeenInput, web::Nothing>("/meja/potongan/{sale}/tinjauan", discount_right,
                                            post_seen, { page, page });
}

} // namespace karya::counter
