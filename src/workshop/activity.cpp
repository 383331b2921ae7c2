// What is known of an activity: place, tools, partner.

#include "base/json.h"
#include "core/audit.h"
#include "workshop/store.h"
#include "workshop/texts.h"

namespace karya::workshop {

namespace {

constexpr std::int64_t capacity_max = 100'000;
constexpr std::int64_t count_max = 1'000'000;

void check_line(Error& error, std::string_view text, std::string field)
{
    if (!is_line(text)) error.fields.push_back({ std::move(field), "workshop.too_long" });
}

void check_facts(Error& error, Facts const& facts)
{
    check_line(error, facts.kind, "kind");
    check_line(error, facts.place, "place");
    check_line(error, facts.partner, "partner");
    check_line(error, facts.agreement, "agreement");
    if (facts.area && (*facts.area <= Quantity {} || *facts.area > Quantity::pieces(capacity_max)))
        error.fields.push_back({ "area", "workshop.bad_area" });
    if (facts.capacity && (*facts.capacity <= 0 || *facts.capacity > capacity_max))
        error.fields.push_back({ "capacity", "workshop.bad_count" });
    if (facts.partner.empty() && (!facts.agreement.empty() || facts.agreed_from || facts.agreed_to))
        error.fields.push_back({ "partner", "workshop.partner_first" });
    if (facts.agreed_to && (!facts.agreed_from || *facts.agreed_to < *facts.agreed_from))
        error.fields.push_back({ "agreed_to", "workshop.ends_before" });
}

void check_tools(Error& error, std::vector<Tool> const& tools)
{
    for (std::size_t i = 0; i < tools.size(); ++i) {
        auto const field = "tools." + std::to_string(i) + ".";
        if (tools[i].name.empty()) error.fields.push_back({ field + "name", "workshop.empty" });
        check_line(error, tools[i].name, field + "name");
        if (tools[i].count <= 0 || tools[i].count > count_max)
            error.fields.push_back({ field + "count", "workshop.bad_count" });
    }
    if (tools.size() > tools_max) error.fields.push_back({ "tools", "workshop.too_many_tools" });
}

} // namespace

Result<void> describe(Call& call, org::UnitScope const& scope, ActivityId activity,
                      Known const& known)
{
    TRY(org::activity(call.view(), scope, activity));
    Error error { bad_facts };
    check_facts(error, known.facts);
    check_tools(error, known.tools);
    if (!error.fields.empty()) return error;
    store::hold(call.tx, scope.unit(), activity);
    auto const before = known_of(call.view(), scope, activity);
    store::set(call.tx, activity, known);
    core::audit(call,
                { .what = "workshop.describe",
                  .object = activity.text(),
                  .before = json_text(before),
                  .after = json_text(known),
                  .unit = scope.unit() });
    return {};
}

Known known_of(View const& view, org::UnitScope const& scope, ActivityId activity)
{
    if (!org::activity(view, scope, activity).ok()) return {};
    return { store::facts(view.read, activity).value_or(Facts {}),
             store::tools(view.read, activity) };
}

} // namespace karya::workshop
