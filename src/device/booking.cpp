#include "device/booking.h"
#include "base/text.h"
#include "counter/counter.h"
#include "device/devices.h"
#include "device/text.h"
#include "identity/identity.h"
#include "labels/labels.h"

namespace karya::device {

namespace {

constexpr std::size_t sale_note_max = 500;

/// What booking an event needs at every step.
struct Work {
    Call& call; ///< of the officer who acted
    org::UnitScope const& scope;
    Device const& device;
    Event const& event;
    Booking const& booking;
    Role role {}; ///< of the officer who acted

    bool overrules(ReviewReason reason) const
    {
        return (booking.overruled.value_or(0) & bit_of(reason)) != 0;
    }
};

Actor cashier(Device const& device, OfficerId officer, std::string name)
{
    return { .officer = officer, .name = std::move(name), .unit = device.unit };
}

struct Officer {
    Actor actor {};
    Role role {}; ///< his own: he acts as cashier
};

/// Whoever the event names, if he may sell here and worked on this device then.
Result<Officer> officer_of(Call& call, Device const& device, Event const& event, Timestamp at)
{
    auto const officer = event.officer;
    bool const takes_back = event.kind == EventKind::void_sale || event.kind == EventKind::refund;
    auto const& right = takes_back ? counter::refund_right : counter::sell_right;
    auto const account = identity::account(call.view(), officer);
    if (!account.ok()) return not_its_officer;
    auto const& known = account.value();
    bool const may = known.state == identity::AccountState::active && known.unit == device.unit
        && right.allows(known.role) && store::was_officer(call.tx, device.id, officer, at);
    if (!may) return not_its_officer;
    return Officer { cashier(device, officer, known.name), known.role };
}

/// A person who books what waits has judged who it was; of another unit it cannot have been.
Officer person_named(Call& call, Device const& device, OfficerId officer)
{
    auto const account = identity::account(call.view(), officer);
    if (account.ok() && account.value().unit == device.unit)
        return { cashier(device, officer, account.value().name), account.value().role };
    return { call.actor, call.actor.role };
}

/// Only a shift of this device's own drawer counts as its shift, from its opening on: a clock that
/// was set back for one sale and right again before it was sent is known by nothing else.
Result<sales::Shift> own_shift(Work const& work, ShiftId id)
{
    auto shift = sales::shift(work.call.view(), work.scope, id);
    if (!shift.ok() || shift.value().series != work.device.series) return sales::no_shift;
    bool const before_it = work.booking.at < shift.value().opened_at - sales::clock_slack;
    if (before_it && !work.overrules(ReviewReason::clock)) return clock_off;
    return shift;
}

Result<std::string> book_said(Work const& work, ShiftOpened const& opened)
{
    TRY(sales::open_shift(work.call, work.scope, work.device.series, opened.float_cash,
                          sales::ShiftStart { opened.shift, work.booking.at }));
    return std::string {};
}

/// What was written, cut where there is no room for our own words.
std::string noted(std::string const& note, std::string const& more)
{
    if (note.empty()) return more;
    auto const room = sale_note_max - code_points(more) - 3;
    return first_letters(note, room) + " · " + more;
}

/// The number that was printed is another sale's: it gets one of the desk's, and says so.
void number_anew(Work const& work, SaleMade const& sale, sales::SaleDraft& draft)
{
    auto const printed = work.scope.code() + "-" + work.device.series + "-"
        + std::to_string(sale.n);
    draft.series = counter::desk_series;
    draft.n.reset();
    draft.note = noted(draft.note, text::printed_number(Lang::id, printed));
}

/// Price, discount and number are those that the buyer was given; cost and split rule those in
/// force.
sales::SaleDraft draft_of(Work const& work, SaleMade const& sale)
{
    sales::SaleDraft draft { .id = { work.event.id },
                             .series = work.device.series,
                             .n = sale.n,
                             .after_closing = true,
                             .shift = sale.shift,
                             .sold_at = work.booking.at,
                             .discount = sale.discount ? sale.discount->amount : Rupiah {},
                             .buyer = sale.buyer,
                             .payment = sale.payment,
                             .also = sale.also.value_or(std::vector<sales::Tender> {}),
                             .received = sale.received,
                             .seen_total = sale.total,
                             .shortage = catalogue::Shortage::gone,
                             .note = sale.note.value_or("") };
    // The goods are with him: a number that is none is left out, and the note says so.
    auto const nip = nip_of(sale, OwnKey { keys().seal });
    if (sale.buyer == sales::BuyerKind::officer && nip) {
        if (sales::is_nip(*nip))
            draft.nip = *nip;
        else
            draft.note = noted(draft.note, text::bad_nip_left_out(Lang::id));
    }
    for (auto const& line : sale.lines)
        draft.lines.push_back({ .variant = line.variant,
                                .quantity = line.quantity,
                                .price = line.price,
                                .discount = line.discount.value_or(Rupiah {}) });
    return draft;
}

std::vector<labels::AtTill> labels_of(SaleMade const& sale)
{
    std::vector<labels::AtTill> scanned;
    std::int64_t n = 0;
    for (auto const& line : sale.lines) {
        ++n;
        for (auto const& token : line.labels.value_or(std::vector<std::string> {}))
            scanned.push_back({ n, token });
    }
    return scanned;
}

Result<std::string> book_said(Work const& work, SaleMade const& sale)
{
    auto draft = draft_of(work, sale);
    if (work.overrules(ReviewReason::total)) {
        draft.seen_total.reset();
        draft.received.reset();
        draft.also.clear();
    }
    if (work.overrules(ReviewReason::number)) number_anew(work, sale, draft);
    if (auto const shift = own_shift(work, sale.shift); !shift.ok()) {
        bool const unknown = shift.error().code() == sales::no_shift;
        if (!unknown || !work.overrules(ReviewReason::shift)) return Error { shift.error() };
        draft.shift.reset();
    }
    auto const made = TRY(sales::record(work.call, work.scope, draft));
    counter::note_kits(work.call, work.scope, made,
                       sale.kits.value_or(std::vector<counter::KitSold> {}));
    counter::note_discount(work.call, work.scope, made, work.role,
                           sale.discount ? sale.discount->reason : "");
    labels::mark_sold(work.call, work.scope, made, labels_of(sale));
    return made.number;
}

Result<std::string> book_said(Work const& work, ShiftClosed const& closed)
{
    TRY(own_shift(work, closed.shift));
    TRY(counter::close_counted(
        work.call, work.scope,
        { .shift = closed.shift,
          .counted = closed.counted,
          .at = work.booking.at,
          .note = closed.note.value_or(""),
          .note_when_silent = text::closed_on_device(Lang::id, work.device.name) }));
    return std::string {};
}

Result<std::string> book_said(Work const& work, CashMoved const& moved)
{
    TRY(own_shift(work, moved.shift));
    TRY(sales::move_cash(work.call, work.scope,
                         { .id = { work.event.id },
                           .shift = moved.shift,
                           .amount = moved.amount,
                           .reason = moved.reason,
                           .at = work.booking.at,
                           .after_closing = true }));
    return std::string {};
}

/// Said apart from "not in an open shift": it happened already, here or at the desk.
Result<void> check_taken_back(sales::Sale const& sale)
{
    if (sale.state == sales::SaleState::voided) return taken_back;
    return {};
}

/// Its drawer was counted before the void could be booked: the same money and goods, as a refund.
Result<std::string> return_all(Work const& work, SaleVoided const& voided, sales::Sale const& sale)
{
    sales::RefundDraft draft { .id = { work.event.id },
                               .sale = sale.id,
                               .reason = voided.reason,
                               .after_closing = true,
                               .shift = voided.shift,
                               .at = work.booking.at };
    for (auto const& line : sale.lines) draft.lines.push_back({ line.n, line.left, {} });
    auto const made = TRY(sales::refund(work.call, work.scope, draft));
    labels::mark_returned(work.call, work.scope, sale.id);
    return made.number;
}

Result<std::string> book_said(Work const& work, SaleVoided const& voided)
{
    auto const shift = TRY(own_shift(work, voided.shift));
    auto const sale = sales::sale(work.call.view(), work.scope, voided.sale);
    if (!sale.ok() || sale.value().shift != voided.shift) return no_sale;
    TRY(check_taken_back(sale.value()));
    if (sale.value().refunded > Rupiah {}) return taken_back;
    if (shift.closed_at && work.overrules(ReviewReason::shift))
        return return_all(work, voided, sale.value());
    TRY(sales::void_sale(work.call, work.scope, voided.sale, voided.reason, sales::Drawer::told));
    labels::mark_returned(work.call, work.scope, voided.sale);
    return std::string {};
}

sales::RefundDraft refund_of(Work const& work, MoneyReturned const& returned, SaleId sale)
{
    sales::RefundDraft draft { .id = { work.event.id },
                               .sale = sale,
                               .reason = returned.reason,
                               .goods_return = returned.goods_return,
                               .after_closing = true,
                               .shift = returned.shift,
                               .at = work.booking.at };
    for (auto const& line : returned.lines)
        draft.lines.push_back(
            { line.n, line.quantity.value_or(Quantity {}), line.amount.value_or(Rupiah {}) });
    return draft;
}

Result<std::string> book_said(Work const& work, MoneyReturned const& returned)
{
    auto const sale = sales::sale_by_number(work.call.view(), work.scope, returned.number);
    if (!sale.ok()) return no_sale;
    TRY(check_taken_back(sale.value()));
    auto draft = refund_of(work, returned, sale.value().id);
    if (auto const shift = own_shift(work, returned.shift); !shift.ok()) {
        bool const unknown = shift.error().code() == sales::no_shift;
        if (!unknown || !work.overrules(ReviewReason::shift)) return Error { shift.error() };
        draft.shift.reset();
    }
    auto made = sales::refund(work.call, work.scope, draft);
    if (made.ok()) {
        labels::mark_returned(work.call, work.scope, draft.sale);
        return made.value().number;
    }
    if (made.error().code() == sales::refund_too_much
        || made.error().code() == sales::money_is_back)
        return taken_back;
    return made.take_error();
}

} // namespace

Result<std::string> book(Call& call, Device const& device, Event const& event,
                         Booking const& booking)
{
    bool const by_itself = !booking.overruled;
    if (by_itself && device.state == DeviceState::revoked) return is_revoked;
    auto officer = by_itself ? TRY(officer_of(call, device, event, booking.at))
                             : person_named(call, device, event.officer);
    Call acting {
        call.tx, std::move(officer.actor), call.now, call.lang, call.request, call.caller
    };
    auto const scope = TRY(org::own(acting.view()));
    acting.actor.kanwil = scope.kanwil();
    Work const work { acting, scope, device, event, booking, officer.role };
    return std::visit([&](auto const& said) { return book_said(work, said); }, event.said);
}

std::vector<OddPrice> odd_prices(View const& view, Device const& device, Event const& event,
                                 Timestamp at)
{
    // A price that was being written while the list was read may or may not stand in it.
    constexpr std::chrono::minutes unsure { 2 };
    auto const* sale = std::get_if<SaleMade>(&event.said);
    if (!sale) return {};
    View const own { view.read, cashier(device, event.officer, {}), view.now };
    auto const scope = org::own(own);
    if (!scope.ok()) return {};
    auto const named = parse_time(sale->list);
    // No list is older than the device; one of the future is none.
    auto const believed = named.ok() && named.value() <= at + sales::clock_slack
        && named.value() >= device.made_at - unsure;
    auto const listed_at = believed ? named.value() : at;
    std::vector<OddPrice> odd;
    for (std::size_t i = 0; i < sale->lines.size(); ++i) {
        auto const& line = sale->lines[i];
        auto const price_then = [&](Timestamp when) {
            auto const price = catalogue::price_at(own, scope.value(), line.variant, when);
            return price.ok() ? price.value().price : line.price;
        };
        auto const listed = price_then(listed_at);
        if (line.price != listed && line.price != price_then(listed_at - unsure))
            odd.push_back({ static_cast<std::int64_t>(i + 1), line.variant, listed, line.price });
    }
    return odd;
}

ReviewReason reason_of(ErrorCode code)
{
    static constexpr std::pair<ErrorCode, ReviewReason> known[] {
        { is_revoked, ReviewReason::revoked },
        { not_its_officer, ReviewReason::officer },
        { clock_off, ReviewReason::clock },
        { sales::bad_instant, ReviewReason::clock },
        { not_found, ReviewReason::goods },
        { catalogue::bad_stock, ReviewReason::goods },
        { catalogue::whole_only, ReviewReason::goods },
        { org::unit_closed, ReviewReason::unit_closed },
        { ledger::no_rule, ReviewReason::rule },
        { sales::total_changed, ReviewReason::total },
        { sales::too_little_cash, ReviewReason::total },
        { sales::bad_split, ReviewReason::total },
        { sales::no_shift, ReviewReason::shift },
        { sales::shift_open, ReviewReason::shift },
        { sales::number_taken, ReviewReason::number },
        { sales::id_taken, ReviewReason::id },
        { sales::not_voidable, ReviewReason::shift },
        { no_sale, ReviewReason::no_sale },
        { taken_back, ReviewReason::taken_back },
    };
    for (auto const& [error, reason] : known)
        if (error == code) return reason;
    return ReviewReason::refused;
}

namespace {

/// What it takes out of stock or puts back.
void add_goods(View const& view, org::UnitScope const& scope, Event const& event,
               std::vector<VariantId>& variants)
{
    if (auto const* made = std::get_if<SaleMade>(&event.said))
        for (auto const& line : made->lines) variants.push_back(line.variant);
    auto const* voided = std::get_if<SaleVoided>(&event.said);
    auto const* returned = std::get_if<MoneyReturned>(&event.said);
    if (!voided && !returned) return;
    auto const sale = voided ? sales::sale(view, scope, voided->sale)
                             : sales::sale_by_number(view, scope, returned->number);
    if (!sale.ok()) return; // of this request, so that its goods are held; or to be refused
    for (auto const& line : sale.value().lines) variants.push_back(line.variant);
}

} // namespace

void hold_for(Call& call, Device const& device, std::vector<Event> const& events)
{
    if (events.empty()) return;
    Call acting { call.tx, cashier(device, events.front().officer, {}), call.now };
    auto const scope = org::own(acting.view());
    if (!scope.ok()) return;
    std::vector<VariantId> variants;
    for (auto const& event : events) add_goods(acting.view(), scope.value(), event, variants);
    catalogue::hold(acting, scope.value(), std::move(variants));
    ledger::hold_book(acting, scope.value());
}

} // namespace karya::device
