#include "orders/state.h"
#include <algorithm>

namespace karya::orders {

bool may_become(Terms terms, OrderState from, OrderState to)
{
    using enum OrderState;
    bool const sent = terms.delivery == Delivery::sent;
    bool const due = is_due(terms.pay, from);
    switch (to) {
    case paid: return from == placed && terms.pay == PayTime::ahead;
    case packed: return sent && due;
    case shipped: return sent && (due || from == packed);
    case ready: return terms.delivery == Delivery::fetched && due;
    case handed_over: return sent ? from == shipped : due || from == ready;
    case cancelled: return is_open(from) && from != shipped;
    case placed: return false;
    }
    CHECK(false);
}

bool is_open(OrderState state) { return state < OrderState::handed_over; }

bool is_due(PayTime pay, OrderState state)
{
    return state == (pay == PayTime::ahead ? OrderState::paid : OrderState::placed);
}

bool is_late(Terms terms, OrderState state, Day pick_day, Day today)
{
    if (!is_due(terms.pay, state) && state != OrderState::packed) return false;
    return terms.delivery == Delivery::fetched ? pick_day <= today : pick_day < today;
}

std::optional<Rupiah> line_amount(Rupiah price, Quantity quantity)
{
    bool const fits = price > Rupiah {} && quantity > Quantity {}
        && quantity.thousandths() <= Quantity::thousandths_max
        && price.amount() <= Rupiah::amount_max * 1000 / quantity.thousandths();
    if (!fits) return {};
    auto const amount = amount_of(price, quantity);
    if (amount == Rupiah {}) return {};
    return amount;
}

std::string number_of(std::string_view unit_code, std::int64_t n)
{
    return std::string { unit_code } + "-P-" + std::to_string(n);
}

std::vector<Day> days_after(Day day, std::string_view days, std::size_t count,
                            std::vector<Day> const& closed)
{
    CHECK(is_weekdays(days));
    std::vector<Day> found;
    while (found.size() < count) {
        day = day.next();
        auto const weekday = std::chrono::weekday { day.days }.iso_encoding();
        bool const open = days.find(static_cast<char>('0' + weekday)) != std::string_view::npos;
        if (open && std::ranges::find(closed, day) == closed.end()) found.push_back(day);
    }
    return found;
}

bool is_weekdays(std::string_view days)
{
    bool const digits = std::ranges::all_of(days, [](char c) { return c >= '1' && c <= '7'; });
    bool const rising = std::ranges::adjacent_find(days, std::greater_equal {}) == days.end();
    return !days.empty() && digits && rising;
}

bool overlap(WeekSlot const& a, WeekSlot const& b)
{
    return a.weekday == b.weekday && a.starts < b.ends && b.starts < a.ends;
}

} // namespace karya::orders
