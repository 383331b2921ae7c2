// The page that tells everybody what the log is, and shows and checks a unit's day.

#include "base/base64.h"
#include "base/text.h"
#include "tlog/routes.h"
#include "tlog/text.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::tlog {

namespace {

struct LogQuery {
    std::optional<std::string> unit {}; ///< its code, or words of its name
    std::optional<Day> day {};
    std::optional<std::string> turnover {}; ///< that the visitor was told
};
BOOST_DESCRIBE_STRUCT(LogQuery, (), (unit, day, turnover))

/// Somebody who vouches for the log, and whether for this checkpoint.
struct WitnessRow {
    std::string name {};
    std::string verifier {};
    std::optional<LocalTime> cosigned {};
};
BOOST_DESCRIBE_STRUCT(WitnessRow, (), (name, verifier, cosigned))

/// The newest checkpoint.
struct HeadPart {
    std::string origin {};
    std::int64_t lines {};
    std::string root {};
    LocalTime at {};
    std::string verifier {};
    std::vector<WitnessRow> witnesses {};
};
BOOST_DESCRIBE_STRUCT(HeadPart, (), (origin, lines, root, at, verifier, witnesses))

struct LineRow {
    std::int64_t n {};
    std::string receipt {}; ///< path of its file
    LineKind kind {};
    Day day {};
    Rupiah turnover {};
    Rupiah pnbp {};
    Rupiah premium {};
    std::int64_t sales {};
    std::string text {};
    bool sound { false }; ///< this server's own word
};
BOOST_DESCRIBE_STRUCT(LineRow, (),
                      (n, receipt, kind, day, turnover, pnbp, premium, sales, text, sound))

/// How what the visitor was told compares to the log.
enum class Told : std::uint8_t { nothing, same, other, unreadable };
BOOST_DESCRIBE_ENUM(Told, nothing, same, other, unreadable)

struct DayPart {
    std::string unit_name {};
    std::string unit_slug {};
    Day day {};
    Rupiah turnover {}; ///< of all its lines
    Rupiah pnbp {};
    Rupiah premium {};
    std::int64_t sales {};
    bool corrected { false };
    Told told {};
    std::string told_amount {};
    std::vector<LineRow> lines {};
};
BOOST_DESCRIBE_STRUCT(DayPart, (),
                      (unit_name, unit_slug, day, turnover, pnbp, premium, sales, corrected, told,
                       told_amount, lines))

struct Candidate {
    std::string code {};
    std::string name {};
    std::string day {};
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (code, name, day))

struct LogForm {
    std::string unit {};
    std::string day {};
    std::string turnover {};
};
BOOST_DESCRIBE_STRUCT(LogForm, (), (unit, day, turnover))

struct LogPage {
    std::optional<HeadPart> head {};
    std::optional<DayPart> found {};
    std::vector<Candidate> candidates {}; ///< units that fit the words, when several do
    bool no_unit { false };
    bool no_day { false }; ///< the unit has no line of that day
    Day last {};           ///< that may be asked for
    LogForm form {};

