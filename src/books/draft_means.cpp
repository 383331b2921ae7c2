// What a unit works with: its activities and their tools.

#include "books/draft.h"
#include "books/tables.h"
#include "books/text.h"
#include "workshop/workshop.h"

namespace karya::books {

void put_means(Folio& folio, View const& view, org::UnitScope const& scope, ReportKey const& key)
{
    auto activities = table_of(text::activities_title,
                               { { text::activity, false },
                                 { text::field, false },
                                 { text::contract, false },
                                 { text::workers, true },
                                 { text::place, false },
                                 { text::area, true },
                                 { text::partner, false } });
    auto tools = table_of(text::tools_title,
                          { { text::tool, false },
                            { text::activity, false },
                            { text::state, false },
                            { text::count, true } });
    for (auto const& activity : org::activities(view, scope)) {
        auto const [facts, owned] = workshop::known_of(view, scope, activity.id);
        auto const workers = workshop::assigned_on(view, scope, activity.id, key.last);
        activities.rows.push_back(
            { .cells = { cell(same(activity.name)), word_cell(activity.field),
                         word_cell(activity.contract),
                         cell(static_cast<std::int64_t>(workers.size())), cell(same(facts.place)),
                         facts.area ? cell(*facts.area, same("m²")) : Cell {},
                         cell(same(facts.partner)) } });
        for (auto const& tool : owned)
            tools.rows.push_back({ .cells = { cell(same(tool.name)), cell(same(activity.name)),
                                              word_cell(tool.state), cell(tool.count) } });
    }
    folio.tables.push_back(std::move(activities));
    folio.tables.push_back(std::move(tools));
}

} // namespace karya::books
