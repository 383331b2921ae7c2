// A report in the order it lives: made, verified, authorised; or returned.

#include "books/report.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/text.h"
#include "books/cash_book.h"
#include "books/days.h"
#include "books/store.h"
#include "books/store_report.h"
#include "books/text.h"
#include "core/audit.h"
#include "ledger/ledger.h"
#include <algorithm>
#include <set>

namespace karya::books {

Day month_of(Day day)
{
    auto const calendar = day.calendar();
    return Day::from(static_cast<int>(calendar.year()), static_cast<unsigned>(calendar.month()), 1);
}

Day end_of_month(Day day)
{
    constexpr int longest = 31;
    return month_of(month_of(day).next(longest)).next(-1);
}

Result<Period> period_named(std::string_view name)
{
    bool const year = name.size() == 4;
    auto const parsed = Day::parse(std::string { name } + (year ? "-01-01" : "-01"));
    if (!parsed.ok() || (!year && name.size() != 7))
        return Error { bad_period }.at("period", "books.bad_period");
    auto const first = parsed.value();
    auto const number = static_cast<int>(first.calendar().year());
    return Period { first, year ? Day::from(number, 12, 31) : end_of_month(first) };
}

std::string name_of(Period const& period)
{
    auto const name = period.first.text();
    return name.substr(0, period.last.number() - period.first.number() > 31 ? 4 : 7);
}

Result<void> check_reach(View const& view, ReportKey const& key)
{
    auto const range = TRY(org::range(view));
    if (range.level() == Level::nation) return {};
    if (key.level == Level::nation) return not_found;
    if (key.level == Level::unit) {
        TRY(org::reach(view, TRY(UnitId::parse(key.place))));
        return {};
    }
    if (range.level() == Level::kanwil && range.kanwil().text() == key.place) return {};
    return not_found;
}

Result<ReportKey> own_key(View const& view, Period const& period)
{
    auto const range = TRY(org::range(view));
    ReportKey key { .level = range.level(), .first = period.first, .last = period.last };
    if (range.level() == Level::unit) key.place = range.unit().text();
    if (range.level() == Level::kanwil) key.place = range.kanwil().text();
    return key;
}

Result<ReportKey> unit_key(View const& view, UnitId unit, Period const& period)
{
    auto const scope = TRY(org::reach(view, unit));
    return ReportKey { Level::unit, scope.unit().text(), period.first, period.last };
}

Result<ReportKey> office_key(View const& view, KanwilId kanwil, Period const& period)
{
    ReportKey const key { Level::kanwil, kanwil.text(), period.first, period.last };
    TRY(org::kanwil(view, kanwil));
    TRY(check_reach(view, key));
    return key;
}

namespace {

/// Whose chain of the audit trail tells of it: the unit's, else the nation's.
UnitId told_in(ReportKey const& key)
{
    if (key.level != Level::unit) return {};
    auto unit = UnitId::parse(key.place);
    CHECK(unit.ok());
    return unit.take();
}

void note_hand(Call& call, Report const& report, std::string_view what, Hand const& hand)
{
    core::audit(call,
                { .what = what,
                  .object = report.id.text(),
                  .after = report.hash + json_text(hand),
                  .unit = told_in(report.key()) });
}

Hand hand_of(Call const& call, HandDeed deed, Report const& report, std::string note)
{
    return { .deed = deed,
             .at = call.now,
             .officer = call.actor.officer,
             .name = call.actor.name,
             .role = call.actor.role,
             .hash = report.hash,
             .note = std::move(note) };
}

/// Of the place itself: those above look on, and do not act for it.
Result<void> check_own(Call const& call, ReportKey const& key)
{
    auto const own = TRY(own_key(call.view(), { key.first, key.last }));
    if (own.level != key.level || own.place != key.place) return not_found;
    return {};
}

Result<std::string> one_line(std::string const& words, bool needed)
{
    constexpr std::size_t most = 200;
    std::string const line { trimmed(words) };
    if (!is_clean_utf8(line) || line.find('\n') != std::string::npos)
        return Error { reason_missing }.at("reason", std::string { reason::bad_text });
    if (code_points(line) > most)
        return Error { reason_missing }.at("reason", std::string { reason::too_long });
    if (needed && line.empty())
        return Error { reason_missing }.at("reason", std::string { reason::required });
    return line;
}

/// What a folio says, without where its figures lead: that may be learnt later.
Folio without_links(Folio folio)
{
    for (auto& fact : folio.facts) fact.about.reset();
    for (auto& table : folio.tables)
        for (auto& row : table.rows) row.about.reset();
    return folio;
}

std::string told(Folio const& folio) { return json_text(without_links(folio)); }

bool is_of_today(Words const& title)
{
    return title == both(text::activities_title) || title == both(text::tools_title);
}

std::vector<Words> differing(Folio const& before, Folio const& now)
{
    std::vector<Words> parts;
    auto const facts = [](Folio const& folio) {
        std::string words;
        for (auto const& fact : folio.facts) words += json_text(fact);
        return words;
    };
    if (facts(before) != facts(now)) parts.push_back(both(text::figures_heading));
    auto const look = [&](Folio const& one, Folio const& other) {
        for (auto const& table : one.tables) {
            auto const twin = std::ranges::find(other.tables, table.title, &Table::title);
            bool const same = twin != other.tables.end() && json_text(*twin) == json_text(table);
            if (same || is_of_today(table.title) || std::ranges::count(parts, table.title))
                continue;
            parts.push_back(table.title);
        }
    };
    look(before, now);
    look(now, before);
    return parts;
}

/// The last day is over wherever the place lies.
bool is_over(Call const& call, ReportKey const& key)
{
    if (key.level != Level::unit) return day_in(Zone::wib, call.now) > key.last;
    auto const scope = org::own(call.view());
    return scope.ok() && scope.value().day(call.now) > key.last;
}

/// Held for the rest of the transaction, with its hands.
struct Held {
    Report report {};
    std::vector<Hand> hands {};
    HandDeed state() const { return hands.back().deed; }
};
Result<Held> held(Call& call, ReportId id)
{
    auto found = store::report(call.tx, id);
    if (!found) return not_found;
    TRY(check_own(call, found->key()));
    store::take_turn(call.tx, found->place);
    return Held { *found, store::hands(call.tx, id) };
}

/// Whoever made it looks at nobody's work but his own.
bool had_hand(Call const& call, Held const& held)
{
    return std::ranges::any_of(
        held.hands, [&](Hand const& hand) { return hand.officer == call.actor.officer; });
}

Result<void> step(Call& call, Held const& held, HandDeed deed, std::string note)
{
    auto hand = hand_of(call, deed, held.report, std::move(note));
    hand.n = static_cast<std::int64_t>(held.hands.size()) + 1;
    store::add(call.tx, held.report.id, hand);
    auto const what = deed == HandDeed::verified ? "books.verify"
        : deed == HandDeed::authorised           ? "books.authorise"
                                                 : "books.give_back";
    note_hand(call, held.report, what, hand);
    return {};
}

/// What is kept of how many units had reported, in the words of who authorises.
Result<std::string> units_note(Call const& call, ReportKey const& key, Missing missing)
{
    if (key.level == Level::unit) return std::string {};
    auto const reporting = TRY(reporting_of(call.view(), key));
    auto words = text::units_count(call.lang, show(call.lang, reporting.authorised),
                                   show(call.lang, reporting.of));
    if (reporting.authorised < reporting.of && missing == Missing::refused)
        return Error { units_missing }.at("sure", "books.units_sure");
    return words;
}

Error wrong(Call const& call, HandDeed state)
{
    return Error { wrong_step }.with("state", karya::text::of(call.lang, state));
}

} // namespace

std::optional<Day> first_day_of(View const& view, ReportKey const& key)
{
    if (key.level == Level::nation) return board::first_day(view, {});
    std::optional<Day> first;
    auto const earlier = [&](std::optional<Day> day) {
        if (day && (!first || *day < *first)) first = day;
    };
    auto const look = [&](UnitId unit) {
        earlier(board::first_day(view, unit));
        if (auto const scope = org::reach(view, unit); scope.ok())
            earlier(ledger::first_day(view, scope.value()));
    };
    if (key.level == Level::unit) {
        if (auto const unit = UnitId::parse(key.place); unit.ok()) look(unit.value());
        return first;
    }
    if (auto const office = KanwilId::parse(key.place); office.ok())
        for (auto const& unit : org::units_of(
                 view_on(view, std::min(key.last, board::nation_day(view.now))), office.value()))
            look(unit.id);
    return first;
}

Result<Reporting> reporting_of(View const& view, ReportKey const& key)
{
    std::set<std::string> authorised;
    for (auto const& line : newest_of_units(view, { key.first, key.last }))
        if (line.state == HandDeed::authorised) authorised.insert(line.place);
    Reporting reporting;
    for (auto const& unit : TRY(reach_on(view, key.last)).units) {
        if (key.level == Level::kanwil && unit.kanwil.text() != key.place) continue;
        ++reporting.of;
        if (authorised.contains(unit.id.text()))
            ++reporting.authorised;
        else
            reporting.missing.push_back(unit.name);
    }
    std::ranges::sort(reporting.missing);
    return reporting;
}

Folio folio_of(Report const& report)
{
    auto folio = from_json_text<Folio>(report.content);
    CHECK(folio.ok());
    return folio.take();
}

Result<Report> make(Call& call, ReportKey const& key, std::string const& why)
{
    TRY(check_own(call, key));
    if (!is_over(call, key)) return period_running;
    auto const begun = first_day_of(call.view(), key);
    if (!begun || key.last < *begun) return not_begun;
    store::take_turn(call.tx, key.place);
    auto const before = store::newest(call.tx, key);
    auto const state = before ? std::optional { state_of(store::hands(call.tx, before->id)) }
                              : std::nullopt;
    if (state == HandDeed::made || state == HandDeed::verified) return report_open;
    auto const words = TRY(one_line(why, state == HandDeed::authorised));
    Report report { .id = ReportId::make(call.now),
                    .level = key.level,
                    .place = key.place,
                    .first = key.first,
                    .last = key.last,
                    .version = before ? before->version + 1 : 1,
                    .code = random_hex(20),
                    .reason = words };
    report.content = json_text(TRY(draft(call.view(), key)));
    report.hash = sha256_hex(report.content);
    if (state == HandDeed::authorised && told(folio_of(*before)) == told(folio_of(report)))
        return nothing_new;
    store::add(call.tx, report);
    auto hand = hand_of(call, HandDeed::made, report, words);
    hand.n = 1;
    store::add(call.tx, report.id, hand);
    note_hand(call, report, "books.make", hand);
    return report;
}

Result<void> verify(Call& call, ReportId id)
{
    auto const found = TRY(held(call, id));
    if (found.report.level != Level::unit || found.state() != HandDeed::made)
        return wrong(call, found.state());
    if (had_hand(call, found)) return same_hand;
    return step(call, found, HandDeed::verified, {});
}

Result<void> authorise(Call& call, ReportId id, Missing missing)
{
    auto const found = TRY(held(call, id));
    auto const before = found.report.level == Level::unit ? HandDeed::verified : HandDeed::made;
    if (found.state() != before) return wrong(call, found.state());
    if (had_hand(call, found)) return same_hand;
    return step(call, found, HandDeed::authorised,
                TRY(units_note(call, found.report.key(), missing)));
}

Result<void> give_back(Call& call, ReportId id, std::string const& why)
{
    auto const found = TRY(held(call, id));
    if (found.state() != HandDeed::made && found.state() != HandDeed::verified)
        return wrong(call, found.state());
    return step(call, found, HandDeed::returned, TRY(one_line(why, true)));
}

std::vector<Words> changed_since(View const& view, Report const& report)
{
    auto const newest = store::newest(view.read, report.key());
    if (report.level != Level::unit || !newest || newest->id != report.id
        || state_of(store::hands(view.read, report.id)) != HandDeed::authorised)
        return {};
    auto const now = draft(view, report.key());
    if (!now.ok()) return {};
    return differing(without_links(folio_of(report)), without_links(now.value()));
}

Result<Report> report(View const& view, ReportId id)
{
    auto found = store::report(view.read, id);
    if (!found) return not_found;
    TRY(check_reach(view, found->key()));
    return std::move(*found);
}

std::optional<Report> report_by_code(View const& view, std::string_view code)
{
    return store::by_code(view.read, code);
}

std::vector<Hand> hands(View const& view, ReportId id) { return store::hands(view.read, id); }

HandDeed state_of(std::vector<Hand> const& hands)
{
    CHECK(!hands.empty()); // written with the report
    return hands.back().deed;
}

std::vector<ReportLine> reports_of_place(View const& view, Level level, std::string_view place,
                                         Period const& days)
{
    return store::of_place(view.read, level, place, days);
}

std::vector<ReportLine> newest_of_units(View const& view, Period const& period)
{
    return store::of_units(view.read, period);
}

} // namespace karya::books
