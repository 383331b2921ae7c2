// Paying: who is still owed, what was paid, and what came back.

#include "identity/identity.h"
#include "premium/card.h"
#include "premium/routes.h"
#include "premium/state.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::premium {

namespace {

struct OwedRow {
    WorkerId worker {};
    std::string number {};
    std::string name {};
    Rupiah amount {};
    bool back { false };
};
BOOST_DESCRIBE_STRUCT(OwedRow, (), (worker, number, name, amount, back))

struct PaidRow {
    PayoutId payout {};
    WorkerId worker {};
    std::string number {};
    std::string name {};
    Rupiah amount {};
    bool back { false };
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(PaidRow, (), (payout, worker, number, name, amount, back, reason))

struct PayoutCard {
    PayoutId payout {};
    std::int64_t n {};
    Channel channel {};
    MoneySource money {};
    Day paid_on {};
    Rupiah amount {};
    std::string by {};
    std::vector<PaidRow> people {};
};
BOOST_DESCRIBE_STRUCT(PayoutCard, (), (payout, n, channel, money, paid_on, amount, by, people))

struct PayForm {
    Channel channel { Channel::card };
    MoneySource money { MoneySource::bank };
    std::string paid_on {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(PayForm, (), (channel, money, paid_on, reason))

struct ChannelChoice {
    Channel channel {};
};
BOOST_DESCRIBE_STRUCT(ChannelChoice, (), (channel))

/// A column of the card file as the form shows it.
struct ColumnRow {
    std::int64_t place {};
    std::int64_t index {};
    std::string heading {};
    struct Option {
        CardField field {};
        bool chosen { false };
    };
    std::vector<Option> options {};
    bool unused { false };
};
BOOST_DESCRIBE_STRUCT(ColumnRow::Option, (), (field, chosen))
BOOST_DESCRIBE_STRUCT(ColumnRow, (), (place, index, heading, options, unused))

struct PayPage {
    std::string title {};
    PremiumId sheet {};
    std::string activity_name {};
    Fund fund {};
    Rupiah amount {};
    Rupiah paid {};
    Rupiah left {};
    bool named { false };
    std::string reading {};
    std::vector<OwedRow> owed {};
    std::vector<PayoutCard> payouts {};
    Rupiah cash {};
    Rupiah bank {};
    std::vector<ChannelChoice> channels {};
    std::vector<ColumnRow> columns {};
    PayForm form {};
};
BOOST_DESCRIBE_STRUCT(PayPage, (),
                      (title, sheet, activity_name, fund, amount, paid, left, named, reading, owed,
                       payouts, cash, bank, channels, columns, form))

/// Who is still owed, and what was paid, with the names that are open.
void put_people(View const& view, org::UnitScope const& scope, PayPage& page, Names names)
{
    auto const all = lines(view, scope, page.sheet);
    auto const paid = payout_lines(view, scope, page.sheet);
    std::map<WorkerId, std::string> numbers;
    for (auto const& line : all) {
        numbers[line.worker] = wbp::number_of(scope, line.n);
        auto const state = line_state(line, paid);
        if (state == LineState::owed || state == LineState::back)
            page.owed.push_back({ line.worker, numbers[line.worker], names[line.worker].name,
                                  line.amount, state == LineState::back });
    }
    for (auto const& payout : payouts(view, scope, page.sheet)) {
        PayoutCard card { .payout = payout.id,
                          .n = payout.n,
                          .channel = payout.channel,
                          .money = payout.money,
                          .paid_on = payout.paid_on,
                          .amount = payout.amount,
                          .by = identity::name_of(view, payout.officer) };
        for (auto const& one : paid)
            if (one.payout == payout.id)
                card.people.push_back({ payout.id, one.worker, numbers[one.worker],
                                        names[one.worker].name, one.amount,
                                        one.came_back_at.has_value(), one.reason });
        std::ranges::sort(card.people, {}, &PaidRow::number);
        page.payouts.push_back(std::move(card));
    }
}

void put_columns(View const& view, org::UnitScope const& scope, PayPage& page)
{
    auto const chosen = columns_in_use(view, scope);
    for (std::size_t i = 0; i < shown_columns; ++i) {
        ColumnRow row { .place = static_cast<std::int64_t>(i) + 1,
                        .index = static_cast<std::int64_t>(i) };
        if (i < chosen.size()) row.heading = chosen[i].heading;
        row.unused = i >= chosen.size();
        for (auto const field : enum_values<CardField>())
            row.options.push_back({ field, i < chosen.size() && chosen[i].field == field });
        page.columns.push_back(std::move(row));
    }
}

Result<PayPage> show_pay(View& view, NamedSheet const& path)
{
    auto const scope = TRY(org::own(view));
    auto const found = TRY(sheet(view, scope, path.sheet));
    if (!is_authorised(found.state)) return not_found;
    PayPage page { .title = number_of(scope, found),
                   .sheet = found.id,
                   .activity_name = TRY(org::activity(view, scope, found.activity)).name,
                   .fund = found.fund,
                   .amount = found.amount,
                   .paid = found.paid,
                   .left = found.amount - found.paid,
                   .cash = ledger::balance(view, scope, ledger::Account::cash),
                   .bank = ledger::balance(view, scope, ledger::Account::bank) };
    auto names = names_of(view, scope, path.reading);
    page.named = !names.empty();
    if (page.named) page.reading = path.reading->text();
    put_people(view, scope, page, std::move(names));
    put_columns(view, scope, page);
    for (auto const channel : enum_values<Channel>()) page.channels.push_back({ channel });
    page.form.paid_on = scope.day(view.now).text();
    return page;
}

struct PayInput {
    PremiumId sheet {};
    Channel channel {};
    MoneySource money {};
    Day paid_on {};
    std::vector<WorkerId> workers {};
};
BOOST_DESCRIBE_STRUCT(PayInput, (), (sheet, channel, money, paid_on, workers))

Result<SheetPath> post_pay(Call& call, PayInput const& input)
{
    TRY(pay(call, TRY(org::own(call.view())),
            { .sheet = input.sheet,
              .channel = input.channel,
              .money = input.money,
              .paid_on = input.paid_on,
              .workers = input.workers }));
    return SheetPath { input.sheet };
}

struct ComeBackInput {
    PremiumId sheet {};
    PayoutId payout {};
    WorkerId worker {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(ComeBackInput, (), (sheet, payout, worker, reason))

Result<SheetPath> post_come_back(Call& call, ComeBackInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    if (TRY(payout(call.view(), scope, input.payout)).sheet != input.sheet) return not_found;
    TRY(give_back(call, scope, { input.payout, input.worker, input.reason }));
    return SheetPath { input.sheet };
}

} // namespace

void add_payout_routes(web::Routes& routes)
{
    constexpr std::string_view page = "/meja/premi/{sheet}/bayar";
    constexpr web::Then then { page, page };
    routes.query<NamedSheet, PayPage>(page, see_right, show_pay, { "premium/pay" });
    routes.command<PayInput, SheetPath>(page, pay_right, post_pay, then);
    routes.command<ComeBackInput, SheetPath>("/meja/premi/{sheet}/bayar/{payout}/{worker}",
                                             pay_right, post_come_back, then);
}

} // namespace karya::premium
