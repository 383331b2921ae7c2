// The desk of those who work: their numbers, who they are for those who may read it, and one
// worker's page.

#include "web/routes.h"
#include "identity/identity.h"
#include "wbp/wbp.h"
#include <algorithm>

namespace karya::wbp {

namespace {

// ---- GET /meja/wbp ----

struct ListQuery {
    Who who { Who::here };
    std::int64_t after { 0 };
    std::optional<ReadingId> reading {};
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (who, after, reading))

struct Row {
    WorkerId worker {};
    std::string number {};
    Day since {};
    std::optional<Day> left_on {};
    bool erased { false };
    std::string name {}; ///< while it may be seen
    std::string register_number {};
};
BOOST_DESCRIBE_STRUCT(Row, (), (worker, number, since, left_on, erased, name, register_number))

struct AddForm {
    std::string register_number {};
    std::string name {};
    std::string since {};
};
BOOST_DESCRIBE_STRUCT(AddForm, (), (register_number, name, since))

struct ListPage {
    std::string unit_name {};
    std::vector<Row> workers {};
    bool everybody { false };
    bool open { false }; ///< names may be seen now
    std::string reading {};
    std::optional<std::int64_t> more_after {};
    AddForm form {};
};
BOOST_DESCRIBE_STRUCT(ListPage, (),
                      (unit_name, workers, everybody, open, reading, more_after, form))

Row row_of(org::UnitScope const& scope, Worker const& worker)
{
    return { .worker = worker.id,
             .number = number_of(scope, worker.n),
             .since = worker.since,
             .left_on = worker.left_on,
             .erased = worker.erased_at.has_value() };
}

void put_names(std::vector<Row>& rows, std::vector<Named> const& names)
{
    for (auto& row : rows) {
        auto const found = std::ranges::find(names, row.worker, &Named::worker);
        if (found == names.end()) continue;
        row.name = found->identity.name;
        row.register_number = found->identity.register_number;
    }
}

Result<ListPage> list(View& view, ListQuery const& query)
{
    constexpr std::size_t page_size = 500;
    auto const scope = TRY(org::own(view));
    ListPage page { .unit_name = TRY(org::unit(view, scope.unit())).name,
                    .everybody = query.who == Who::everybody };
    auto const found = workers(view, scope, query.who, query.after);
    for (auto const& worker : found) page.workers.push_back(row_of(scope, worker));
    if (found.size() == page_size) page.more_after = found.back().n;
    if (query.reading) {
        auto const names = named(view, scope, *query.reading);
        page.open = !names.empty();
        if (page.open) page.reading = query.reading->text();
        put_names(page.workers, names);
    }
    page.form.since = scope.day(view.now).text();
    return page;
}

// ---- POST /meja/wbp ----

struct AddInput {
    std::string register_number {};
    std::string name {};
    Day since {};
};
BOOST_DESCRIBE_STRUCT(AddInput, (), (register_number, name, since))

struct WorkerPath {
    WorkerId worker {};
};
BOOST_DESCRIBE_STRUCT(WorkerPath, (), (worker))

Result<WorkerPath> post_worker(Call& call, AddInput const& input)
{
    NewWorker const wanted { { input.register_number, input.name }, input.since };
    return WorkerPath { TRY(add(call, TRY(org::own(call.view())), wanted)).id };
}

// ---- POST /meja/wbp/pembacaan ----

struct ReadInput {
    std::string purpose {};
    std::optional<std::string> register_number {};
};
BOOST_DESCRIBE_STRUCT(ReadInput, (), (purpose, register_number))

struct ReadingMade {
    ReadingId reading {};
};
BOOST_DESCRIBE_STRUCT(ReadingMade, (), (reading))

Result<ReadingMade> post_reading(Call& call, ReadInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    return ReadingMade { TRY(read(
        call, scope,
        { .register_number = input.register_number.value_or(""), .purpose = input.purpose })) };
}

// ---- GET /meja/wbp/{worker} ----

struct WorkerQuery {
    WorkerId worker {};
    std::optional<ReadingId> reading {};
};
BOOST_DESCRIBE_STRUCT(WorkerQuery, (), (worker, reading))

struct ConsentRow {
    Purpose purpose {};
    std::string paper {};
    Day given_on {};
    std::optional<Day> revoked_on {};
};
BOOST_DESCRIBE_STRUCT(ConsentRow, (), (purpose, paper, given_on, revoked_on))

struct ReaderRow {
    LocalTime at {};
    std::string officer {};
    std::string purpose {};
};
BOOST_DESCRIBE_STRUCT(ReaderRow, (), (at, officer, purpose))

struct WorkerForm {
    std::string register_number {};
    std::string name {};
    std::string last_day {};
    std::string given_on {};
    std::string paper {};
};
BOOST_DESCRIBE_STRUCT(WorkerForm, (), (register_number, name, last_day, given_on, paper))

struct WorkerPage {
    std::string title {};
    Row row {};
    bool here { false };
    bool child { false };
    bool open { false };
    std::string reading {};
    std::vector<ConsentRow> consents {};
    std::vector<ReaderRow> readers {};
    WorkerForm form {};
};
BOOST_DESCRIBE_STRUCT(WorkerPage, (),
                      (title, row, here, child, open, reading, consents, readers, form))

std::vector<ReaderRow> reader_rows(View const& view, org::UnitScope const& scope, WorkerId worker)
{
    std::vector<ReaderRow> rows;
    for (auto const& line : readers_of(view, scope, worker)) {
        rows.push_back(
            { { line.at, scope.zone() }, identity::name_of(view, line.officer), line.purpose });
    }
    return rows;
}

Result<WorkerPage> show(View& view, WorkerQuery const& query)
{
    auto const scope = TRY(org::own(view));
    auto const found = TRY(worker(view, scope, query.worker));
    std::vector<Row> rows { row_of(scope, found) };
    if (query.reading) put_names(rows, named(view, scope, *query.reading));
    WorkerPage page { .title = rows.front().number,
                      .row = rows.front(),
                      .here = !found.left_on,
                      .child = found.child,
                      .open = !rows.front().name.empty(),
                      .readers = reader_rows(view, scope, found.id) };
    if (page.open) page.reading = query.reading->text();
    for (auto const& consent : consents(view, scope, found.id))
        page.consents.push_back(
            { consent.purpose, consent.paper, consent.given_on, consent.revoked_on });
    auto const today = scope.day(view.now).text();
    page.form = { page.row.register_number, page.row.name, today, today, "" };
    return page;
}

struct ReadingPath {
    ReadingId reading {};
    WorkerId worker {};
};
BOOST_DESCRIBE_STRUCT(ReadingPath, (), (reading, worker))

struct ReadOneInput {
    WorkerId worker {};
    std::string purpose {};
};
BOOST_DESCRIBE_STRUCT(ReadOneInput, (), (worker, purpose))

Result<ReadingPath> post_reading_of(Call& call, ReadOneInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    auto const reading = TRY(
        read(call, scope, { .workers = std::vector { input.worker }, .purpose = input.purpose }));
    return ReadingPath { reading, input.worker };
}

struct CorrectInput {
    WorkerId worker {};
    std::string register_number {};
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(CorrectInput, (), (worker, register_number, name))

Result<WorkerPath> post_correction(Call& call, CorrectInput const& input)
{
    TRY(correct(call, TRY(org::own(call.view())), input.worker,
                { input.register_number, input.name }));
    return WorkerPath { input.worker };
}

struct LeaveInput {
    WorkerId worker {};
    Day last_day {};
};
BOOST_DESCRIBE_STRUCT(LeaveInput, (), (worker, last_day))

Result<WorkerPath> post_leaving(Call& call, LeaveInput const& input)
{
    TRY(leave(call, TRY(org::own(call.view())), input.worker, input.last_day));
    return WorkerPath { input.worker };
}

Result<WorkerPath> post_return(Call& call, WorkerPath const& path)
{
    TRY(come_back(call, TRY(org::own(call.view())), path.worker));
    return path;
}

Result<WorkerPath> post_erasure(Call& call, WorkerPath const& path)
{
    TRY(erase(call, TRY(org::own(call.view())), path.worker));
    return path;
}

struct ConsentInput {
    WorkerId worker {};
    Purpose purpose {};
    std::string paper {};
    Day given_on {};
};
BOOST_DESCRIBE_STRUCT(ConsentInput, (), (worker, purpose, paper, given_on))

Result<WorkerPath> post_consent(Call& call, ConsentInput const& input)
{
    TRY(give_consent(call, TRY(org::own(call.view())),
                     { input.worker, input.purpose, input.paper, input.given_on }));
    return WorkerPath { input.worker };
}

struct RevokeInput {
    WorkerId worker {};
    Purpose purpose {};
};
BOOST_DESCRIBE_STRUCT(RevokeInput, (), (worker, purpose))

Result<WorkerPath> post_revocation(Call& call, RevokeInput const& input)
{
    TRY(revoke_consent(call, TRY(org::own(call.view())), input.worker, input.purpose));
    return WorkerPath { input.worker };
}

} // namespace

void add_routes(web::Routes& routes)
{
    constexpr web::Then here { "/meja/wbp/{worker}", "/meja/wbp/{worker}" };
    routes.query<ListQuery, ListPage>("/meja/wbp", see_right, list, { "wbp/list" });
    routes.command<AddInput, WorkerPath>("/meja/wbp", write_right, post_worker,
                                         { "/meja/wbp/{worker}", "/meja/wbp" });
    // Who was asked for by his number may have left.
    routes.command<ReadInput, ReadingMade>(
        "/meja/wbp/pembacaan", identity_right, post_reading,
        { "/meja/wbp?who=everybody&reading={reading}", "/meja/wbp" });
    routes.query<WorkerQuery, WorkerPage>("/meja/wbp/{worker}", see_right, show, { "wbp/worker" });
    routes.command<ReadOneInput, ReadingPath>(
        "/meja/wbp/{worker}/pembacaan", identity_right, post_reading_of,
        { "/meja/wbp/{worker}?reading={reading}", "/meja/wbp/{worker}" });
    routes.command<CorrectInput, WorkerPath>("/meja/wbp/{worker}/perbaikan", write_right,
                                             post_correction, here);
    routes.command<LeaveInput, WorkerPath>("/meja/wbp/{worker}/kepergian", write_right,
                                           post_leaving, here);
    routes.command<WorkerPath, WorkerPath>("/meja/wbp/{worker}/kembali", write_right, post_return,
                                           here);
    routes.command<WorkerPath, WorkerPath>("/meja/wbp/{worker}/penghapusan", erase_right,
                                           post_erasure, here);
    routes.command<ConsentInput, WorkerPath>("/meja/wbp/{worker}/persetujuan", write_right,
                                             post_consent, here);
    routes.command<RevokeInput, WorkerPath>("/meja/wbp/{worker}/pencabutan", write_right,
                                            post_revocation, here);
}

} // namespace karya::wbp
