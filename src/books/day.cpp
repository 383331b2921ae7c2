// The report of a day: its figures, its text, and sending it.

#include "base/hash.h"
#include "base/text.h"
#include "books/books.h"
#include "books/days.h"
#include "books/store.h"
#include "books/text.h"
#include "core/audit.h"
#include <algorithm>

namespace karya::books {

namespace {

constexpr std::size_t note_most = 200;

struct Ranks {
    std::optional<Rank> in_kanwil {};
    std::optional<Rank> in_nation {};
};

/// How many bring more; equals stand by name and share no place, as on the board.
Ranks ranks_of(View const& view, org::Unit const& unit, board::Window const& window)
{
    auto const sums = sums_in(view, window);
    auto const own = sums_of(sums, unit.id).turnover;
    Ranks ranks;
    if (own <= Rupiah {}) return ranks;
    Rank kanwil { 1, 0 };
    Rank nation { 1, 0 };
    for (auto const& other : org::all_units(view_on(view, window.last))) {
        auto const turnover = sums_of(sums, other.id).turnover;
        if (!org::holds_prisoners(other.kind) && turnover == Rupiah {}) continue;
        bool const ahead = turnover > own || (turnover == own && other.name < unit.name);
        nation.of += 1;
        nation.place += ahead ? 1 : 0;
        if (other.kanwil != unit.kanwil) continue;
        kanwil.of += 1;
        kanwil.place += ahead ? 1 : 0;
    }
    ranks.in_kanwil = kanwil;
    ranks.in_nation = nation;
    return ranks;
}

} // namespace

DayFigures day_figures(View const& view, org::UnitScope const& scope, Day day)
{
    auto found = org::unit_on(view, scope.unit(), day);
    CHECK(found.ok()); // the scope proves it
    auto const unit = found.take();
    auto const kanwil = org::kanwil(view, unit.kanwil);
    CHECK(kanwil.ok());
    auto const sums = board::unit_sums(view, scope.unit(), { day, day });
    DayFigures figures { .day = day,
                         .unit_name = unit.name,
                         .unit_code = unit.code,
                         .kanwil_name = kanwil.value().name,
                         .turnover = sums.turnover,
                         .premi = sums.premi,
                         .pnbp = sums.pnbp,
                         .sales = sums.sales,
                         .shares = shares(view, { scope.unit() }, { day, day }) };
    board::Window window { day, day };
    if (auto const campaign = org::current_campaign(view, day)) {
        window.first = campaign->first_day;
        auto const so_far = board::unit_sums(view, scope.unit(), window);
        figures.campaign = CampaignSoFar { .name = campaign->name,
                                           .first = campaign->first_day,
                                           .last = campaign->last_day,
                                           .day_number = day.number() - campaign->first_day.number()
                                               + 1,
                                           .turnover = so_far.turnover,
                                           .premi = so_far.premi,
                                           .pnbp = so_far.pnbp,
                                           .sales = so_far.sales };
    }
    auto const ranks = ranks_of(view, unit, window);
    figures.in_kanwil = ranks.in_kanwil;
    figures.in_nation = ranks.in_nation;
    return figures;
}

namespace {

class Message {
public:
    void line(std::string const& words) { m_text += words + "\n"; }
    void gap() { m_text += "\n"; }
    std::string take()
    {
        while (m_text.ends_with('\n')) m_text.pop_back();
        return std::move(m_text);
    }

private:
    std::string m_text {};
};

void put_shares(Message& message, Lang lang, std::vector<Share> const& shares, Facet facet,
                std::string const& heading)
{
    bool any = false;
    for (auto const& share : shares) {
        if (share.facet != facet || share.turnover == Rupiah {}) continue;
        if (!std::exchange(any, true)) message.line(heading);
        message.line(
            text::message_share(lang, share_words(lang, share), show(lang, share.turnover)));
    }
}

void put_campaign(Message& message, Lang lang, CampaignSoFar const& so_far)
{
    message.gap();
    message.line(text::message_campaign(lang, so_far.name, show(lang, so_far.day_number)));
    message.line(text::message_so_far(lang, show(lang, so_far.turnover), show(lang, so_far.sales)));
    message.line(text::message_state(lang, show(lang, so_far.pnbp), show(lang, so_far.premi)));
}

void put_ranks(Message& message, Lang lang, DayFigures const& figures)
{
    if (!figures.in_kanwil || !figures.in_nation) return;
    message.gap();
    message.line(text::message_rank_kanwil(lang, show(lang, figures.in_kanwil->place),
                                           show(lang, figures.in_kanwil->of), figures.kanwil_name));
    message.line(text::message_rank_nation(lang, show(lang, figures.in_nation->place),
                                           show(lang, figures.in_nation->of)));
}

} // namespace

std::string day_text(Lang lang, DayFigures const& figures)
{
    Message message;
    message.line(text::message_begin(lang));
    message.line("*" + figures.unit_name + "*");
    message.line(
        text::weekday_and_day(lang, weekday_name(lang, figures.day), show(lang, figures.day)));
    message.gap();
    if (figures.sales == 0 && figures.turnover == Rupiah {}) {
        message.line(text::message_nihil(lang));
    } else {
        message.line(
            text::message_today(lang, show(lang, figures.turnover), show(lang, figures.sales)));
        put_shares(message, lang, figures.shares, Facet::buyer, text::message_by_buyer(lang));
        put_shares(message, lang, figures.shares, Facet::goods, text::message_by_goods(lang));
        message.line(
            text::message_state(lang, show(lang, figures.pnbp), show(lang, figures.premi)));
    }
    if (figures.campaign) put_campaign(message, lang, *figures.campaign);
    put_ranks(message, lang, figures);
    message.gap();
    message.line(text::message_end(lang));
    return message.take();
}

bool same_sums(DayFigures const& sent, DayFigures const& now)
{
    return sent.turnover == now.turnover && sent.premi == now.premi && sent.pnbp == now.pnbp
        && sent.sales == now.sales && json_text(sent.shares) == json_text(now.shares);
}

bool is_reportable(View const& view, org::UnitScope const& scope, Day day)
{
    constexpr int late_days = 31;
    if (day >= scope.day(view.now).next(-late_days)) return true;
    auto const first = first_day_of(view, { Level::unit, scope.unit().text(), day, day });
    return first && day >= *first;
}

DayFigures figures_of(SentDay const& sent)
{
    auto figures = from_json_text<DayFigures>(sent.figures);
    CHECK(figures.ok());
    return figures.take();
}

namespace {

/// The sums are told by events that arrive after their sale: nothing may be missing yet.
Result<void> check_counted(View const& view, org::UnitScope const& scope, DayFigures const& figures)
{
    Rupiah shared;
    for (auto const& share : figures.shares)
        if (share.facet == Facet::buyer) shared += share.turnover;
    auto const sold = sales::day_total(view, scope, figures.day);
    if (sold.turnover != figures.turnover || shared != figures.turnover) return still_counting;
    return {};
}

Result<std::string> checked_note(std::string const& note, std::vector<SentDay> const& before)
{
    std::string const words { trimmed(note) };
    if (!is_clean_utf8(words) || words.find('\n') != std::string::npos)
        return Error { note_missing }.at("note", std::string { reason::bad_text });
    if (code_points(words) > note_most)
        return Error { note_missing }.at("note", std::string { reason::too_long });
    if (words.empty() && !before.empty())
        return Error { note_missing }.at("note", std::string { reason::required });
    return words;
}

} // namespace

Result<SentDay> send_day(Call& call, org::UnitScope const& scope, Day day, std::string const& note)
{
    auto const view = call.view();
    if (day > scope.day(call.now)) return Error { day_ahead }.at("day", "books.day_ahead_hint");
    if (!is_reportable(view, scope, day)) return not_begun;
    store::take_turn(call.tx, scope.unit().text());
    auto const before = store::versions(call.tx, scope.unit(), day);
    auto const words = TRY(checked_note(note, before));
    auto const figures = day_figures(view, scope, day);
    TRY(check_counted(view, scope, figures));
    if (!before.empty() && same_sums(figures_of(before.front()), figures)) return nothing_new;
    SentDay sent { .unit = scope.unit(),
                   .day = day,
                   .version = before.empty() ? 1 : before.front().version + 1,
                   .at = call.now,
                   .officer = call.actor.officer,
                   .name = call.actor.name,
                   .note = before.empty() ? "" : words,
                   .figures = json_text(figures) };
    sent.hash = sha256_hex(sent.figures);
    store::add_day(call.tx, sent);
    core::audit(call,
                { .what = "books.send_day",
                  .object = scope.unit().text() + " " + day.text(),
                  .before = before.empty() ? "" : json_text(before.front()),
                  .after = json_text(sent),
                  .unit = scope.unit() });
    return sent;
}

std::vector<SentDay> sent_versions(View const& view, org::UnitScope const& scope, Day day)
{
    return store::versions(view.read, scope.unit(), day);
}

} // namespace karya::books