    web::Meta meta(Lang, std::string_view) const
    {
        web::Meta meta { .canonical = "/bukti" };
        meta.unlisted = found.has_value();
        return meta;
    }
};
BOOST_DESCRIBE_STRUCT(LogPage, (), (head, found, candidates, no_unit, no_day, last, form))

/// The key of ours that signed a note, as others check it.
std::optional<Verifier> signer_of(View const& view, Note const& note)
{
    auto const origin = log(view).value_or(Log {}).origin;
    for (auto const& key : keys(view)) {
        if (key.purpose != Purpose::log) continue;
        auto verifier = verifier_of(origin, key);
        if (how_signed(note, verifier) == Signed::rightly) return verifier;
    }
    return {};
}

/// What this server finds when it checks itself.
bool is_sound(View const& view, Logged const& line)
{
    auto const receipt = receipt_of(view, line.n);
    if (!receipt.ok()) return false;
    auto const& [entry, n, path, note] = receipt.value();
    auto const checkpoint = read_checkpoint(note.text);
    if (!checkpoint.ok() || !is_included(leaf_hash(entry), n, checkpoint.value().head, path))
        return false;
    return signer_of(view, note).has_value();
}

Result<LineRow> row_of(View const& view, Logged const& one)
{
    auto const line = TRY(read_line(one.text));
    return LineRow { .n = one.n,
                     .receipt = "/bukti/" + std::to_string(one.n) + ".tlog-proof",
                     .kind = line.kind,
                     .day = line.day,
                     .turnover = line.turnover,
                     .pnbp = line.pnbp,
                     .premium = line.premium,
                     .sales = line.sales,
                     .text = one.text,
                     .sound = is_sound(view, one) };
}

Told compared(LogQuery const& query, Rupiah logged)
{
    if (!query.turnover || trimmed(*query.turnover).empty()) return Told::nothing;
    auto const told = Rupiah::parse(*query.turnover);
    if (!told.ok()) return Told::unreadable;
    return told.value() == logged ? Told::same : Told::other;
}

/// Days end in the east first: between three o'clock there and here they differ.
Day last_closed(Zone zone, Timestamp now) { return day_in(zone, now - closes_after).next(-1); }

Result<DayPart> day_part(View const& view, LogQuery const& query, org::Unit const& unit,
                         std::vector<Logged> const& lines)
{
    DayPart part { .unit_name = unit.name, .unit_slug = unit.slug };
    for (auto const& one : lines) {
        auto row = TRY(row_of(view, one));
        part.turnover += row.turnover;
        part.pnbp += row.pnbp;
        part.premium += row.premium;
        part.sales += row.sales;
        part.corrected = part.corrected || row.kind == LineKind::correction;
        part.lines.push_back(std::move(row));
    }
    part.told = compared(query, part.turnover);
    part.told_amount = query.turnover.value_or("");
    return part;
}

/// The unit of that code or id, else all that fit the words.
std::vector<org::Unit> units_for(View const& view, std::string_view typed)
{
    constexpr std::size_t shown = 12;
    auto units = org::all_units(view);
    auto const code = std::ranges::find_if(units, [&](org::Unit const& unit) {
        return lowered(unit.code) == lowered(typed) || unit.id.text() == typed;
    });
    if (code != units.end()) return { *code };
    std::erase_if(units, [&](org::Unit const& unit) { return !org::matches(unit, typed); });
    if (units.size() > shown) units.resize(shown);
    return units;
}

Result<void> look_for(View const& view, LogQuery const& query, LogPage& page)
{
    auto const units = units_for(view, trimmed(*query.unit));
    if (units.size() != 1) {
        page.no_unit = units.empty();
        for (auto const& unit : units)
            page.candidates.push_back({ unit.code, unit.name, page.form.day });
        return {};
    }
    page.form.unit = units[0].code;
    auto const day = query.day.value_or(last_closed(units[0].zone, view.now));
    page.form.day = day.text();
    auto const lines = lines_about(view, units[0].id, day);
    page.no_day = lines.empty();
    if (!lines.empty()) page.found = TRY(day_part(view, query, units[0], lines));
    if (page.found) page.found->day = day;
    return {};
}

/// This server's own word on what stands under the checkpoint.
Result<std::vector<WitnessRow>> witness_rows(View const& view, Note const& note)
{
    std::vector<WitnessRow> rows;
    for (auto const& witness : witnesses(view)) {
        WitnessRow row { witness.name, witness.verifier, {} };
        if (auto const seconds = cosigned_at(note, TRY(read_verifier(witness.verifier))))
            row.cosigned = LocalTime { Timestamp { std::chrono::seconds { *seconds } }, Zone::wib };
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<std::optional<HeadPart>> head_part(View const& view)
{
    auto const head = newest_checkpoint(view);
    if (!head) return std::optional<HeadPart> {};
    auto const note = TRY(read_note(head->note));
    auto const signer = signer_of(view, note);
    if (!signer) return std::optional<HeadPart> {};
    return std::optional { HeadPart { signer->name,
                                      head->size,
                                      head->root,
                                      { head->at, Zone::wib },
                                      spelled(*signer),
                                      TRY(witness_rows(view, note)) } };
}

Result<LogPage> show_log(View& view, LogQuery const& query)
{
    LogPage page { .last = last_closed(Zone::wit, view.now) };
    auto const everywhere = last_closed(Zone::wib, view.now);
    page.form = { query.unit.value_or(""), query.day.value_or(everywhere).text(),
                  query.turnover.value_or("") };
    page.head = TRY(head_part(view));
    if (query.unit && !trimmed(*query.unit).empty()) TRY(look_for(view, query, page));
    return page;
}

} // namespace

void add_page_routes(web::Routes& routes)
{
    routes.query<LogQuery, LogPage>("/bukti", anyone, show_log, { "tlog/log" });
}

} // namespace karya::tlog
