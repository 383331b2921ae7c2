// Who has reported a day, until when it must be, and the day of all units together.

#include "books/books.h"
#include "books/days.h"
#include "books/store.h"
#include "books/text.h"
#include "core/audit.h"
#include <algorithm>

namespace karya::books {

std::vector<Cutoff> cutoffs(View const& view) { return store::cutoffs(view.read); }

Timestamp due_at(View const& view, Zone zone, Day day)
{
    auto const minutes = store::minutes_on(view.read, zone, day).value_or(minutes_usual);
    return start_of(day, zone) + std::chrono::minutes { minutes };
}

Result<void> set_cutoff(Call& call, Cutoff const& cutoff)
{
    Error refused { bad_cutoff };
    if (cutoff.minutes < 1 || cutoff.minutes > minutes_most)
        refused.fields.push_back({ "minutes", "books.bad_minutes", {} });
    if (cutoff.since < day_in(cutoff.zone, call.now))
        refused.fields.push_back({ "since", "books.since_past", {} });
    if (!refused.fields.empty()) return refused;
    auto const before = store::minutes_on(call.tx, cutoff.zone, cutoff.since);
    store::put_cutoff(call.tx, cutoff);
    core::audit(call,
                { .what = "books.set_cutoff",
                  .object = std::string { name_of(cutoff.zone) } + " " + cutoff.since.text(),
                  .before = before ? std::to_string(*before) : "",
                  .after = json_text(cutoff) });
    return {};
}

namespace {

Reported state_of(std::optional<Timestamp> sent, Timestamp due, Timestamp now)
{
    if (sent) return *sent < due ? Reported::in_time : Reported::late;
    return now < due ? Reported::awaited : Reported::missing;
}

void put_sent(UnitReport& report, Zone zone, std::vector<SentDay const*> const& versions)
{
    if (versions.empty()) return;
    auto const figures = figures_of(*versions.back());
    report.at = LocalTime { versions.front()->at, zone };
    report.versions = static_cast<std::int64_t>(versions.size());
    report.corrected = versions.size() > 1;
    report.turnover = figures.turnover;
    report.nihil = figures.sales == 0 && figures.turnover == Rupiah {};
}

} // namespace

Result<std::vector<UnitReport>> reports_of(View const& view, Day day)
{
    auto const reach = TRY(reach_on(view, day));
    auto const sums = sums_in(view, { day, day });
    auto const sent = store::sent_on(view.read, day);
    std::map<UnitId, std::vector<SentDay const*>> versions;
    for (auto const& one : sent) versions[one.unit].push_back(&one);
    std::map<Zone, Timestamp> due;
    for (auto const zone : enum_values<Zone>()) due[zone] = due_at(view, zone, day);
    std::vector<UnitReport> reports;
    for (auto const& unit : reach.units) {
        auto const& of_unit = versions[unit.id];
        UnitReport report { .unit = unit.id,
                            .name = unit.name,
                            .code = unit.code,
                            .kanwil_name = reach.kanwil.at(unit.kanwil),
                            .due = { due[unit.zone], unit.zone },
                            .counted = sums_of(sums, unit.id).turnover };
        report.state = state_of(of_unit.empty() ? std::nullopt
                                                : std::optional { of_unit.front()->at },
                                due[unit.zone], view.now);
        put_sent(report, unit.zone, of_unit);
        reports.push_back(std::move(report));
    }
    std::ranges::stable_sort(reports, [](UnitReport const& a, UnitReport const& b) {
        return a.state != b.state ? a.state < b.state : a.name < b.name;
    });
    return reports;
}

namespace {

/// The units of a message, those that sold most first; many make a message that nobody reads.
void put_units(std::string& message, Lang lang, std::vector<UnitReport> reports)
{
    constexpr std::size_t most = 60;
    std::ranges::stable_sort(reports, std::ranges::greater {}, &UnitReport::counted);
    std::size_t shown = 0;
    std::int64_t nihil = 0;
    for (auto const& report : reports) {
        if (report.counted == Rupiah {}) {
            ++nihil;
            continue;
        }
        if (++shown > most) continue;
        message += text::message_unit(lang, show(lang, static_cast<std::int64_t>(shown)),
                                      report.name, show(lang, report.counted))
            + "\n";
    }
    if (shown > most)
        message += text::message_more_units(lang,
                                            show(lang, static_cast<std::int64_t>(shown - most)))
            + "\n";
    message += text::message_nihil_units(lang, show(lang, nihil)) + "\n";
}

} // namespace

Result<std::string> reach_text(View const& view, Day day)
{
    auto const lang = view.lang;
    auto const place = TRY(place_of(view));
    auto const reports = TRY(reports_of(view, day));
    auto const sums = sums_in(view, { day, day });
    board::Sums total;
    std::int64_t reported = 0;
    for (auto const& report : reports) {
        add(total, sums_of(sums, report.unit));
        reported += report.versions > 0 ? 1 : 0;
    }
    auto message = text::message_begin(lang) + "\n*" + place.in(lang) + "*\n"
        + text::weekday_and_day(lang, weekday_name(lang, day), show(lang, day)) + "\n\n"
        + text::message_today(lang, show(lang, total.turnover), show(lang, total.sales)) + "\n"
        + text::message_state(lang, show(lang, total.pnbp), show(lang, total.premi)) + "\n\n"
        + text::message_units(lang) + "\n";
    put_units(message, lang, reports);
    message += "\n"
        + text::message_reported(lang, show(lang, reported),
                                 show(lang, static_cast<std::int64_t>(reports.size())))
        + "\n\n" + text::message_end(lang);
    return message;
}

} // namespace karya::books
