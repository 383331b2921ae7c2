// What was written of a batch is corrected by two lines more: one mirrors what stood, one stands.

#include "base/json.h"
#include "core/audit.h"
#include "production/check.h"
#include "production/state.h"
#include "production/store.h"
#include "production/words.h"
#include <algorithm>

namespace karya::production {

namespace {

Line corrected(Line line, BatchDraft const& now)
{
    line.day = now.day;
    line.kind = now.kind;
    line.grade = now.grade;
    line.output = now.output;
    line.for_sale = now.uses.for_sale;
    line.kitchen = now.uses.kitchen;
    line.social_aid = now.uses.social_aid;
    line.own_use = now.uses.own_use;
    line.spoiled = now.uses.spoiled;
    line.cost = sum_of(now.costs);
    line.unit_cost = unit_cost_of(line.cost, line.output, line.spoiled);
    line.note = now.note;
    return line;
}

bool is_same(std::vector<CostLine> const& a, std::vector<CostLine> const& b)
{
    return std::ranges::equal(a, b, [](CostLine const& one, CostLine const& other) {
        return json_text(one) == json_text(other);
    });
}

Result<void> take_down(Call& call, org::UnitScope const& scope, Goods const& goods,
                       Quantity quantity, Line const& line)
{
    auto const& variant = goods.variant;
    auto const left = variant.on_hand - variant.held;
    if (left < quantity)
        return Error { gone }
            .with("left", catalogue::measured(call.lang, left, variant.measure))
            .with("difference", catalogue::measured(call.lang, quantity, variant.measure));
    return catalogue::set_stock(call, scope,
                                { .variant = variant.id,
                                  .on_hand = variant.on_hand - quantity,
                                  .reason = catalogue::StockReason::correction,
                                  .note = correction_note(line) });
}

Result<void> move_stock(Call& call, org::UnitScope const& scope, Goods const& goods,
                        Quantity before, Line const& line)
{
    if (line.for_sale == before) return {};
    if (store::withdrawal(call.tx, line.batch)) return withdrawn_stock;
    if (line.for_sale < before) return take_down(call, scope, goods, before - line.for_sale, line);
    return catalogue::change_stock(call, scope,
                                   { line.variant, line.for_sale - before,
                                     catalogue::StockReason::production, correction_note(line) });
}

} // namespace

std::string words_of(Line const& mirror, Line const& line, std::vector<CostLine> const& costs)
{
    auto words = json_text(mirror) + "\n" + json_text(line);
    for (auto const& cost : costs) words += "\n" + json_text(cost);
    return words;
}

std::string deed_of(Line const& line) { return line.batch.text() + " " + std::to_string(line.seq); }

Line mirror_of(Line const& line, Line const& correction, Day booked_on)
{
    auto mirror = line;
    mirror.seq += 1;
    mirror.sign = -1;
    mirror.booked_on = booked_on;
    mirror.reason = correction.reason;
    mirror.at = correction.at;
    mirror.officer = correction.officer;
    mirror.hand = correction.hand;
    return mirror;
}

Result<Line> correct(Call& call, org::UnitScope const& scope, CorrectionDraft const& draft)
{
    auto const made = TRY(batch(call.view(), scope, draft.batch));
    catalogue::hold(call, scope, { made.variant }); // who corrects too waits here
    auto const stood = store::lines(call.tx, made.id).back();
    if (stood.seq != draft.seen) return corrected_since;
    auto const goods = TRY(goods_of(call.view(), scope, made.variant));
    TRY(check(call, draft.now, goods, { scope.day(call.now), stood.day }));
    auto line = corrected(stood, draft.now);
    if (json_text(line) == json_text(stood)
        && is_same(draft.now.costs, store::costs(call.tx, made.id, stood.seq)))
        return unchanged;
    line.seq = stood.seq + 2;
    line.booked_on = open_day(call.view(), scope, line.day);
    line.reason = TRY(checked_reason(draft.reason));
    line.at = call.now;
    line.officer = call.actor.officer;
    line.hand = call.actor.name;
    auto const mirror = mirror_of(stood, line, open_day(call.view(), scope, stood.booked_on));
    store::add(call.tx, made.unit, mirror, {});
    store::add(call.tx, made.unit, line, draft.now.costs);
    TRY(move_stock(call, scope, goods, stood.for_sale, line));
    core::audit(call,
                { .what = "production.correct",
                  .object = deed_of(line),
                  .before = json_text(stood),
                  .after = words_of(mirror, line, draft.now.costs),
                  .unit = scope.unit() });
    return line;
}

std::vector<Line> lines(View const& view, BatchId id) { return store::lines(view.read, id); }

std::vector<Line> lines_on(View const& view, org::UnitScope const& scope, Day first, Day last)
{
    std::vector<Line> all;
    Line after { .booked_on = first }; // nothing is the line 0 of a day
    for (;;) {
        auto const page = store::booked(view.read, scope.unit(), after, last);
        if (page.empty()) break;
        after = page.back();
        std::ranges::copy(page, std::back_inserter(all));
    }
    for (auto& line : all) {
        if (line.sign > 0) continue;
        for (auto const quantity : { &Line::output, &Line::for_sale, &Line::kitchen,
                                     &Line::social_aid, &Line::own_use, &Line::spoiled })
            line.*quantity = -(line.*quantity);
        line.cost = -line.cost;
    }
    return all;
}

} // namespace karya::production
