// A unit's public page: what it is, what it sells, and what it has sold.

#include "app/front.h"
#include "board/board.h"
#include "catalogue/catalogue.h"
#include "org/org.h"
#include "web/routes.h"

namespace karya::app {

namespace {

struct Named {
    std::string slug {};
};
BOOST_DESCRIBE_STRUCT(Named, (), (slug))

struct UnitPage {
    std::string title {};
    UnitId id {};
    std::string slug {};
    org::UnitKind kind { org::UnitKind::lapas };
    org::UnitCategory category { org::UnitCategory::umum };
    std::optional<std::string> unit_class {};
    std::string place {};
    std::string regency {};
    std::string kanwil {};
    std::string kanwil_slug {};
    Zone zone { Zone::wib };
    std::string code {};
    bool closed { false };
    std::optional<Day> valid_to {};
    bool sells { false }; ///< it holds prisoners, or sold all the same
    board::Sums today {};
    std::optional<org::Campaign> campaign {}; ///< the one that runs today
    board::Sums campaign_sums {};
    std::vector<catalogue::Card> goods {};
    bool more_goods { false };
};
BOOST_DESCRIBE_STRUCT(UnitPage, (),
                      (title, id, slug, kind, category, unit_class, place, regency, kanwil,
                       kanwil_slug, zone, code, closed, valid_to, sells, today, campaign,
                       campaign_sums, goods, more_goods))

UnitPage page_of(org::Unit const& unit)
{
    UnitPage page { .title = unit.name,
                    .id = unit.id,
                    .slug = unit.slug,
                    .kind = unit.kind,
                    .category = unit.category,
                    .place = unit.place,
                    .regency = unit.regency,
                    .zone = unit.zone,
                    .code = unit.code,
                    .valid_to = unit.valid_to };
    if (!unit.unit_class.empty()) page.unit_class = unit.unit_class;
    return page;
}

/// On the nation's date, as its board tells it.
void put_turnover(View const& view, UnitPage& page)
{
    auto const today = board::nation_day(view.now);
    page.today = board::unit_sums(view, page.id, { today, today });
    page.campaign = org::current_campaign(view, today);
    if (page.campaign)
        page.campaign_sums = board::unit_sums(
            view, page.id, { page.campaign->first_day, page.campaign->last_day });
    page.sells = org::holds_prisoners(page.kind) || page.campaign_sums.sales > 0;
}

Result<UnitPage> show_unit(View& view, Named const& named)
{
    auto const unit = TRY(org::unit_by_slug(view, named.slug));
    auto const office = TRY(org::kanwil(view, unit.kanwil));
    auto page = page_of(unit);
    page.kanwil = office.name;
    page.kanwil_slug = office.slug;
    page.closed = unit.valid_to && *unit.valid_to < day_in(unit.zone, view.now);
    put_turnover(view, page);
    auto shelf = catalogue::shelf(view, { .unit = unit.id });
    page.goods = std::move(shelf.cards);
    page.more_goods = shelf.next.has_value();
    return page;
}

} // namespace

void add_unit_routes(web::Routes& routes)
{
    // Not kept as a cached page: a change that takes effect tomorrow needs no commit to show.
    routes.query<Named, UnitPage>("/unit/{slug}", anyone, show_unit, { "app/unit" });
}

} // namespace karya::app
