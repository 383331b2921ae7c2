#include "coupons/coupons.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/leaf.h"
#include "base/text.h"
#include "core/audit.h"
#include "core/keyed_hash.h"
#include "coupons/state.h"
#include "coupons/store.h"
#include <algorithm>

namespace karya::coupons {

namespace {

constexpr int days_ahead = 366;
constexpr std::size_t title_max = 80;
constexpr std::int64_t percent_max = 9'000; // basis points: something is always to be paid
constexpr Rupiah amount_most { 10'000'000 };
constexpr Rupiah minimum_most { 1'000'000'000 };
constexpr std::int64_t limit_most = 1'000'000;

/// Whose goods the actor may lower the price of.
Result<store::Within> reach_of(View const& view)
{
    auto const& actor = view.actor;
    if (!actor.signed_in()) return not_found;
    if (actor.level() == Level::nation) return store::Within {};
    if (actor.level() == Level::kanwil)
        return actor.kanwil.empty() ? Result<store::Within> { not_found }
                                    : store::Within { {}, actor.kanwil };
    auto const scope = TRY(org::own(view));
    return store::Within { scope.unit(), scope.kanwil() };
}

bool lies_within(Coupon const& coupon, store::Within const& reach)
{
    if (!reach.unit.empty()) return coupon.unit == reach.unit;
    return reach.kanwil.empty() || coupon.kanwil == reach.kanwil;
}

Result<void> check_open(View const& view, Coupon const& coupon)
{
    auto const today = TRY(today_of(view, coupon.unit));
    if (coupon.ended_at || today > coupon.last_day) return over;
    if (today < coupon.first_day)
        return Error { too_early }.with("day", show(view.lang, coupon.first_day));
    if (coupon.limit_all && coupon.used >= *coupon.limit_all) return used_up;
    return {};
}

Result<bool> covers(View const& view, Coupon const& coupon, UnitId unit)
{
    if (!coupon.unit.empty()) return coupon.unit == unit;
    if (coupon.kanwil.empty()) return true;
    return TRY(org::unit(view, unit)).kanwil == coupon.kanwil;
}

/// Basis points of "7,5".
std::optional<BasisPoints> points_of(Quantity percent)
{
    constexpr std::int64_t a_point = 10; // thousandths of a per cent
    auto const thousandths = percent.thousandths();
    if (thousandths % a_point != 0 || thousandths <= 0 || thousandths / a_point > percent_max)
        return {};
    return BasisPoints { thousandths / a_point };
}

/// Eight signs that nobody confuses.
std::string made_code()
{
    constexpr std::string_view signs = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
    constexpr std::size_t length = 8;
    auto const hex = random_hex(length);
    std::string code;
    for (std::size_t at = 0; at < hex.size(); at += 2)
        code += signs[std::stoul(hex.substr(at, 2), nullptr, 16) % signs.size()];
    return code;
}

/// A form that is being looked through.
struct Reading {
    Error error { bad_coupon };
    void refuse(std::string_view field, std::string_view why)
    {
        error.fields.push_back({ std::string { field }, std::string { why }, {} });
    }
    void money(std::string_view field, std::optional<Rupiah> amount, Rupiah most)
    {
        if (amount && (*amount <= Rupiah {} || *amount > most)) refuse(field, bad_amount.id);
    }
    void limit(std::string_view field, std::optional<std::int64_t> count)
    {
        if (count && (*count < 1 || *count > limit_most)) refuse(field, reason::bad_number);
    }
};

void read_worth(Reading& reading, Draft const& draft, Coupon& coupon)
{
    bool const one = draft.percent.has_value() != draft.amount.has_value();
    if (!one) reading.refuse("percent", "coupons.one_of_both");
    if (draft.percent) coupon.percent = points_of(*draft.percent);
    if (draft.percent && !coupon.percent) reading.refuse("percent", "coupons.bad_percent");
    if (draft.most && draft.amount) reading.refuse("most", "coupons.most_of_percent");
    reading.money("amount", draft.amount, amount_most);
    reading.money("most", draft.most, amount_most);
    if (draft.minimum < Rupiah {} || draft.minimum > minimum_most)
        reading.refuse("minimum", bad_amount.id);
    else if (draft.amount && draft.minimum <= *draft.amount)
        reading.refuse("minimum", "coupons.minimum_above");
}

void read_days(Reading& reading, Draft const& draft, Day today)
{
    if (draft.first_day < today) reading.refuse("first_day", "coupons.past");
    if (draft.last_day < draft.first_day) reading.refuse("last_day", "coupons.ends_before");
    if (draft.last_day > today.next(days_ahead)) reading.refuse("last_day", "coupons.too_far");
}

Result<Coupon> checked(Draft const& draft, Day today)
{
    Coupon coupon { .code = draft.code.empty() ? made_code() : code_of(draft.code),
                    .title = std::string { trimmed(draft.title) },
                    .amount = draft.amount,
                    .most = draft.most,
                    .minimum = draft.minimum,
                    .first_day = draft.first_day,
                    .last_day = draft.last_day,
                    .limit_all = draft.limit_all,
                    .limit_buyer = draft.limit_buyer };
    Reading reading;
    if (coupon.code.empty()) reading.refuse("code", "coupons.code_form");
    if (coupon.title.empty())
        reading.refuse("title", reason::required);
    else if (!is_clean_utf8(coupon.title) || code_points(coupon.title) > title_max)
        reading.refuse("title", reason::too_long);
    read_worth(reading, draft, coupon);
    read_days(reading, draft, today);
    reading.limit("limit_all", draft.limit_all);
    reading.limit("limit_buyer", draft.limit_buyer);
    if (!reading.error.fields.empty()) return reading.error;
    return coupon;
}

void note(Call& call, std::string_view what, Coupon const& coupon)
{
    core::audit(call,
                { .what = what,
                  .object = coupon.id.text(),
                  .after = json_text(coupon),
                  .unit = coupon.unit });
}

} // namespace

Result<Day> today_of(View const& view, UnitId unit)
{
    if (unit.empty()) return day_in(Zone::wib, view.now);
    return day_in(TRY(org::unit(view, unit)).zone, view.now);
}

Result<Discount> discount(View const& view, std::string_view code, std::vector<Goods> const& goods)
{
    auto const wanted = code_of(code);
    if (wanted.empty()) return unknown;
    auto const coupon = store::by_code(view.read, folded(wanted));
    if (!coupon) return unknown;
    TRY(check_open(view, *coupon));
    Rupiah worth;
    std::vector<Rupiah> amounts;
    for (auto const& line : goods) {
        bool const counts = TRY(covers(view, *coupon, line.unit));
        amounts.push_back(counts ? line.amount : Rupiah {});
        worth += amounts.back();
    }
    if (worth == Rupiah {}) return other_goods;
    if (worth < coupon->minimum)
        return Error { too_little }.with("least", show(view.lang, coupon->minimum));
    Discount found { .coupon = coupon->id,
                     .code = coupon->code,
                     .amount = taken_off(*coupon, worth) };
    auto shares = spread_discount(found.amount, amounts);
    if (!shares || found.amount == Rupiah {})
        return Error { too_little }.with("least", show(view.lang, coupon->minimum));
    found.shares = std::move(*shares);
    return found;
}

Result<void> use(Call& call, Use const& wanted)
{
    auto const taken = store::take(call.tx, wanted.coupon);
    if (!taken) return used_up;
    auto const hashed = [](std::string_view kind, std::string_view text) {
        return text.empty() ? std::string {}
                            : core::keyed_hash("coupon " + std::string { kind } + lowered(text));
    };
    store::UseRow const row { .holder = wanted.holder,
                              .coupon = wanted.coupon,
                              .amount = wanted.amount,
                              .at = call.now,
                              .phone = hashed("phone ", wanted.phone),
                              .email = hashed("email ", wanted.email) };
    // The coupon's row is locked: no other use can come between.
    if (taken->limit_buyer && store::uses_by(call.tx, row) >= *taken->limit_buyer)
        return used_before;
    store::insert_use(call.tx, row);
    return {};
}

void hold(Call& call, std::string_view holder) { store::lock_used(call.tx, holder); }

void give_back(Call& call, std::string_view holder)
{
    if (auto const coupon = store::delete_use(call.tx, holder)) store::put_back(call.tx, *coupon);
}

void forget_buyer(Call& call, std::string_view holder) { store::forget(call.tx, holder); }

Result<Coupon> make(Call& call, Draft const& draft)
{
    auto const reach = TRY(reach_of(call.view()));
    auto made = TRY(checked(draft, TRY(today_of(call.view(), reach.unit))));
    made.id = CouponId::make(call.now);
    made.unit = reach.unit;
    made.kanwil = reach.kanwil;
    if (!store::insert(call.tx, made, folded(made.code), { call.now, call.actor.officer }))
        return Error { code_taken }.at("code", std::string { code_taken.id });
    note(call, "coupons.make", made);
    return made;
}

Result<void> stop(Call& call, CouponId id)
{
    auto const reach = TRY(reach_of(call.view()));
    auto found = store::by_id(call.tx, id);
    if (!found || !lies_within(*found, reach)) return not_found;
    if (found->ended_at) return {};
    found->ended_at = call.now;
    store::end(call.tx, id, call.now);
    note(call, "coupons.stop", *found);
    return {};
}

Result<std::vector<CouponRow>> coupons(View const& view)
{
    auto const reach = TRY(reach_of(view));
    auto found = !reach.unit.empty() ? store::of_unit(view.read, reach)
        : !reach.kanwil.empty()      ? store::of_kanwil(view.read, reach.kanwil)
                                     : store::all(view.read);
    std::vector<CouponRow> rows;
    for (auto& coupon : found) {
        auto const given = store::given(view.read, coupon.id);
        bool const own = lies_within(coupon, reach);
        rows.push_back({ std::move(coupon), given, own });
    }
    return rows;
}

Result<Coupon> coupon(View const& view, CouponId id)
{
    auto found = store::by_id(view.read, id);
    if (!found) return not_found;
    return std::move(*found);
}

std::optional<std::string> first_broken_coupon(db::Read& read)
{
    auto const id = store::first_miscounted(read);
    if (!id) return {};
    return "coupons_coupon " + *id + ": its count is not that of its uses";
}

} // namespace karya::coupons
