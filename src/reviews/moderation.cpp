// The desk: what waits is read, published or refused, and answered.

#include "reviews/moves.h"
#include "reviews/reviews.h"
#include "reviews/state.h"
#include "reviews/store.h"

namespace karya::reviews {

namespace {

Result<Review> own(db::Read& read, org::UnitScope const& scope, ReviewId id)
{
    auto found = store::by_id(read, id);
    if (!found || found->unit != scope.unit()) return not_found;
    return std::move(*found);
}

/// The same, alone with it until the end of the transaction.
Result<Review> own_locked(Call& call, org::UnitScope const& scope, ReviewId id)
{
    TRY(own(call.tx, scope, id));
    return std::move(*store::locked(call.tx, id));
}

} // namespace

Result<std::vector<Review>> queue(View const& view, Queue queue, ReviewId from)
{
    auto const range = TRY(org::range(view));
    auto const unit = range.level() == Level::unit ? range.unit() : UnitId {};
    auto const next = [&](ReviewId place) {
        switch (queue) {
        case Queue::waiting: return store::oldest(view.read, ReviewState::waiting, unit, place);
        case Queue::reported: return store::reported(view.read, unit, place);
        case Queue::published: return store::latest(view.read, ReviewState::published, unit, place);
        case Queue::refused: break;
        }
        return store::latest(view.read, ReviewState::refused, unit, place);
    };
    if (range.level() != Level::kanwil) return next(from);
    std::vector<Review> all;
    for (auto page = next(from); !page.empty(); page = next(from)) {
        from = page.back().id;
        for (auto& one : page) {
            if (!range.covers(TRY(org::unit(view, one.unit)))) continue;
            all.push_back(std::move(one));
            if (all.size() == queue_a_page) return all;
        }
    }
    return all;
}

std::int64_t tasks(View const& view, org::UnitScope const& scope)
{
    return store::tasks(view.read, scope.unit());
}

Result<UnitId> unit_of(View const& view, ReviewId id)
{
    auto const found = store::by_id(view.read, id);
    if (!found) return not_found;
    return found->unit;
}

Result<Review> review(View const& view, org::UnitScope const& scope, ReviewId id)
{
    return own(view.read, scope, id);
}

std::vector<Report> open_reports(View const& view, org::UnitScope const& scope, ReviewId id)
{
    if (!own(view.read, scope, id).ok()) return {};
    return store::open_reports(view.read, id);
}

Result<std::string> photo(View const& view, org::UnitScope const& scope, ReviewId id)
{
    TRY(own(view.read, scope, id));
    auto webp = store::photo(view.read, id);
    if (!webp) return not_found;
    return std::move(*webp);
}

Result<void> publish(Call& call, org::UnitScope const& scope, Publication const& draft)
{
    auto const found = TRY(own_locked(call, scope, draft.review));
    if (found.state == ReviewState::published && found.reports == 0) return moved_on;
    if (found.someone && !draft.looked)
        return Error { look_first }.at("looked", std::string { look_first.id });
    auto after = found;
    after.state = ReviewState::published;
    after.refusal.reset();
    if (found.state != ReviewState::published) after.published_at = call.now;
    after.officer = call.actor.officer;
    TRY(change(call, found, after, "reviews.publish"));
    store::settle_reports(call.tx, after.id, call.now);
    return {};
}

Result<void> refuse(Call& call, org::UnitScope const& scope, ReviewId id, Refusal reason)
{
    auto const found = TRY(own_locked(call, scope, id));
    auto after = found;
    after.state = ReviewState::refused;
    after.refusal = reason;
    after.officer = call.actor.officer;
    if (found.state == ReviewState::refused) return moved_on;
    TRY(change(call, found, after, "reviews.refuse"));
    store::settle_reports(call.tx, id, call.now);
    return {};
}

Result<void> answer(Call& call, org::UnitScope const& scope, ReviewId id, std::string const& words)
{
    auto const found = TRY(own_locked(call, scope, id));
    if (found.state != ReviewState::published) return moved_on;
    auto after = found;
    after.answer = TRY(checked_answer(words));
    after.answered_at = after.answer.empty() ? std::nullopt : std::optional { call.now };
    return change(call, found, after, "reviews.answer");
}

} // namespace karya::reviews
