// Letters to the buyer. None of them may stop what it tells of: an order matters more.

#include "orders/letters.h"
#include "base/embedded.h"
#include "base/lang.h"
#include "mail/mail.h"
#include "orders/routes.h"
#include "orders/secret.h"
#include "orders/slot.h"
#include "orders/store.h"
#include "orders/text.h"
#include <algorithm>

namespace karya::orders {

namespace {

/// A group and its buyer, if he wants to be told.
struct Reader {
    GroupId group {};
    Lang lang {};
    Buyer buyer {};
};

std::optional<Reader> reader_of(Call& call, GroupId group)
{
    if (!letters_go() && !messages_go()) return {};
    auto const contact = store::contact(call.tx, group);
    auto buyer = opened_buyer(group, contact.buyer);
    if (!buyer || (!buyer->email && !buyer->whatsapp.value_or(false))) return {};
    return Reader { group, contact.lang, std::move(*buyer) };
}

/// What was told; `about` is what it can be told of but once.
struct News {
    std::string about {};
    std::string subject {};
    std::vector<std::string> paragraphs {};
    std::string form {};              ///< of the message; empty: none
    std::vector<std::string> gaps {}; ///< behind his name
};

void send_message(Call& call, Reader const& reader, News const& news)
{
    auto gaps = news.gaps;
    gaps.insert(gaps.begin(), reader.buyer.name);
    auto const sent = mail::send(
        call,
        mail::Message { .purpose = "orders." + news.about,
                        .to = reader.buyer.phone,
                        .lang = reader.lang,
                        .form = news.form,
                        .gaps = std::move(gaps),
                        .page = (reader.lang == Lang::en ? "en/pesanan/" : "pesanan/")
                            + link_of(reader.group) });
    (void)sent.ok(); // a number that is none
}

void send_letter(Call& call, Reader const& reader, News news)
{
    auto const lang = reader.lang;
    auto const address = mail::address_of(lang, "/pesanan/" + link_of(reader.group));
    news.paragraphs.insert(news.paragraphs.begin(), text::letter_hello(lang, reader.buyer.name));
    news.paragraphs.push_back(text::letter_keep(lang));
    auto const sent = mail::send(
        call,
        mail::Letter { .purpose = "orders." + news.about,
                       .to = *reader.buyer.email,
                       .lang = lang,
                       .subject = std::move(news.subject),
                       .paragraphs = std::move(news.paragraphs),
                       .action = mail::Action { text::letter_see(lang), *address } });
    (void)sent.ok(); // an address that is none any more
}

void send(Call& call, Reader const& reader, News news)
{
    if (reader.buyer.whatsapp.value_or(false) && messages_go() && !news.form.empty())
        send_message(call, reader, news);
    if (reader.buyer.email && letters_go()) send_letter(call, reader, std::move(news));
}

std::string joined(std::vector<std::string> const& parts, std::string_view between)
{
    std::string text;
    for (auto const& part : parts) text.append(text.empty() ? "" : between).append(part);
    return text;
}

std::string in_lines(std::vector<std::string> const& lines) { return joined(lines, "\n"); }

struct Seller {
    std::string name {};
    Zone zone {};
};

Seller seller_of(Call& call, Order const& order)
{
    auto const unit = org::unit(call.view(), order.unit);
    CHECK(unit.ok()); // it has an order
    return { unit.value().name, unit.value().zone };
}

/// When he fetches it, or comes for its services.
std::string come_words(Lang lang, Order const& order, Zone zone)
{
    if (!order.appointments.empty()) return text::letter_visit(lang, visit_words(lang, order));
    return text::letter_fetch(lang, time_words(lang, { order.pick_day, order.slot }),
                              show(lang, day_in(zone, order.due_at).next(-1)));
}

std::string courier_of(Lang lang, Parcel const& parcel)
{
    return karya::text::of(lang, parcel.courier);
}

/// What was ordered of one unit, as its page tells it.
std::string order_words(Call& call, Lang lang, Order const& order)
{
    constexpr std::size_t lines_told = 10;
    auto const seller = seller_of(call, order);
    std::vector<std::string> lines { text::letter_order(lang, seller.name, order.number) };
    for (auto const& line : lines_of(lang, order)) {
        if (lines.size() > lines_told) break;
        if (line.instead) continue;
        lines.push_back(text::letter_line(
            lang, line.kit.empty() ? line.name : line.name + " (" + line.kit + ")",
            line.quantity_words, show(lang, line.amount)));
    }
    if (order.lines.size() > lines_told)
        lines.push_back(text::letter_more(
            lang, show(lang, static_cast<std::int64_t>(order.lines.size() - lines_told))));
    if (!order.coupon.empty())
        lines.push_back(text::letter_discount(lang, order.coupon, show(lang, order.discount())));
    if (order.parcel) lines.push_back(text::letter_shipping(lang, show(lang, order.shipping())));
    lines.push_back(text::letter_sum(lang, show(lang, order.charged())));
    lines.push_back(order.parcel
                        ? text::letter_send(lang, courier_of(lang, *order.parcel),
                                            order.parcel->service, show(lang, order.pick_day))
                        : come_words(lang, order, seller.zone));
    return in_lines(lines);
}

std::vector<std::string> order_words(Call& call, Lang lang, std::vector<Order> const& orders)
{
    constexpr std::size_t enough = 5'000; // bytes: a letter has its measure; the page has all
    std::vector<std::string> words;
    std::size_t told = 0;
    for (auto const& order : orders) {
        if (order.state == OrderState::cancelled || told > enough) continue;
        words.push_back(order_words(call, lang, order));
        told += words.back().size();
    }
    return words;
}

std::string to_pay_words(Call& call, Lang lang, GroupId group, Rupiah charged)
{
    auto const payment = payments::payment(call.view(), payment_of(group));
    if (!payment.ok()) return text::letter_pay_at_pickup(lang, show(lang, charged));
    return text::letter_pay_ahead(lang, show(lang, payment.value().to_pay),
                                  show(lang, LocalTime { payment.value().ends_at, Zone::wib }));
}

std::string numbers_of(std::vector<Order> const& orders)
{
    std::vector<std::string> numbers;
    for (auto const& order : orders) numbers.push_back(order.number);
    return joined(numbers, ", ");
}

void tell_paid(Call& call, Reader const& reader)
{
    auto const lang = reader.lang;
    auto const payment = payments::payment(call.view(), payment_of(reader.group));
    CHECK(payment.ok()); // it is settled
    News news { "paid " + reader.group.text(),
                text::letter_paid(lang),
                { text::letter_paid_lede(lang, show(lang, payment.value().received)) },
                "karya_order_paid" };
    auto const orders = store::orders_of(call.tx, reader.group);
    news.gaps = { numbers_of(orders), show(lang, payment.value().received) };
    std::ranges::move(order_words(call, lang, orders), std::back_inserter(news.paragraphs));
    send(call, reader, std::move(news));
}

void tell_ready(Call& call, Reader const& reader, Order const& order)
{
    auto const lang = reader.lang;
    auto const seller = seller_of(call, order);
    auto const pickup = pickup_of(call.view(), order.unit);
    std::vector<std::string> where { come_words(lang, order, seller.zone) };
    if (!pickup.place.empty()) where.push_back(text::letter_where(lang, pickup.place));
    if (!pickup.hours.empty()) where.push_back(text::letter_hours(lang, pickup.hours));
    send(call, reader,
         { "ready " + order.id.text(),
           text::letter_ready(lang, order.number),
           { text::letter_ready_lede(lang, order.number, seller.name), in_lines(where),
             text::letter_code(lang, pick_code(order.id)),
             order.pay == PayTime::ahead
                 ? text::letter_paid_already(lang)
                 : text::letter_pay_at_pickup(lang, show(lang, order.charged())) },
           "karya_order_ready",
           { order.number, seller.name, joined(where, "; "), pick_code(order.id) } });
}

void tell_sent(Call& call, Reader const& reader, Order const& before)
{
    auto const lang = reader.lang;
    auto const order = store::order(call.tx, before.unit, before.id); // with its tracking number
    CHECK(order && order->parcel);
    auto const& parcel = *order->parcel;
    std::vector<std::string> how { text::letter_courier(
        lang, courier_of(lang, parcel), parcel.service,
        days_words(lang, parcel.days_min, parcel.days_max)) };
    if (!parcel.tracking.empty()) how.push_back(text::letter_tracking(lang, parcel.tracking));
    auto const page = std::string { shipping::tracking_page(parcel.courier) };
    if (!parcel.tracking.empty() && !page.empty()) how.push_back(text::letter_track(lang, page));
    send(call, reader,
         { "sent " + order->id.text(),
           text::letter_sent(lang, order->number),
           { text::letter_sent_lede(lang, seller_of(call, *order).name, order->number),
             in_lines(how), text::letter_arrived(lang) },
           "karya_order_sent",
           { order->number, seller_of(call, *order).name,
             courier_of(lang, parcel) + " " + parcel.service, parcel.tracking } });
}

/// A group that was never paid ends as one: its first step tells of all.
bool ends_together(Order const& order, Mover const& mover)
{
    return order.pay == PayTime::ahead && order.state == OrderState::placed
        && (mover.cause == Cause::buyer || mover.cause == Cause::overdue);
}

std::vector<Order> ended_with(Call& call, Order const& order)
{
    auto all = store::orders_of(call.tx, order.group);
    std::erase_if(all, [&](Order const& other) {
        return other.id != order.id && other.state != OrderState::placed;
    });
    return all;
}

void tell_cancelled(Call& call, Reader const& reader, Order const& order, Mover const& mover)
{
    auto const lang = reader.lang;
    bool const together = ends_together(order, mover);
    auto const all = together ? ended_with(call, order) : std::vector<Order> { order };
    News news { "cancelled " + (together ? order.group.text() : order.id.text()),
                all.size() > 1 ? text::letter_cancelled_all(lang)
                               : text::letter_cancelled(lang, order.number),
                { text::letter_cancelled_lede(lang, numbers_of(all),
                                              cancelled_words(lang, order, mover.cause)) } };
    if (mover.cause == Cause::unit)
        news.paragraphs.push_back(text::letter_reason(lang, mover.note));
    news.paragraphs.push_back(order.pay == PayTime::ahead ? text::letter_goes_back(lang)
                                                          : text::letter_nothing_due(lang));
    send(call, reader, std::move(news));
}

} // namespace

bool letters_go()
{
    return mail::is_set(mail::Channel::mail) && mail::address_of(Lang::id, "").has_value();
}

bool messages_go()
{
    return mail::is_set(mail::Channel::whatsapp) && mail::address_of(Lang::id, "").has_value();
}

void tell_placed(Call& call, GroupId group, std::vector<Order> const& orders)
{
    auto const reader = reader_of(call, group);
    if (!reader) return;
    auto const lang = reader->lang;
    Rupiah charged;
    for (auto const& order : orders) charged += order.charged();
    News news { "placed " + group.text(),
                text::letter_placed(lang),
                { text::letter_placed_lede(lang) },
                "karya_order_placed" };
    auto const pay = to_pay_words(call, lang, group, charged);
    news.gaps = { numbers_of(orders), show(lang, charged), pay };
    std::ranges::move(order_words(call, lang, orders), std::back_inserter(news.paragraphs));
    news.paragraphs.push_back(pay);
    send(call, *reader, std::move(news));
}

void tell_moved(Call& call, Order const& order, OrderState to, Mover const& mover)
{
    using enum OrderState;
    if (to == placed || to == packed || to == handed_over) return;
    auto const reader = reader_of(call, order.group);
    if (!reader) return;
    if (to == paid) return tell_paid(call, *reader);
    if (to == ready) return tell_ready(call, *reader, order);
    if (to == shipped) return tell_sent(call, *reader, order);
    return tell_cancelled(call, *reader, order, mover);
}

void tell_part_sent(Call& call, Order const& order)
{
    auto const reader = reader_of(call, order.group);
    if (!reader) return;
    auto const lang = reader->lang;
    auto const& part = order.consignments.back();
    auto const n = show(lang, part.n);
    auto const unit_name = seller_of(call, order).name;
    std::vector<std::string> inside { text::letter_part_inside(lang) };
    for (auto const& line : contents_of(lang, order, part)) inside.push_back(line);
    auto const by = karya::text::of(lang, part.courier);
    std::vector<std::string> how { text::letter_part_courier(lang, by) };
    if (!part.tracking.empty()) how.push_back(text::letter_tracking(lang, part.tracking));
    send(call, *reader,
         { "part " + order.id.text() + " " + std::to_string(part.n),
           text::letter_part(lang, n, order.number),
           { text::letter_part_lede(lang, n, order.number, unit_name), in_lines(inside),
             in_lines(how), text::letter_part_rest(lang) },
           "karya_order_sent",
           { text::part_of_order(lang, n, order.number), unit_name, by, part.tracking } });
}

void tell_put_off(Call& call, Order const& order)
{
    auto const reader = reader_of(call, order.group);
    if (!reader) return;
    auto const lang = reader->lang;
    auto const seller = seller_of(call, order);
    send(call, *reader,
         { "put_off " + order.id.text() + " " + rfc3339(call.now),
           text::letter_put_off(lang, order.number),
           { text::letter_put_off_lede(lang, order.number, seller.name),
             come_words(lang, order, seller.zone) } });
}

void tell_given_back(Call& call, GroupId group, payments::MoneyReturned const& event)
{
    auto const reader = reader_of(call, group);
    if (!reader) return;
    auto const lang = reader->lang;
    News news { "given_back " + event.id.text(),
                text::letter_back(lang),
                { text::letter_back_lede(lang, show(lang, event.amount),
                                         karya::text::of(lang, event.way)) } };
    if (event.cause == payments::ReturnCause::surplus)
        news.paragraphs.push_back(text::letter_back_surplus(lang));
    send(call, *reader, std::move(news));
}

} // namespace karya::orders
