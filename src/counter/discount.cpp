#include "counter/discount.h"
#include "core/audit.h"
#include "counter/kit.h"
#include "counter/store.h"
#include <algorithm>

namespace karya::counter {

namespace {

constexpr std::int64_t whole_share = 10'000;
constexpr std::size_t reason_length_max = 200;

Error bad_limit(std::string field, std::string why)
{
    return Error { bad_discount_limit }.at(std::move(field), std::move(why));
}

/// "7,5" as basis points; nothing when it is finer, none or more than the whole.
std::optional<BasisPoints> share_of(Quantity percent)
{
    constexpr std::int64_t step = 10; // thousandths of a percent in a basis point
    auto const share = percent.thousandths();
    if (share <= 0 || share % step != 0 || share / step > whole_share) return {};
    return BasisPoints { share / step };
}

std::string words_of(DiscountLimit const& limit)
{
    return (limit.percent ? std::to_string(limit.percent->value) : "-") + " "
        + (limit.amount ? std::to_string(limit.amount->amount()) : "-") + " "
        + rfc3339(limit.since);
}

} // namespace

Rupiah discount_on(sales::Sale const& sale)
{
    Rupiah sum;
    for (auto const& line : sale.lines) sum += line.discount;
    return sum;
}

bool is_discount_reason(std::string_view reason)
{
    return !trimmed(reason).empty() && code_points(reason) <= reason_length_max
        && is_clean_utf8(reason);
}

Rupiah discount_of(Rupiah worth, BasisPoints percent)
{
    return scaled(worth, percent.value, whole_share);
}

Rupiah discount_most(DiscountLimit const& limit, Rupiah worth)
{
    if (!limit.percent && !limit.amount) return {};
    auto const share = limit.percent ? discount_of(worth, *limit.percent) : worth;
    return limit.amount ? std::min(share, *limit.amount) : share;
}

DiscountLimit discount_limit(View const& view, org::UnitScope const& scope, Role role, Timestamp at)
{
    return store::limit_at(view.read, { scope.unit(), role, at }).value_or(DiscountLimit {});
}

std::vector<DiscountLimit> discount_limits(View const& view, org::UnitScope const& scope, Role role,
                                           Timestamp from)
{
    std::vector limits { discount_limit(view, scope, role, from) };
    for (auto const& later : store::limits_after(view.read, { scope.unit(), role, from }))
        limits.push_back(later);
    return limits;
}

Result<void> set_limit(Call& call, org::UnitScope const& scope, LimitDraft const& draft)
{
    auto const today = scope.day(call.now);
    if (!sell_right.allows(draft.role) || level_of(draft.role) != Level::unit)
        return bad_limit("role", "base.bad_choice");
    if (draft.first < today) return bad_limit("first", "counter.limit_past");
    DiscountLimit limit { .since = draft.first == today ? call.now
                                                        : start_of(draft.first, scope.zone()),
                          .amount = draft.amount };
    if (draft.percent && *draft.percent != Quantity {}) {
        limit.percent = share_of(*draft.percent);
        if (!limit.percent) return bad_limit("percent", "counter.bad_percent");
    }
    if (limit.amount && (*limit.amount < Rupiah {} || *limit.amount > sales::total_max))
        return bad_limit("amount", "base.bad_amount");
    if (limit.amount == Rupiah {}) limit.amount.reset();
    store::put_limit(call.tx, { scope.unit(), draft.role, limit.since }, limit,
                     { call.now, call.actor.officer });
    core::audit(call,
                { .what = "counter.set_discount",
                  .object = std::string { enum_text(draft.role) },
                  .after = words_of(limit),
                  .unit = scope.unit() });
    return {};
}

void note_discount(Call& call, org::UnitScope const& scope, sales::Sale const& sale, Role role,
                   std::string const& reason)
{
    auto const amount = given_on(call.view(), sale);
    if (amount == Rupiah {}) return;
    auto const worth = sale.total + amount;
    auto const limit = discount_limit(call.view(), scope, role, sale.sold_at);
    store::insert_discount(call.tx, scope.unit(),
                           { .sale = sale.id,
                             .number = sale.number,
                             .sold_at = sale.sold_at,
                             .officer = sale.officer,
                             .role = role,
                             .worth = worth,
                             .amount = amount,
                             .most = discount_most(limit, worth),
                             .reason = reason });
}

std::int64_t discount_tasks(View const& view, org::UnitScope const& scope)
{
    return store::open_discount_count(view.read, scope.unit());
}

Result<void> see_discount(Call& call, org::UnitScope const& scope, SaleId sale,
                          std::string const& note)
{
    if (!is_discount_reason(note))
        return Error { discount_unexplained }.at("note", std::string { discount_unexplained.id });
    if (!store::see_discount(call.tx, scope.unit(), sale, { call.now, call.actor.officer }, note))
        return not_found;
    core::audit(call,
                { .what = "counter.see_discount",
                  .object = sale.text(),
                  .after = note,
                  .unit = scope.unit() });
    return {};
}

} // namespace karya::counter
