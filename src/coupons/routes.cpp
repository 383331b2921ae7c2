// Coupons at the desk: made, looked at, stopped.

#include "web/routes.h"
#include "base/lang.h"
#include "coupons/coupons.h"
#include "coupons/text.h"

namespace karya::coupons {

namespace {

/// What a coupon is today, in one word.
enum class Standing : std::uint8_t { counts, coming, over, used_up, stopped };
BOOST_DESCRIBE_ENUM(Standing, counts, coming, over, used_up, stopped)

Standing standing_of(Coupon const& coupon, Day today)
{
    if (coupon.ended_at) return Standing::stopped;
    if (today < coupon.first_day) return Standing::coming;
    if (today > coupon.last_day) return Standing::over;
    bool const gone = coupon.limit_all && coupon.used >= *coupon.limit_all;
    return gone ? Standing::used_up : Standing::counts;
}

struct RowView {
    CouponId coupon {};
    std::string code {};
    std::string title {};
    std::string seller {}; ///< whose goods
    std::string worth {};  ///< "10 %, at most Rp 50.000"
    Rupiah minimum {};
    Day first_day {};
    Day last_day {};
    std::string used {}; ///< "3 of 100"
    std::optional<std::int64_t> limit_buyer {};
    Rupiah given {};
    Standing standing {};
    bool counts { false };
    bool stoppable { false };
};
BOOST_DESCRIBE_STRUCT(RowView, (),
                      (coupon, code, title, seller, worth, minimum, first_day, last_day, used,
                       limit_buyer, given, standing, counts, stoppable))

struct CouponForm {
    std::string code {};
    std::string title {};
    std::string percent {};
    std::string amount {};
    std::string most {};
    std::string minimum {};
    std::string first_day {};
    std::string last_day {};
    std::string limit_all {};
    std::string limit_buyer { "1" };
};
BOOST_DESCRIBE_STRUCT(CouponForm, (),
                      (code, title, percent, amount, most, minimum, first_day, last_day, limit_all,
                       limit_buyer))

struct CouponPage {
    std::string seller {}; ///< whose goods a new one is for
    std::vector<RowView> coupons {};
    CouponForm form {};
};
BOOST_DESCRIBE_STRUCT(CouponPage, (), (seller, coupons, form))

Result<std::string> seller_of(View const& view, UnitId unit, KanwilId kanwil)
{
    if (!unit.empty()) return TRY(org::unit(view, unit)).name;
    if (kanwil.empty()) return text::of_nation(view.lang);
    return text::of_kanwil(view.lang, TRY(org::kanwil(view, kanwil)).name);
}

std::string worth_of(Lang lang, Coupon const& coupon)
{
    if (coupon.amount) return show(lang, *coupon.amount);
    auto const share = show(lang, *coupon.percent);
    return coupon.most ? text::at_most(lang, share, show(lang, *coupon.most)) : share;
}

Result<RowView> row_of(View const& view, CouponRow const& row, Day today)
{
    auto const& coupon = row.coupon;
    auto const used = show(view.lang, coupon.used);
    auto const standing = standing_of(coupon, today);
    return RowView { .coupon = coupon.id,
                     .code = coupon.code,
                     .title = coupon.title,
                     .seller = TRY(seller_of(view, coupon.unit, coupon.kanwil)),
                     .worth = worth_of(view.lang, coupon),
                     .minimum = coupon.minimum,
                     .first_day = coupon.first_day,
                     .last_day = coupon.last_day,
                     .used = coupon.limit_all
                         ? text::used_of(view.lang, used, show(view.lang, *coupon.limit_all))
                         : used,
                     .limit_buyer = coupon.limit_buyer,
                     .given = row.given,
                     .standing = standing,
                     .counts = standing == Standing::counts,
                     .stoppable = row.own && !coupon.ended_at && standing != Standing::over };
}

Result<CouponPage> show_coupons(View& view, web::Nothing const&)
{
    auto const& actor = view.actor;
    CouponPage page;
    for (auto const& row : TRY(coupons(view))) {
        auto const today = TRY(today_of(view, row.coupon.unit));
        page.coupons.push_back(TRY(row_of(view, row, today)));
    }
    auto const unit = actor.level() == Level::unit ? actor.unit : UnitId {};
    auto const kanwil = actor.level() == Level::nation ? KanwilId {} : actor.kanwil;
    page.seller = TRY(seller_of(view, unit, kanwil));
    page.form.first_day = TRY(today_of(view, unit)).text();
    return page;
}

struct CouponInput {
    std::optional<std::string> code {};
    std::string title {};
    std::optional<Quantity> percent {};
    std::optional<Rupiah> amount {};
    std::optional<Rupiah> most {};
    std::optional<Rupiah> minimum {};
    Day first_day {};
    Day last_day {};
    std::optional<std::int64_t> limit_all {};
    std::optional<std::int64_t> limit_buyer {};
};
BOOST_DESCRIBE_STRUCT(CouponInput, (),
                      (code, title, percent, amount, most, minimum, first_day, last_day, limit_all,
                       limit_buyer))

struct Made {
    CouponId coupon {};
    std::string code {};
};
BOOST_DESCRIBE_STRUCT(Made, (), (coupon, code))

Result<Made> post_coupon(Call& call, CouponInput const& input)
{
    auto const made = TRY(make(call,
                               { .code = input.code.value_or(""),
                                 .title = input.title,
                                 .percent = input.percent,
                                 .amount = input.amount,
                                 .most = input.most,
                                 .minimum = input.minimum.value_or(Rupiah {}),
                                 .first_day = input.first_day,
                                 .last_day = input.last_day,
                                 .limit_all = input.limit_all,
                                 .limit_buyer = input.limit_buyer }));
    return Made { made.id, made.code };
}

struct StopInput {
    CouponId coupon {};
};
BOOST_DESCRIBE_STRUCT(StopInput, (), (coupon))

Result<StopInput> post_stop(Call& call, StopInput const& input)
{
    TRY(stop(call, input.coupon));
    return input;
}

} // namespace

void add_routes(web::Routes& routes)
{
    constexpr std::string_view page = "/meja/kupon";
    routes.query<web::Nothing, CouponPage>(page, coupon_right, show_coupons, { "coupons/coupons" });
    routes.command<CouponInput, Made>(page, coupon_right, post_coupon, { page, page });
    routes.command<StopInput, StopInput>("/meja/kupon/{coupon}/penutupan", coupon_right, post_stop,
                                         { page, page });
}

} // namespace karya::coupons
