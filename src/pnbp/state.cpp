#include "pnbp/state.h"
#include "base/text.h"
#include <algorithm>

namespace karya::pnbp {

bool may_become(DepositState from, DepositState to)
{
    using enum DepositState;
    switch (to) {
    case billed: return from == made;
    case paid: return from == billed || from == expired;
    case matched: return from == paid;
    case dropped: return from == made || from == billed || from == expired;
    case made:
    case expired: return false;
    }
    CHECK(false);
}

bool is_open(DepositState state)
{
    return state == DepositState::made || state == DepositState::billed;
}

bool is_paid(DepositState state)
{
    return state == DepositState::paid || state == DepositState::matched;
}

DepositState state_on(DepositState stored, std::optional<Day> expires_on, Day today)
{
    bool const over = stored == DepositState::billed && expires_on && *expires_on < today;
    return over ? DepositState::expired : stored;
}

Deposit seen_on(Deposit deposit, Day today)
{
    deposit.state = state_on(deposit.state, deposit.expires_on, today);
    return deposit;
}

std::string number_of(std::string_view unit_code, std::int64_t n)
{
    return std::string { unit_code } + "-PNBP-" + std::to_string(n);
}

Due due_of(Rupiah payable, Rupiah claim)
{
    Due due { .accrued = std::max(payable, Rupiah {}) };
    due.claimed = std::min(std::max(claim, Rupiah {}), due.accrued);
    due.amount = due.accrued - due.claimed;
    due.carried = std::max(claim, Rupiah {}) - due.claimed;
    return due;
}

namespace {

Result<std::string> checked_ntpn(PaymentDraft const& draft)
{
    auto const ntpn = bare_number(draft.ntpn);
    if (!is_ntpn(ntpn)) return Error { bad_payment }.at("ntpn", "pnbp.ntpn_form");
    if (!draft.sure && ntpn.size() != usual_ntpn_length)
        return Error { bad_payment }.at("sure", "pnbp.odd_ntpn");
    return ntpn;
}

Result<std::string> checked_text(std::string const& text, char const* field)
{
    constexpr std::size_t length_max = 120;
    std::string const plain { trimmed(text) };
    if (code_points(plain) > length_max || !is_clean_utf8(plain))
        return Error { bad_payment }.at(field, "pnbp.too_long");
    return plain;
}

} // namespace

Result<Deposit> with_payment(Deposit deposit, PaymentDraft const& draft, Day today)
{
    deposit.ntpn = TRY(checked_ntpn(draft));
    deposit.ntb = bare_number(TRY(checked_text(draft.ntb, "ntb")));
    deposit.channel = TRY(checked_text(draft.channel, "channel"));
    if (draft.paid_on > today) return Error { bad_payment }.at("paid_on", "pnbp.in_future");
    if (draft.paid_on < *deposit.billed_on || draft.paid_on > *deposit.expires_on)
        return Error { bad_payment }.at("paid_on", "pnbp.outside_billing");
    deposit.paid_on = draft.paid_on;
    deposit.money = draft.money;
    return deposit;
}

Deposit corrected(Deposit deposit, Correction const& correction)
{
    deposit.ntpn = correction.ntpn;
    deposit.ntb = correction.ntb;
    deposit.channel = correction.channel;
    deposit.paid_on = correction.paid_on;
    deposit.money = correction.money;
    return deposit;
}

bool moves_money(Correction const& correction)
{
    return correction.paid_on != correction.was_paid_on || correction.money != correction.was_money;
}

std::string key_of(Correction const& correction)
{
    return correction.deposit.text() + " " + std::to_string(correction.n);
}

namespace {

/// As the deposit was when the correction was proposed.
Deposit before_it(Deposit deposit, Correction const& correction)
{
    deposit.ntpn = correction.was_ntpn;
    deposit.ntb = correction.was_ntb;
    deposit.channel = correction.was_channel;
    deposit.paid_on = correction.was_paid_on;
    deposit.money = correction.was_money;
    deposit.booked_on = correction.was_booked_on;
    deposit.booked_as = correction.was_booked_as;
    return deposit;
}

} // namespace

std::vector<Booking> bookings_of(Deposit const& deposit, std::vector<Correction> const& all)
{
    if (!deposit.booked_on) return {};
    std::vector<Booking> found;
    auto source = deposit.id.text();
    auto const add = [&](Deposit const& then) {
        found.push_back(
            { then, then.amount, *then.booked_on, *then.booked_as, source, found.empty() });
    };
    for (auto const& one : all) {
        if (one.deposit != deposit.id || !one.mirrored_as) continue;
        auto const then = before_it(deposit, one);
        add(then);
        found.push_back({ then, -then.amount, *one.mirrored_on, *one.mirrored_as, {}, false });
        source = key_of(one);
    }
    add(deposit);
    return found;
}

std::optional<Rupiah> over_of(Rupiah outstanding)
{
    if (outstanding < Rupiah {}) return -outstanding;
    return {};
}

ledger::EntryDraft entry_of(std::string memo, Deposit const& deposit)
{
    CHECK(deposit.paid_on && deposit.money);
    using ledger::Account;
    auto const money = *deposit.money == MoneySource::cash ? Account::cash : Account::bank;
    ledger::EntryDraft entry { .kind = ledger::EntryKind::deposit,
                               .day = *deposit.paid_on,
                               .source = deposit.id.text(),
                               .memo = std::move(memo) };
    for (auto const& posting :
         { ledger::Posting { Account::pnbp_payable, deposit.accrued - deposit.over },
           ledger::Posting { Account::pnbp_claim, deposit.over },
           ledger::Posting { Account::pnbp_claim, -deposit.claimed },
           ledger::Posting { money, -deposit.amount } })
        if (posting.amount != Rupiah {}) entry.postings.push_back(posting);
    return entry;
}

Day next_working_day(Day day)
{
    using namespace std::chrono;
    do day = day.next();
    while (weekday { day.days } == Saturday || weekday { day.days } == Sunday);
    return day;
}

Day first_of_month(Day day)
{
    auto const date = day.calendar();
    return { std::chrono::sys_days { date.year() / date.month() / 1 } };
}

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

} // namespace

bool is_code(std::string_view code)
{
    constexpr std::size_t length = 15;
    return code.size() == length && std::ranges::all_of(code, is_digit);
}

bool looks_like_code(std::string_view code, Day billed_on)
{
    if (!is_code(code) || code[0] != '8') return false;
    auto const text = [&](std::size_t at, std::size_t size) {
        return std::string { code.substr(at, size) };
    };
    auto const day = Day::parse(text(1, 4) + "-" + text(5, 2) + "-" + text(7, 2));
    // The clock of SIMPONI is Jakarta's; a treasurer in the east may write tomorrow's date.
    return day.ok() && day.value() <= billed_on.next() && billed_on <= day.value().next();
}

bool is_ntpn(std::string_view ntpn)
{
    constexpr std::size_t length_max = 40;
    return !ntpn.empty() && ntpn.size() <= length_max
        && std::ranges::all_of(ntpn, [](char c) { return is_digit(c) || is_capital(c); });
}

std::string bare_number(std::string_view text)
{
    std::string bare;
    for (char const c : text) {
        if (c == ' ' || c == '\t' || c == '-' || c == '.' || c == '\'') continue;
        bare += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return bare;
}

} // namespace karya::pnbp
