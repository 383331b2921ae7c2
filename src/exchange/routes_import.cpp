// Bringing data in: sending a file, seeing what would be taken, taking it.

#include "base/json.h"
#include "exchange/routes_parts.h"
#include "exchange/sample.h"
#include "exchange/upload.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::exchange {

namespace {

// ---- GET and POST /meja/impor ----

struct ImportQuery {
    std::optional<Kind> kind {};
};
BOOST_DESCRIBE_STRUCT(ImportQuery, (), (kind))

struct UploadLine {
    UploadId upload {};
    Kind kind {};
    UploadState state {};
    LocalTime at {};
};
BOOST_DESCRIBE_STRUCT(UploadLine, (), (upload, kind, state, at))

struct ImportPage {
    Kind kind { Kind::products };
    std::vector<KindChoice> kinds {};
    std::string required {}; ///< headings, in words
    std::string optional {};
    std::vector<UploadLine> uploads {};
};
BOOST_DESCRIBE_STRUCT(ImportPage, (), (kind, kinds, required, optional, uploads))

std::string listed(std::vector<std::string_view> const& names)
{
    std::string text;
    for (auto const name : names) text += (text.empty() ? "" : ", ") + std::string { name };
    return text;
}

Result<ImportPage> import_page(View& view, ImportQuery const& query)
{
    auto const kinds = kinds_in(view.actor.role);
    ImportPage page { .kind = query.kind.value_or(kinds.front()) };
    if (std::ranges::find(kinds, page.kind) == kinds.end()) return forbidden;
    page.kinds = choices_of(kinds, page.kind);
    auto const columns = sample_columns(page.kind, view.lang);
    page.required = listed(columns.required);
    page.optional = listed(columns.optional);
    for (auto const& upload : own_uploads(view))
        page.uploads.push_back(
            { upload.id, upload.kind, upload.state, { upload.changed_at, zone_of(view) } });
    return page;
}

struct ImportInput {
    Kind kind {};
    web::Upload file {};
    SentFile packed {}; ///< made by `prepare_file`, never sent
};
BOOST_DESCRIBE_STRUCT(ImportInput, (), (kind, file))

struct UploadPath {
    UploadId upload {};
};
BOOST_DESCRIBE_STRUCT(UploadPath, (), (upload))

Result<void> prepare_file(View&, ImportInput& input)
{
    input.packed = packed(input.kind, input.file.bytes);
    return {};
}

Result<UploadPath> post_file(Call& call, ImportInput const& input)
{
    return UploadPath { TRY(put_upload(call, input.packed)) };
}

// ---- /meja/impor/{upload} ----

struct BookedLine : Booked {
    bool unnamed { false };
};
BOOST_DESCRIBE_STRUCT(BookedLine, (Booked), (unnamed))

/// What was sent and how far it is. While a node works on it the page comes anew by itself.
struct UploadPage {
    UploadId upload {};
    Kind kind {};
    UploadState state {};
    bool waiting { false }; ///< for a node
    bool under_way { false };
    std::int64_t progress {};
    LocalTime at {};
    std::int64_t rows {};
    std::int64_t taken {};
    std::int64_t known {};
    std::int64_t refused {};
    bool some_taken { false };
    bool some_known { false };
    bool some_refused { false };
    std::vector<BookedLine> booked {};
    bool more_booked { false }; ///< than are listed
    bool of_sales { false };
    std::int64_t sales {};
    Rupiah turnover {};
    std::int64_t refunds {};
    Rupiah paid_back {};
    std::vector<Refusal> refusals {};
    bool more_refused { false }; ///< than are listed
    std::string trouble {};

