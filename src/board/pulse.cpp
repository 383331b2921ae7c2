#include "base/hash.h"
#include "base/json.h"
#include "board/facts.h"
#include <functional>

namespace karya::board {

namespace {

constexpr int news_told_max = 50;

void add_to(Figures& figures, Facts const& facts, org::Unit const& unit)
{
    auto const today = facts.of_day(unit.id);
    figures.window += facts.of_window(unit.id);
    figures.today += today;
    if (!facts.sells(unit)) return;
    ++(today.sales > 0 ? figures.units_selling : figures.silent);
}

Figures figures_of(std::string name, Facts const& facts,
                   std::function<bool(org::Unit const&)> const& belongs)
{
    Figures figures { .of = std::move(name) };
    for (auto const& unit : facts.units)
        if (belongs(unit)) add_to(figures, facts, unit);
    return figures;
}

/// Of the nation, every office and each unit with a row in the window.
std::vector<Figures> all_figures(Country const& country)
{
    auto const& nation = country.nation();
    std::vector<Figures> all { figures_of("nation", nation, [](auto const&) { return true; }) };
    for (auto const& kanwil : nation.kanwil)
        all.push_back(figures_of("kanwil:" + kanwil.slug, country.of(kanwil.id),
                                 [&](org::Unit const& unit) { return unit.kanwil == kanwil.id; }));
    for (auto const& unit : nation.units) {
        auto const& own = country.in(unit.zone);
        if (!own.in_window.contains(unit.id)) continue;
        add_to(all.emplace_back(Figures { .of = "unit:" + unit.code }), own, unit);
    }
    return all;
}

} // namespace

/// The state is made of nothing else, so that two
/// nodes with the same books give it the same name.
Pulse pulse_of(View const& view, Country const& country)
{
    auto const& nation = country.nation();
    auto const product = product_of(view, nation, {});
    Pulse pulse { .today = nation.today,
                  .last_news = store::last_news(view.read),
                  .day_product = product ? product->card.slug : std::string {},
                  .figures = all_figures(country) };
    pulse.state = std::to_string(pulse.last_news) + "-"
        + sha256_hex(json_text(pulse)).substr(0, 12);
    return pulse;
}

Pulse pulse(View const& view, std::int64_t after)
{
    Country const country { view };
    auto const& facts = country.nation();
    auto pulse = pulse_of(view, country);
    for (auto const& row : store::news_after(view.read, after, news_told_max))
        if (auto const* unit = facts.unit(row.unit))
            pulse.news.push_back(told(view, facts, row, *unit));
    return pulse;
}

Pulse changes(Pulse const& before, Pulse now)
{
    std::map<std::string_view, Figures const*> known;
    for (auto const& figures : before.figures) known[figures.of] = &figures;
    std::erase_if(now.figures, [&](Figures const& figures) {
        auto const found = known.find(figures.of);
        return found != known.end() && *found->second == figures;
    });
    return now;
}

} // namespace karya::board
