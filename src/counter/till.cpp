#include "counter/till.h"
#include "base/embedded.h"
#include "base/text.h"
#include "core/audit.h"
#include "counter/discount.h"
#include "counter/kit.h"
#include "counter/store.h"
#include "labels/labels.h"
#include <algorithm>
#include <set>

namespace karya::counter {

namespace {

constexpr int favourite_days = 60;

/// Says that it differs and not by how much: the second count is to be as blind as the first.
Error difference() { return Error { count_differs }.at("note", "counter.say_why"); }

Error bad_count() { return Error { bad_amount }.at("counted", std::string { bad_amount.id }); }

struct Blind {
    Rupiah counted {};
    Rupiah expected {};
    Timestamp at {};
};
void note_count(Call& call, org::UnitScope const& scope, ShiftId shift, Blind const& count)
{
    store::Count const noted { .id = CountId::make(call.now),
                               .unit = scope.unit(),
                               .shift = shift,
                               .at = count.at,
                               .officer = call.actor.officer,
                               .counted = count.counted,
                               .expected = count.expected };
    store::insert_count(call.tx, noted);
    core::audit(call,
                { .what = "counter.count",
                  .object = shift.text(),
                  .after = store::seal_of(noted),
                  .unit = scope.unit() });
}

/// When a UUIDv7 (RFC 9562) was made; nothing for another kind.
std::optional<Timestamp> made_at(Uuid const& id)
{
    constexpr unsigned version_7 = 7, variant_rfc = 2;
    if (id.bytes[6] >> 4U != version_7 || id.bytes[8] >> 6U != variant_rfc) return {};
    std::int64_t millis = 0;
    for (std::size_t i = 0; i < 6; ++i) millis = millis << 8U | id.bytes[i];
    return Timestamp {} + std::chrono::milliseconds { millis };
}

} // namespace

Result<void> check_id(Uuid const& id, Timestamp now)
{
    if (id == Uuid {}) return Error { invalid }.at("id", "base.required");
    auto const at = made_at(id);
    if (!at) return Error { bad_id }.at("id", std::string { bad_id.id });
    if (*at > now + std::chrono::days { 1 } || *at < now - std::chrono::days { 60 })
        return sales::bad_instant;
    return {};
}

namespace {

/// Of a sale that is there already, so that sending it again says the same; else now.
Timestamp time_of(Call& call, org::UnitScope const& scope, SaleId id)
{
    auto const known = sales::sale(call.view(), scope, id);
    return known.ok() ? known.value().sold_at : call.now;
}

/// Who chooses the instant chooses day, month and rules with it: only a little, and never a time
/// when the drawer was not open.
Result<void> check_time(Call& call, org::UnitScope const& scope, SaleInput const& input,
                        Timestamp opened_at)
{
    constexpr std::chrono::hours waits_most { 24 }; // for a network that comes back
    if (opened_at > call.now + sales::clock_slack)
        return Error { shift_ahead }.with("opened",
                                          show(call.lang, LocalTime { opened_at, scope.zone() }));
    auto const sold_at = input.sold_at.value_or(call.now);
    if (sold_at < call.now - waits_most) return sale_too_old;
    if (sold_at < opened_at - sales::clock_slack)
        return Error { sale_before_shift }.with(
            "opened", show(call.lang, LocalTime { opened_at, scope.zone() }));
    return {};
}

/// A second way and its part of the money come together.
Result<std::vector<sales::Tender>> second_way(SaleInput const& input)
{
    if (!input.also && !input.also_amount) return std::vector<sales::Tender> {};
    if (!input.also) return Error { invalid }.at("also", "base.required");
    if (!input.also_amount) return Error { invalid }.at("also_amount", "base.required");
    return std::vector<sales::Tender> { { *input.also, *input.also_amount } };
}

/// Nobody hands over a million more than he owes: a code was scanned into the field, or a nought
/// slipped in.
Result<void> check_change(Lang lang, sales::Sale const& sale)
{
    constexpr Rupiah least { 1'000'000 };
    auto const change = sale.received - sale.total;
    if (change < least) return {};
    auto error = Error { much_change }
                     .with("change", show(lang, change))
                     .at("received", std::string { much_change.id });
    error.fields.back().args = error.args;
    return error;
}

bool is_countable(Rupiah counted)
{
    return counted >= Rupiah {} && counted.amount() <= Rupiah::amount_max;
}

/// What is taken off, typed as money or as a share.
Result<Rupiah> discount_in(SaleInput const& input)
{
    constexpr std::int64_t whole = 100'000; // thousandths of a percent
    if (input.discount && input.discount_percent)
        return Error { invalid }.at("discount_percent", "counter.discount_twice");
    if (input.discount) return *input.discount;
    if (!input.discount_percent) return Rupiah {};
    auto const share = input.discount_percent->thousandths();
    if (share < 0 || share > whole || !input.seen_total || *input.seen_total < Rupiah {})
        return Error { invalid }.at("discount_percent", "counter.bad_percent");
    return scaled(*input.seen_total, share, whole);
}

/// Once the sale as a whole is known, so is what of it the officer may give away.
Result<void> check_discount(Call& call, org::UnitScope const& scope, sales::Sale const& sale,
                            std::string const& reason)
{
    auto const given = given_on(call.view(), sale);
    if (given == Rupiah {}) return {};
    // Who chooses the instant does not choose the limit: it holds then and now.
    auto most = sale.total + given;
    for (auto const at : { sale.sold_at, call.now }) {
        auto const limit = discount_limit(call.view(), scope, call.actor.role, at);
        most = std::min(most, discount_most(limit, sale.total + given));
    }
    if (most == Rupiah {})
        return Error { no_discount }.at("discount", std::string { no_discount.id });
    if (given > most) {
        auto error = Error { discount_too_much }
                         .with("most", show(call.lang, most))
                         .at("discount", std::string { discount_too_much.id });
        error.fields.back().args = error.args;
        return error;
    }
    note_discount(call, scope, sale, call.actor.role, reason);
    return {};
}

std::vector<labels::AtTill> labels_of(SaleInput const& input, Unpacked const& goods)
{
    std::vector<labels::AtTill> scanned;
    for (std::size_t i = 0; i < input.lines.size(); ++i)
        for (auto const& token : input.lines[i].labels)
            scanned.push_back({ goods.first[i], token });
    return scanned;
}

/// Each label is on a piece of its own. Of no labels nothing is said; the line itself is judged
/// with the sale.
void check_labels(Error& error, BasketLine const& line, std::string const& place)
{
    auto const count = Quantity::pieces(std::ssize(line.labels));
    if (!line.labels.empty() && count > line.quantity)
        error.fields.push_back({ place + ".quantity",
                                 "counter.labels_more",
                                 { { "labels", std::to_string(line.labels.size()) } } });
    for (std::size_t i = 0; i < line.labels.size(); ++i)
        if (line.labels[i].size() > labels::token_length_max || !is_clean_utf8(line.labels[i]))
            error.fields.push_back(
                { place + ".labels." + std::to_string(i), "counter.label_unread" });
}

Result<void> check_labels(SaleInput const& input)
{
    Error error { invalid };
    for (std::size_t n = 0; n < input.lines.size(); ++n)
        check_labels(error, input.lines[n], "lines." + std::to_string(n));
    if (!error.fields.empty()) return error;
    return {};
}

sales::SaleDraft draft_of(SaleInput const& input, Timestamp now, ShiftId shift, Rupiah discount)
{
    sales::SaleDraft draft { .id = input.id,
                             .series = std::string { desk_series },
                             .shift = shift,
                             .sold_at = input.sold_at.value_or(now),
                             .discount = discount,
                             .buyer = input.buyer,
                             .payment = input.payment,
                             .received = input.received,
                             .note = input.note.value_or("") };
    if (input.seen_total) draft.seen_total = *input.seen_total - discount;
    if (input.buyer == sales::BuyerKind::officer) draft.nip = input.nip.value_or("");
    if (input.in_hand) draft.shortage = catalogue::Shortage::booked;
    return draft;
}

} // namespace

Result<sales::Sale> sell(Call& call, SaleInput const& input)
{
    auto const view = call.view();
    auto const scope = TRY(org::own(view));
    auto const shift = sales::open_shift_of(view, scope, desk_series);
    if (!shift) return sales::no_shift;
    auto const discount = TRY(discount_in(input));
    auto const reason = std::string { trimmed(input.discount_reason.value_or("")) };
    if (discount > Rupiah {} && !is_discount_reason(reason))
        return Error { discount_unexplained }.at("discount_reason",
                                                 std::string { discount_unexplained.id });
    TRY(check_labels(input));
    TRY(check_id(input.id.uuid, call.now));
    auto goods = TRY(unpacked(view, scope, input.lines));
    auto draft = draft_of(input, time_of(call, scope, input.id), shift->id, discount);
    draft.lines = std::move(goods.lines);
    draft.also = TRY(second_way(input));
    bool const known = sales::sale(call.view(), scope, input.id).ok();
    if (!known) {
        TRY(check_time(call, scope, input, shift->opened_at));
        TRY(check_called_back(view, input));
    }
    auto sale = TRY(sales::record(call, scope, draft));
    if (known) return sale; // it was judged when it came first
    TRY(check_change(call.lang, sale));
    note_kits(call, scope, sale, goods.kits);
    TRY(check_discount(call, scope, sale, reason));
    labels::mark_sold(call, scope, sale, labels_of(input, goods));
    return sale;
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
    if (input.counted != expected && !input.note) return Counted { shift.id, difference() };
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
                  .measures_name = karya::text::find(
                      lang, "Measures." + std::string { enum_text(sellable.measure) }),
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
    std::vector<Goods> first;
    std::set<VariantId> seen;
    auto const add = [&](std::vector<catalogue::Sellable> const& goods) {
        for (auto const& sellable : goods)
            if (first.size() < count && seen.insert(sellable.variant).second)
                first.push_back(goods_from(sellable, view.lang));
    };
    for (auto const product : store::favourites(view.read, scope.unit(), since))
        if (first.size() < count) add(catalogue::sellables_of(view, scope, product));
    if (first.size() == count) return first;
    auto others = catalogue::sellables(view, scope); // of very many those that came first
    std::ranges::sort(others, {}, &catalogue::Sellable::name);
    add(others);
    return first;
}

} // namespace karya::counter
