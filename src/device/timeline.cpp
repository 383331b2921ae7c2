#include "device/timeline.h"

namespace karya::device {

namespace {

/// A believed neighbour weighs less than two that are new: it may be the odd one itself.
constexpr std::int64_t weight_new = 2;
constexpr std::int64_t weight_known = 3;

struct Stone {
    Told told {};
    std::int64_t weight {};
};

std::vector<Stone> laid(Row const& row)
{
    std::vector<Stone> stones;
    if (row.before) stones.push_back({ *row.before, weight_known });
    for (auto const& told : row.events) stones.push_back({ told, weight_new });
    if (row.after) stones.push_back({ *row.after, weight_known });
    return stones;
}

/// The heaviest part of the row that goes forward in time. Of two that weigh the same: the one that
/// begins earlier and ends later, for the clock is looked at when it is sent.
std::vector<bool> believed(std::vector<Stone> const& row)
{
    std::vector<std::int64_t> weight(row.size());
    std::vector<std::size_t> before(row.size());
    std::size_t last = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
        before[i] = i;
        std::int64_t most = 0;
        for (std::size_t j = 0; j < i; ++j) {
            if (row[j].told.at > row[i].told.at + sales::clock_slack || weight[j] <= most) continue;
            before[i] = j;
            most = weight[j];
        }
        weight[i] = most + row[i].weight;
        if (weight[i] >= weight[last]) last = i;
    }
    std::vector<bool> is(row.size());
    for (auto i = last; !row.empty(); i = before[i]) {
        is[i] = true;
        if (before[i] == i) break;
    }
    return is;
}

/// A shift is opened shortly before what follows; all else happens shortly after what it follows.
Timestamp neighbour(std::vector<Stone> const& row, std::vector<bool> const& is, std::size_t odd)
{
    auto before = odd;
    while (before > 0 && !is[before]) --before;
    auto after = odd;
    while (after + 1 < row.size() && !is[after]) ++after;
    bool const forward = row[odd].told.kind == EventKind::shift_open ? is[after] : !is[before];
    return row[forward ? after : before].told.at;
}

} // namespace

std::map<std::int64_t, Timestamp> odd_times(Row const& row)
{
    auto const stones = laid(row);
    auto const is = believed(stones);
    std::map<std::int64_t, Timestamp> odd;
    for (std::size_t i = 0; i < stones.size(); ++i)
        if (!is[i] && stones[i].weight == weight_new)
            odd.emplace(stones[i].told.seq, neighbour(stones, is, i));
    return odd;
}

} // namespace karya::device
