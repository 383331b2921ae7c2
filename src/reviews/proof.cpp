// What `karya verify` says of reviews.

#include "core/audit.h"
#include "reviews/state.h"
#include "reviews/store.h"
#include <map>

namespace karya::reviews {

namespace {

using Broken = std::optional<std::string>;
using Sums = std::map<ProductId, catalogue::Rating>;

template<class Next>
Sums all_sums(Next&& next)
{
    Sums sums;
    ProductId last;
    for (auto page = next(last); !page.empty(); page = next(last)) {
        for (auto const& row : page) sums[row.product] = { row.count, row.sum };
        last = page.back().product;
    }
    return sums;
}

Broken broken_rating(db::Read& read)
{
    auto const kept = all_sums([&](ProductId after) { return catalogue::ratings(read, after); });
    auto counted = all_sums([&](ProductId after) { return store::ratings(read, after); });
    for (auto const& [product, rating] : kept)
        if (counted[product] != rating)
            return "catalogue_product " + product.text()
                + ": its rating is not that of its reviews";
    for (auto const& [product, rating] : counted)
        if (!kept.contains(product))
            return "catalogue_product " + product.text() + ": its reviews are not in its rating";
    return {};
}

/// The last that the trail knows of each review.
Result<std::map<std::string, std::string>> last_traces(db::Read& read)
{
    std::map<std::string, std::string> last;
    for (auto const unit : TRY(core::audited_units(read)))
        core::each_trace(read, unit, "reviews",
                         [&](core::Trace const& trace) { last[trace.object] = trace.after_hash; });
    return last;
}

Broken broken_trail(db::Read& read)
{
    auto traces = last_traces(read);
    if (!traces.ok()) return "core_audit: unreadable";
    auto known = traces.take();
    ReviewId last;
    for (auto page = store::all(read, last); !page.empty(); page = store::all(read, last)) {
        for (auto const& review : page) {
            auto const trace = known.extract(review.id.text());
            if (trace.empty() || trace.mapped() != core::trace_of(trail_of(review)))
                return "reviews_review " + review.id.text() + ": the trail knows it otherwise";
        }
        last = page.back().id;
    }
    if (known.empty()) return {};
    return "reviews_review " + known.begin()->first + ": it is gone, and the trail knows it";
}

} // namespace

std::optional<std::string> first_broken_review(db::Read& read)
{
    if (auto const rating = broken_rating(read)) return rating;
    if (auto const id = store::first_miscounted(read))
        return "reviews_review " + *id + ": its reports or its photo are not as it says";
    return broken_trail(read);
}

} // namespace karya::reviews
