// Money that a unit holds when its book begins.

#include "ledger/opening.h"
#include "base/text.h"
#include "core/audit.h"
#include "ledger/store.h"
#include <array>

namespace karya::ledger {

namespace {

struct Held {
    std::string_view field {};
    Account account {};
    Rupiah amount {};
};

Result<std::vector<Posting>> postings_of(Opening const& opening)
{
    std::vector<Posting> postings;
    Rupiah sum;
    for (auto const& held :
         std::array { Held { "cash", Account::cash, opening.cash },
                      Held { "qris_clearing", Account::qris_clearing, opening.qris_clearing },
                      Held { "bank", Account::bank, opening.bank } }) {
        if (held.amount < Rupiah {} || held.amount.amount() > Rupiah::amount_max)
            return Error { bad_amount }.at(std::string { held.field },
                                           std::string { bad_amount.id });
        if (held.amount == Rupiah {}) continue;
        postings.push_back({ held.account, held.amount });
        sum += held.amount;
    }
    if (postings.empty())
        return Error { nothing_to_open }.at("cash", std::string { nothing_to_open.id });
    postings.push_back({ Account::working_fund, -sum });
    return postings;
}

} // namespace

Result<std::string> checked_memo(std::string const& text)
{
    constexpr std::size_t length_max = 200;
    std::string memo { trimmed(text) };
    if (memo.empty() || code_points(memo) > length_max || !is_clean_utf8(memo))
        return Error { memo_missing }.at("memo", std::string { memo_missing.id });
    return memo;
}

Result<Posted> open_book(Call& call, org::UnitScope const& scope, Opening const& opening)
{
    EntryDraft draft { .kind = EntryKind::opening,
                       .day = scope.day(call.now),
                       .memo = TRY(checked_memo(opening.memo)),
                       .postings = TRY(postings_of(opening)) };
    hold_book(call, scope); // so that two do not both find none
    auto const before = store::openings(call.tx, scope.unit());
    if (before.made > before.mirrored) return already_posted;
    draft.source = "opening " + std::to_string(before.made + 1);
    auto const posted = TRY(post(call, scope, draft));
    core::audit(call,
                { .what = "ledger.open",
                  .object = posted.id.text(),
                  .after = draft.memo,
                  .unit = scope.unit() });
    return posted;
}

bool is_opened(View const& view, org::UnitScope const& scope)
{
    auto const found = store::openings(view.read, scope.unit());
    return found.made > found.mirrored;
}

} // namespace karya::ledger
