#include "books/days.h"
#include "books/text.h"

namespace karya::books {

View view_on(View const& view, Day day)
{
    auto past = view;
    past.now = start_of(day, Zone::wib) + std::chrono::hours { 12 };
    return past;
}

Result<Reach> reach_on(View const& view, Day day)
{
    auto const past = view_on(view, day);
    auto const range = TRY(org::range(past));
    Reach reach;
    for (auto const& kanwil : org::all_kanwil(past)) reach.kanwil[kanwil.id] = kanwil.name;
    for (auto& unit : org::holders(past))
        if (range.covers(unit)) reach.units.push_back(std::move(unit));
    return reach;
}

UnitSums sums_in(View const& view, board::Window const& window)
{
    UnitSums sums;
    for (auto const& row : board::sums_by_unit(view, window)) sums[row.unit] = row.sums;
    return sums;
}

board::Sums sums_of(UnitSums const& sums, UnitId unit)
{
    auto const found = sums.find(unit);
    return found == sums.end() ? board::Sums {} : found->second;
}

void add(board::Sums& sum, board::Sums const& other)
{
    sum.turnover += other.turnover;
    sum.premi += other.premi;
    sum.pnbp += other.pnbp;
    sum.sales += other.sales;
}

Result<Words> place_of(View const& view)
{
    if (view.actor.level() == Level::unit)
        return same(TRY(org::unit(view, TRY(org::own(view)).unit())).name);
    if (view.actor.level() == Level::nation)
        return both([](Lang lang) { return text::whole_country(lang); });
    auto const name = TRY(org::kanwil(view, view.actor.kanwil)).name;
    return both([&](Lang lang) { return text::office_named(lang, name); });
}

std::string weekday_name(Lang lang, Day day)
{
    auto const number = std::chrono::weekday { day.days }.c_encoding();
    return karya::text::of(lang, static_cast<Weekday>(number));
}

std::string share_words(Lang lang, Share const& share)
{
    if (share.facet == Facet::buyer)
        if (auto const buyer = enum_from<sales::BuyerKind>(share.what))
            return karya::text::of(lang, *buyer);
    if (share.facet == Facet::channel)
        if (auto const channel = enum_from<sales::Channel>(share.what))
            return karya::text::of(lang, *channel);
    if (share.facet == Facet::goods)
        if (auto const kind = enum_from<catalogue::ProductKind>(share.what))
            return karya::text::of(lang, *kind);
    return share.what;
}

} // namespace karya::books
