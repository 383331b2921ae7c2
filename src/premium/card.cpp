#include "premium/card.h"
#include "base/embedded.h"
#include "base/json.h"
#include "premium/state.h"
#include "premium/store.h"
#include "premium/text.h"
#include <algorithm>

namespace karya::premium {

std::vector<CardColumn> columns_in_use(View const& view, org::UnitScope const& scope)
{
    auto chosen = card_columns(view, scope);
    if (!chosen.empty()) return chosen;
    for (auto const field : { CardField::number, CardField::name, CardField::nothing,
                              CardField::amount, CardField::sheet })
        chosen.push_back({ field,
                           field == CardField::nothing ? text::card_heading(view.lang)
                                                       : karya::text::of(view.lang, field) });
    return chosen;
}

Card card_of(View const& view, org::UnitScope const& scope, Sheet const& sheet,
             std::vector<Line> lines)
{
    Card card { .sheet = number_of(scope, sheet),
                .period = sheet.first_day.text() + "/" + sheet.last_day.text(),
                .columns = columns_in_use(view, scope) };
    std::ranges::sort(lines, {}, &Line::n);
    std::vector<WorkerId> workers;
    for (auto const& line : lines) workers.push_back(line.worker);
    auto const kept = wbp::keepsakes(view, scope, workers);
    for (auto const& line : lines) {
        auto const found = kept.find(line.worker);
        card.rows.push_back({ line.worker, wbp::number_of(scope, line.n), line.amount,
                              found == kept.end() ? "" : found->second });
    }
    return card;
}

Card card_then(View const& view, org::UnitScope const& scope, Sheet const& sheet, PayoutId payout)
{
    if (auto const card = store::card(view.read, payout); !card.empty())
        return from_json_text<Card>(card).take(); // we wrote it
    auto const paid = store::payout_lines(view.read, sheet.id);
    auto lines = store::lines(view.read, sheet.id);
    std::erase_if(lines, [&](Line const& line) {
        return std::ranges::none_of(paid, [&](PayoutLine const& one) {
            return one.payout == payout && one.worker == line.worker;
        });
    });
    return card_of(view, scope, sheet, std::move(lines));
}

std::string words_of(Payout const& payout, std::string const& card)
{
    return card.empty() ? json_text(payout) : json_text(payout) + "\n" + card;
}

} // namespace karya::premium
