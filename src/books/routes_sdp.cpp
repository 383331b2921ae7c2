// Records for SDP: shown, and taken out as files.

#include "books/choice.h"
#include "books/routes.h"
#include "books/sdp.h"

namespace karya::books {

namespace {

struct SdpQuery {
    std::optional<UnitId> unit {};
    std::optional<std::string> period {}; ///< "2021-04" or "2021"; absent: the month that is over
    std::optional<SdpKind> kind {};
    std::optional<std::string> q {};
};
BOOST_DESCRIBE_STRUCT(SdpQuery, (), (unit, period, kind, q))

struct SdpChoice {
    SdpKind kind {};
    bool chosen { false };
};
BOOST_DESCRIBE_STRUCT(SdpChoice, (), (kind, chosen))

struct SdpShown {
    std::string unit_chosen {};
    std::string period {};
    SdpKind kind {};
    std::vector<SdpChoice> kinds {};
    ShownFolio folio {};
};
BOOST_DESCRIBE_STRUCT(SdpShown, (), (unit_chosen, period, kind, kinds, folio))

struct SdpPage {
    std::optional<Choosing> choosing {};
    std::optional<SdpShown> book {};
};
BOOST_DESCRIBE_STRUCT(SdpPage, (), (choosing, book))

Result<Period> sdp_period(View const& view, std::optional<std::string> const& name)
{
    if (name && !name->empty()) return period_named(*name);
    auto const last = month_of(board::nation_day(view.now)).next(-1);
    return Period { month_of(last), last };
}

Result<SdpPage> show_sdp(View& view, SdpQuery const& query)
{
    if (!query.unit && view.actor.level() != Level::unit)
        return SdpPage { .choosing = TRY(units_to_choose(view, query.q.value_or(""))) };
    auto const scope = TRY(scope_asked(view, query.unit));
    auto const period = TRY(sdp_period(view, query.period));
    SdpShown page { .unit_chosen = query.unit ? query.unit->text() : "",
                    .period = name_of(period),
                    .kind = query.kind.value_or(SdpKind::kegiatan) };
    for (auto const kind : enum_values<SdpKind>())
        page.kinds.push_back({ kind, kind == page.kind });
    page.folio = shown(view.lang, TRY(sdp_records(view, scope, page.kind, period)));
    return SdpPage { .book = std::move(page) };
}

struct SdpFileQuery {
    std::optional<UnitId> unit {};
    std::optional<std::string> period {};
    std::optional<SdpKind> kind {};
    std::optional<FileFormat> format {};
};
BOOST_DESCRIBE_STRUCT(SdpFileQuery, (), (unit, period, kind, format))

Result<web::File> sdp_file(View& view, SdpFileQuery const& query)
{
    auto const scope = TRY(scope_asked(view, query.unit));
    auto const period = TRY(sdp_period(view, query.period));
    auto const kind = query.kind.value_or(SdpKind::kegiatan);
    auto const format = query.format == FileFormat::csv ? FileFormat::csv : FileFormat::xlsx;
    auto const folio = TRY(sdp_records(view, scope, kind, period));
    return file_of("sdp-" + std::string { enum_text(kind) } + "-" + scope.code() + "-"
                       + name_of(period),
                   format, TRY(folio_table(Lang::id, folio, format)));
}

} // namespace

void add_sdp_routes(web::Routes& routes)
{
    routes.query<SdpQuery, SdpPage>("/meja/laporan/sdp", read_right, show_sdp, { "books/sdp" });
    routes.query<SdpFileQuery, web::File>("/meja/laporan/sdp/berkas", read_right, sdp_file);
}

} // namespace karya::books
