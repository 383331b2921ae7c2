// What the public tells of labels that look forged. Nothing is kept of who tells it.

#include "base/per_hour.h"
#include "base/text.h"
#include "core/audit.h"
#include "labels/labels.h"
#include "labels/store.h"

namespace karya::labels {

namespace {

constexpr int reports_an_hour = 5; // from one address

constexpr std::size_t words_max = 1'000;
constexpr std::size_t place_max = 120;

/// Whose desk is told: whom the label names, genuine or not.
std::optional<UnitId> named_unit(View const& view, Claims const& said)
{
    auto const unit = org::unit_by_code(view, said.unit);
    if (!unit.ok()) return {};
    return unit.value().id;
}

} // namespace

Result<void> report(Call& call, ReportDraft const& draft)
{
    if (draft.token.size() > token_length_max || !is_clean_utf8(draft.token)) return not_found;
    if (draft.words.empty() || code_points(draft.words) > words_max)
        return Error { bad_report }.at("words", "labels.report_words");
    if (code_points(draft.place) > place_max)
        return Error { bad_report }.at("place", "labels.report_place");
    static PerHour reports { reports_an_hour };
    if (!reports.note(call.caller.address, call.now)) return too_many_reports;
    auto const view = call.view();
    auto const found = look_up(view, draft.token);
    Report made { .id = LabelReportId::make(call.now),
                  .token = draft.token,
                  .verdict = found.ok() ? "" : std::string { found.error().code().id },
                  .words = draft.words,
                  .place = draft.place,
                  .at = call.now };
    if (auto const read = read_token(draft.token); read.ok()) {
        made.unit = named_unit(view, read.value().claims);
        made.serial = read.value().claims.serial;
    }
    store::insert(call.tx, made);
    core::audit(call,
                { .what = "labels.report",
                  .object = made.id.text(),
                  .after = made.words,
                  .unit = made.unit.value_or(UnitId {}) });
    return {};
}

Result<std::vector<Report>> reports(View const& view)
{
    constexpr std::size_t shown = 100;
    auto const range = TRY(org::range(view));
    if (range.level() == Level::unit) return store::reports_of(view.read, range.unit());
    std::vector<Report> all;
    for (auto& one : store::reports(view.read)) {
        if (range.level() != Level::nation) {
            if (!one.unit || !range.covers(TRY(org::unit(view, *one.unit)))) continue;
        }
        all.push_back(std::move(one));
        if (all.size() == shown) break;
    }
    return all;
}

} // namespace karya::labels
