#include "app/demo_premium.h"
#include "premium/premium.h"
#include <algorithm>

namespace karya::app {

namespace {

using premium::Sheet;

/// One after the other, each as who does that step.
class PremiumDesk {
public:
    PremiumDesk(Call& call, org::UnitScope const& scope, PremiumStaff const& staff)
        : m_call(call),
          m_scope(scope),
          m_staff(staff)
    {
    }

    Result<Sheet> make(ActivityId activity, Day first, Day last)
    {
        m_call.actor = m_staff.cashier;
        return premium::make(m_call, m_scope,
                             { .activity = activity, .first_day = first, .last_day = last });
    }
    Result<Sheet> authorise(Sheet sheet)
    {
        for (auto const& [who, move] : { std::pair { m_staff.cashier, &premium::send },
                                         std::pair { m_staff.section, &premium::verify },
                                         std::pair { m_staff.head, &premium::authorise } }) {
            m_call.actor = who;
            sheet = TRY(move(m_call, m_scope, { sheet.id, sheet.version }));
        }
        return sheet;
    }
    /// By card, all at once; one card does not take it.
    Result<void> pay(Sheet const& sheet)
    {
        m_call.actor = m_staff.treasurer;
        auto const bank = ledger::balance(m_call.view(), m_scope, ledger::Account::bank);
        premium::PayoutDraft draft { .sheet = sheet.id,
                                     .money = bank < sheet.amount ? premium::MoneySource::cash
                                                                  : premium::MoneySource::bank,
                                     .paid_on = m_scope.day(m_call.now) };
        for (auto const& line : premium::lines(m_call.view(), m_scope, sheet.id))
            if (line.amount > Rupiah {}) draft.workers.push_back(line.worker);
        auto const payout = TRY(premium::pay(m_call, m_scope, draft));
        TRY(premium::give_back(m_call, m_scope,
                               { payout.id, draft.workers.back(), "Peragaan: kartu terblokir" }));
        draft.workers = { draft.workers.back() };
        draft.channel = premium::Channel::savings;
        TRY(premium::pay(m_call, m_scope, draft));
        return {};
    }

private:
    Call& m_call;
    org::UnitScope const& m_scope;
    PremiumStaff const& m_staff;
};

} // namespace

Result<void> lay_premium(Call& call, PremiumStaff const& staff)
{
    constexpr int weeks_ago = 28;
    constexpr int half = 14;
    call.actor = staff.section;
    auto const scope = TRY(org::own(call.view()));
    auto const today = scope.day(call.now);
    std::vector<ActivityId> worked;
    for (auto const& one : premium::waiting(call.view(), scope))
        if (one.fund == premium::Fund::premi
            && !workshop::assigned_on(call.view(), scope, one.activity, today).empty())
            worked.push_back(one.activity);
    if (worked.empty()) return {};
    PremiumDesk desk { call, scope, staff };
    auto const first = TRY(
        desk.make(worked.front(), today.next(-weeks_ago), today.next(-half - 1)));
    TRY(desk.pay(TRY(desk.authorise(first))));
    if (worked.size() > 1)
        TRY(desk.authorise(TRY(desk.make(worked[1], today.next(-weeks_ago), today.next(-1)))));
    auto const last = desk.make(worked.front(), today.next(-half), today.next(-1));
    if (!last.ok() && last.error().code().id != premium::nothing_to_share.id) return last.error();
    return {};
}

} // namespace karya::app
