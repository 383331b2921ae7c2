#include "counter/till.h"
#include "base/embedded.h"
#include "base/text.h"
#include "core/audit.h"
#include "counter/store.h"
#include <algorithm>
#include <map>

namespace karya::counter {

namespace {

constexpr int favourite_days = 60;

/// Says what was expected and what the difference is; only after the count was noted.
Error difference(Lang lang, Rupiah counted, Rupiah expected)
{
    return Error { count_differs }
        .with("counted", show(lang, counted))
        .with("expected", show(lang, expected))
        .with("difference", show(lang, counted - expected))
        .at("note", "counter.say_why");
}

Error bad_count() { return Error { bad_amount }.at("counted", std::string { bad_amount.id }); }

struct Blind {
    Rupiah counted {};
    Rupiah expected {};
    Timestamp at {};
};
void note_count(Call& call, org::UnitScope const& scope, ShiftId shift, Blind const& count)
{
    store::insert_count(call.tx,
                        { .id = CountId::make(call.now),
                          .unit = scope.unit(),
                          .shift = shift,
                          .at = count.at,
                          .officer = call.actor.officer,
                          .counted = count.counted,
                          .expected = count.expected });
    core::audit(call,
                { .what = "counter.count",
                  .object = shift.text(),
                  .after = std::to_string(count.counted.amount()),
                  .unit = scope.unit() });
}

bool is_countable(Rupiah counted)
{
    return counted >= Rupiah {} && counted.amount() <= Rupiah::amount_max;
}

} // namespace

Result<sales::Sale> sell(Call& call, SaleInput const& input)
{
    auto const view = call.view();
    auto const scope = TRY(org::own(view));
    auto const shift = sales::open_shift_of(view, scope, desk_series);
    if (!shift) return sales::no_shift;
    sales::SaleDraft draft { .id = input.id,
                             .series = std::string { desk_series },
                             .shift = shift->id,
                             .sold_at = input.sold_at.value_or(call.now),
                             .buyer = input.buyer,
                             .payment = input.payment,
                             .received = input.received,
                             .seen_total = input.seen_total,
                             .note = input.note.value_or("") };
    if (draft.sold_at < shift->opened_at - sales::clock_slack) return sales::bad_instant;
    if (input.id.empty()) return Error { invalid }.at("id", "base.required");
    if (input.buyer == sales::BuyerKind::officer) draft.nip = input.nip.value_or("");
    if (input.also && input.also_amount) draft.also = { { *input.also, *input.also_amount } };
    if (input.in_hand) draft.shortage = catalogue::Shortage::booked;
    for (auto const& line : input.lines) {
        auto& kept = draft.lines.emplace_back();
        kept.variant = line.variant;
        kept.quantity = line.quantity;
    }
    return sales::record(call, scope, draft);
}

Result<Counted> count_drawer(Call& call, CountInput const& input)
{
    auto const view = call.view();
    auto const scope = TRY(org::own(view));
    auto const shift = TRY(sales::hold_shift(call, scope, input.shift));
    if (shift.closed_at) {
        if (shift.counted != input.counted) return sales::no_shift;
        return Counted { shift.id, {} };
    }
    if (!is_countable(input.counted)) return bad_count();
    auto const expected = sales::expected_cash(view, scope, shift);
    note_count(call, scope, shift.id, { input.counted, expected, call.now });
    if (input.counted != expected && !input.note)
        return Counted { shift.id, difference(call.lang, input.counted, expected) };
    TRY(sales::close_shift(call, scope, shift.id, input.counted, input.note.value_or("")));
    return Counted { shift.id, {} };
}

Result<sales::Shift> close_counted(Call& call, org::UnitScope const& scope,
                                   DrawerCount const& count)
{
    auto const view = call.view();
    auto shift = TRY(sales::hold_shift(call, scope, count.shift));
    if (shift.closed_at) {
        if (shift.counted != count.counted) return sales::no_shift;
        return shift;
    }
    if (!is_countable(count.counted)) return bad_count();
    auto const expected = sales::expected_cash(view, scope, shift);
    note_count(call, scope, shift.id, { count.counted, expected, count.at });
    bool const silent = count.counted != expected && karya::trimmed(count.note).empty();
    return sales::close_shift(call, scope, shift.id, count.counted,
                              silent ? count.note_when_silent : count.note, count.at);
}

Goods goods_from(catalogue::Sellable const& sellable, Lang lang)
{
    Goods goods { .variant = sellable.variant,
                  .name = sellable.name,
                  .code = sellable.code,
                  .barcode = sellable.barcode,
                  .measure_name = karya::text::of(lang, sellable.measure),
                  .whole_only = sellable.whole_only,
                  .price = sellable.price,
                  .to_order = sellable.supply == catalogue::Supply::to_order,
                  .photo = sellable.photo };
    if (sellable.supply != catalogue::Supply::service) {
        goods.left = sellable.left;
        goods.left_words = catalogue::measured(lang, sellable.left, sellable.measure);
    }
    goods.short_now = goods.left && *goods.left <= Quantity {} && !goods.to_order;
    return goods;
}

std::vector<Goods> first_goods(View const& view, org::UnitScope const& scope, std::size_t count)
{
    auto const since = scope.day(view.now).next(-favourite_days);
    std::map<ProductId, std::size_t> place;
    for (auto const product : store::favourites(view.read, scope.unit(), since))
        place.emplace(product, place.size());
    auto all = catalogue::sellables(view, scope);
    std::erase_if(all, [](auto const& sellable) { return !sellable.for_sale; });
    auto const place_of = [&](catalogue::Sellable const& sellable) {
        auto const found = place.find(sellable.product);
        return std::pair { found == place.end() ? place.size() : found->second, sellable.name };
    };
    std::ranges::sort(all, {}, place_of);
    std::vector<Goods> first;
    for (auto const& sellable : all)
        if (first.size() < count) first.push_back(goods_from(sellable, view.lang));
    return first;
}

} // namespace karya::counter
