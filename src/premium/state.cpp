#include "premium/state.h"
#include "base/embedded.h"
#include "base/hash.h"
#include "base/json.h"
#include <algorithm>

namespace karya::premium {

namespace {

constexpr std::size_t marks = 5;
constexpr std::int64_t plain_factor = 100;

/// Without a mark: as it is.
std::int64_t factor_of(std::vector<std::int64_t> const& factors, std::optional<std::int64_t> mark)
{
    if (!mark) return plain_factor;
    CHECK(factors.size() == marks && *mark >= 1 && *mark <= static_cast<std::int64_t>(marks));
    return factors[static_cast<std::size_t>(*mark - 1)];
}

std::int64_t base_of(Basis basis, workshop::WorkerMonth const& month)
{
    switch (basis) {
    case Basis::days: return month.present;
    case Basis::hours: return month.hours.thousandths();
    case Basis::pieces: return month.earned.amount();
    }
    CHECK(false);
}

void append(ledger::EntryDraft& entry, ledger::Account account, Rupiah amount)
{
    if (amount != Rupiah {}) entry.postings.push_back({ account, amount });
}

} // namespace

bool may_become(SheetState from, SheetState to)
{
    using enum SheetState;
    switch (to) {
    case draft: return from == draft || from == sent || from == verified;
    case sent: return from == draft;
    case verified: return from == sent;
    case authorised: return from == verified;
    case dropped: return from == draft;
    case paid: return false;
    }
    CHECK(false);
}

bool is_open(SheetState state)
{
    return state == SheetState::draft || state == SheetState::sent || state == SheetState::verified;
}

bool is_authorised(SheetState state)
{
    return state == SheetState::authorised || state == SheetState::paid;
}

Sheet seen_as(Sheet sheet)
{
    if (sheet.state == SheetState::authorised && sheet.paid == sheet.amount)
        sheet.state = SheetState::paid;
    return sheet;
}

Factors plain_factors()
{
    return { .difficulty = std::vector(marks, plain_factor),
             .conduct = std::vector(marks, plain_factor) };
}

bool is_plain(Factors const& factors)
{
    auto const plain = [](std::int64_t factor) { return factor == plain_factor; };
    return std::ranges::all_of(factors.difficulty, plain)
        && std::ranges::all_of(factors.conduct, plain);
}

std::int64_t weight_of(Formula const& formula, workshop::WorkerMonth const& month)
{
    std::int64_t weight = base_of(formula.basis, month);
    for (auto const factor : { factor_of(formula.factors.difficulty, month.difficulty),
                               factor_of(formula.factors.conduct, month.conduct) })
        CHECK(!__builtin_mul_overflow(weight, factor, &weight));
    return weight;
}

Late late_of(Line const& line, Late const& written, Late const& counted)
{
    return { .worker = line.worker,
             .present = std::max(written.present - counted.present, -line.present),
             .hours = std::max(written.hours - counted.hours, -line.hours),
             .pieces = std::max(written.pieces - counted.pieces, -line.pieces),
             .earned = std::max(written.earned - counted.earned, -line.earned) };
}

bool is_nothing(Late const& late)
{
    return late.present == 0 && late.hours == Quantity {} && late.pieces == Quantity {}
    && late.earned == Rupiah {};
}

void add(Line& line, Formula const& formula, Late const& late)
{
    line.present += late.present;
    line.hours = line.hours + late.hours;
    line.pieces = line.pieces + late.pieces;
    line.earned += late.earned;
    auto const weight = weight_of(formula,
                                  { .present = late.present,
                                    .hours = late.hours,
                                    .earned = late.earned,
                                    .difficulty = line.difficulty,
                                    .conduct = line.conduct });
    CHECK(!__builtin_add_overflow(line.weight, weight, &line.weight));
    line.weight = std::max<std::int64_t>(line.weight, 0); // marks of then and now differ
}

Quantity weight_shown(Basis basis, std::int64_t weight)
{
    constexpr std::int64_t hundredths = 10'000; // both factors stand in hundredths
    constexpr std::int64_t thousandths = 10;
    return Quantity { basis == Basis::hours ? weight / hundredths : weight / thousandths };
}

Quantity weight_shown(Sheet const& sheet, std::int64_t weight)
{
    return weight_shown(from_json_text<Formula>(sheet.formula).take().basis, weight);
}

std::string measure_words(Lang lang, std::string_view formula)
{
    auto const measure = from_json_text<Formula>(formula).take().measure; // we wrote it
    return measure ? karya::text::of(lang, *measure) : "";
}

namespace {

void share_premi(Sheet& sheet, std::vector<Line>& lines)
{
    sheet.amount = sheet.accrued - sheet.claimed;
    std::vector<std::int64_t> weights;
    std::int64_t all = 0;
    for (auto const& line : lines) {
        weights.push_back(line.weight);
        CHECK(!__builtin_add_overflow(all, line.weight, &all));
    }
    auto const amounts = all > 0 ? spread(sheet.amount, weights)
                                 : std::vector<Rupiah>(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i].amount = amounts[i];
}

void share_upah(Sheet& sheet, std::vector<Line>& lines)
{
    sheet.amount = {};
    for (auto& line : lines) {
        line.amount = line.earned;
        sheet.amount += line.earned;
    }
    auto const there = sheet.accrued + sheet.carried_in - sheet.claimed;
    sheet.topped_up = std::max(Rupiah {}, sheet.amount - there);
    sheet.carried_out = std::max(Rupiah {}, there - sheet.amount);
}

} // namespace

void share_out(Sheet& sheet, std::vector<Line>& lines, Pot const& pot)
{
    sheet.accrued = pot.accrued;
    sheet.carried_in = pot.carried_in;
    sheet.claimed = std::min(std::max(Rupiah {}, pot.claim), pot.accrued + pot.carried_in);
    sheet.topped_up = {};
    sheet.carried_out = {};
    if (sheet.fund == Fund::premi)
        share_premi(sheet, lines);
    else
        share_upah(sheet, lines);
}

ledger::Account payable_of(Fund fund)
{
    return fund == Fund::premi ? ledger::Account::premi_payable : ledger::Account::upah_payable;
}

ledger::Account claim_of(Fund fund)
{
    return fund == Fund::premi ? ledger::Account::premi_claim : ledger::Account::upah_claim;
}

ledger::Account account_of(MoneySource money)
{
    return money == MoneySource::cash ? ledger::Account::cash : ledger::Account::bank;
}

std::string number_of(std::string_view unit_code, std::int64_t n)
{
    return std::string { unit_code } + "-PREMI-" + std::to_string(n);
}

namespace {

/// What the people who approve see; not who did what when.
struct Content {
    UnitId unit {};
    ActivityId activity {};
    std::int64_t n {};
    Fund fund {};
    Day first_day {};
    Day last_day {};
    std::string formula {};
    std::int64_t covers {};
    Rupiah accrued {};
    Rupiah carried_in {};
    Rupiah claimed {};
    Rupiah topped_up {};
    Rupiah amount {};
    Rupiah carried_out {};
    std::vector<Line> lines {};
    std::vector<Part> parts {};
};
BOOST_DESCRIBE_STRUCT(Content, (),
                      (unit, activity, n, fund, first_day, last_day, formula, covers, accrued,
                       carried_in, claimed, topped_up, amount, carried_out, lines, parts))

} // namespace

std::string hash_of(Sheet const& sheet, Terms const& terms)
{
    auto const content = json_text(Content { .unit = sheet.unit,
                                             .activity = sheet.activity,
                                             .n = sheet.n,
                                             .fund = sheet.fund,
                                             .first_day = sheet.first_day,
                                             .last_day = sheet.last_day,
                                             .formula = sheet.formula,
                                             .covers = sheet.covers,
                                             .accrued = sheet.accrued,
                                             .carried_in = sheet.carried_in,
                                             .claimed = sheet.claimed,
                                             .topped_up = sheet.topped_up,
                                             .amount = sheet.amount,
                                             .carried_out = sheet.carried_out,
                                             .lines = terms.lines,
                                             .parts = terms.parts });
    // A sheet without late days says what it said before there were any.
    return sha256_hex(terms.lates.empty() ? content : content + json_text(terms.lates));
}

std::string words_of(Sheet sheet)
{
    sheet.paid = {}; // payouts have deeds of their own
    if (sheet.state == SheetState::paid) sheet.state = SheetState::authorised;
    return json_text(sheet);
}

ledger::EntryDraft entry_of(std::string memo, Sheet const& sheet, Day day)
{
    ledger::EntryDraft entry { .kind = ledger::EntryKind::premium,
                               .day = day,
                               .source = sheet.id.text(),
                               .memo = std::move(memo) };
    append(entry, payable_of(sheet.fund), sheet.claimed - sheet.topped_up);
    append(entry, claim_of(sheet.fund), -sheet.claimed);
    append(entry, ledger::Account::working_fund, sheet.topped_up);
    return entry;
}

ledger::EntryDraft entry_of(std::string memo, Fund fund, Payout const& payout)
{
    return { .kind = ledger::EntryKind::payout,
             .day = payout.paid_on,
             .source = payout.id.text(),
             .memo = std::move(memo),
             .postings = { { payable_of(fund), payout.amount },
                           { account_of(payout.money), -payout.amount } } };
}

ledger::EntryDraft entry_of_back(std::string memo, Fund fund, Payout const& payout,
                                 Back const& back)
{
    return { .kind = ledger::EntryKind::payout_back,
             .day = back.day,
             .source = payout.id.text() + " " + std::to_string(back.worker),
             .memo = std::move(memo),
             .postings = { { account_of(payout.money), back.amount },
                           { payable_of(fund), -back.amount } } };
}

Rupiah share_of(Wage const& wage, std::int64_t days)
{
    CHECK(wage.days > 0);
    return scaled(wage.month, days, wage.days);
}

} // namespace karya::premium