    web::Headers headers() const
    {
        if (!under_way) return {};
        return { { "Refresh", "3" } };
    }
};
BOOST_DESCRIBE_STRUCT(UploadPage, (),
                      (upload, kind, state, waiting, under_way, progress, at, rows, taken, known,
                       refused, some_taken, some_known, some_refused, booked, more_booked, of_sales,
                       sales, turnover, refunds, paid_back, refusals, more_refused, trouble))

void tell_booking(UploadPage& page, Booking const& booking)
{
    for (auto const& booked : booking.first) page.booked.push_back({ booked, booked.name.empty() });
    page.more_booked = page.booked.size() == 10;
    page.of_sales = page.kind == Kind::sales && page.some_taken;
    page.sales = booking.sales;
    page.turnover = booking.turnover;
    page.refunds = booking.refunds;
    page.paid_back = booking.paid_back;
}

Result<UploadPage> upload_page(View& view, UploadPath const& path)
{
    auto const upload = TRY(own_upload(view, path.upload));
    auto imported = upload.imported();
    UploadPage page { .upload = upload.id,
                      .kind = upload.kind,
                      .state = upload.state,
                      .waiting = upload.under_way() && upload.holder.empty(),
                      .under_way = upload.under_way(),
                      .progress = upload.progress,
                      .at = { upload.changed_at, zone_of(view) },
                      .rows = imported.rows,
                      .taken = imported.taken,
                      .known = imported.known,
                      .refused = imported.refused,
                      .some_taken = imported.taken > 0,
                      .some_known = imported.known > 0,
                      .some_refused = imported.refused > 0,
                      .refusals = std::move(imported.first),
                      .trouble = upload.trouble };
    if (imported.booking) tell_booking(page, *imported.booking);
    page.more_refused = page.refused > static_cast<std::int64_t>(page.refusals.size());
    return page;
}

Result<UploadPath> post_taking(Call& call, UploadPath const& path)
{
    TRY(take_upload(call, path.upload));
    return UploadPath { path.upload };
}

Result<web::Nothing> post_discarding(Call& call, UploadPath const& path)
{
    TRY(discard_upload(call, path.upload));
    return web::Nothing {};
}

Result<web::File> refused_answer(View& view, UploadPath const& path)
{
    return web::File { .content_type = "text/csv; charset=utf-8",
                       .bytes = TRY(refused_rows(view, path.upload)),
                       .download_name = "ditolak.csv",
                       .no_store = true };
}

// ---- /meja/templat/{name} ----

struct SampleName {
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(SampleName, (), (name))

Result<web::File> sample_answer(View& view, SampleName const& wanted)
{
    auto const table = TRY(table_named(wanted.name));
    if (table.kind == Kind::ledger) return not_found;
    auto const own = org::own(view);
    Sample sample { .kind = table.kind,
                    .format = table.format,
                    .lang = view.lang,
                    .unit_code = own.ok() ? own.value().code() : std::string {} };
    return file_answer(table, "templat-" + std::string { enum_text(table.kind) },
                       [&](std::filesystem::path const& file) {
                           sample.file = file;
                           return write_sample(sample);
                       });
}

} // namespace

void add_import_routes(web::Routes& routes)
{
    routes.query<ImportQuery, ImportPage>("/meja/impor", bring_in, import_page,
                                          { "exchange/import" });
    routes.slow_command<ImportInput, UploadPath>("/meja/impor", bring_in, prepare_file, post_file,
                                                 { "/meja/impor/{upload}", "/meja/impor" });
    routes.query<UploadPath, UploadPage>("/meja/impor/{upload}", bring_in, upload_page,
                                         { "exchange/upload" });
    routes.command<UploadPath, UploadPath>("/meja/impor/{upload}/pencatatan", bring_in, post_taking,
                                           { "/meja/impor/{upload}", "/meja/impor/{upload}" });
    routes.command<UploadPath, web::Nothing>("/meja/impor/{upload}/penghapusan", bring_in,
                                             post_discarding,
                                             { "/meja/impor", "/meja/impor/{upload}" });
    routes.query<UploadPath, web::File>("/meja/impor/{upload}/ditolak.csv", bring_in,
                                        refused_answer);
    routes.query<SampleName, web::File>("/meja/templat/{name}", bring_in, sample_answer);
}

} // namespace karya::exchange
