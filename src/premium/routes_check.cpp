// What everybody may know of a list who holds its paper: whether it is the sheet's, and how far
// that is. No figure, no worker, no officer.

#include "premium/routes.h"
#include "premium/state.h"
#include "web/routes.h"

namespace karya::premium {

namespace {

struct SealPath {
    PremiumId sheet {};
    std::string seal {};
};
BOOST_DESCRIBE_STRUCT(SealPath, (), (sheet, seal))

struct CheckStep {
    Step step {};
    LocalTime at {};
};
BOOST_DESCRIBE_STRUCT(CheckStep, (), (step, at))

struct SealPage {
    std::string title {};
    std::string unit_name {};
    Fund fund {};
    Day first_day {};
    Day last_day {};
    bool same { false }; ///< the paper says what the sheet says
    SheetState state {};
    std::string hash {};
    std::vector<CheckStep> steps {};

    web::Meta meta(Lang, std::string_view) const { return { .unlisted = true }; }
};
BOOST_DESCRIBE_STRUCT(SealPage, (),
                      (title, unit_name, fund, first_day, last_day, same, state, hash, steps))

Result<SealPage> show_seal(View& view, SealPath const& path)
{
    auto const found = TRY(sheet_of_paper(view, path.sheet));
    auto const unit = TRY(org::unit(view, found.unit));
    SealPage page { .title = number_of(unit.code, found.n),
                    .unit_name = unit.name,
                    .fund = found.fund,
                    .first_day = found.first_day,
                    .last_day = found.last_day,
                    .same = path.seal == seal_of(found),
                    .state = found.state,
                    .hash = found.hash };
    for (auto const& step : approvals_of_paper(view, found.id))
        if (step.step != Step::computed)
            page.steps.push_back({ step.step, { step.at, unit.zone } });
    return page;
}

} // namespace

std::string seal_of(Sheet const& sheet)
{
    constexpr std::size_t letters = 16;
    return sheet.hash.substr(0, letters);
}

void add_check_routes(web::Routes& routes)
{
    routes.query<SealPath, SealPage>("/premi/{sheet}/{seal}", anyone, show_seal,
                                     { "premium/check" });
}

} // namespace karya::premium
