// The node's work on uploads: one at a time, held for half a minute and held anew every second, so
// that another takes it over when this one is gone.

#include "base/id.h"
#include "base/json.h"
#include "base/text.h"
#include "exchange/columns.h"
#include "exchange/intake.h"
#include "exchange/store_upload.h"
#include "sheet/writer.h"
#include <algorithm>

namespace karya::exchange {

namespace {

using namespace std::chrono_literals;

constexpr auto held_for = 30s;
constexpr auto told_every = 1s;
constexpr auto forgotten_every = 1h;
constexpr auto unfinished_kept = 24h; ///< a file may hold officers' numbers
constexpr auto finished_kept = 7 * 24h;
constexpr std::int64_t tries_max = 5;
constexpr std::int64_t rows_most = 200'000;
constexpr std::int64_t refused_kept = 20'000;
constexpr std::size_t refused_bytes_kept = 8U << 20U;

/// 18 digits, as only an officer's number has.
bool has_officers_number(std::string_view cell)
{
    constexpr std::size_t digits = 18;
    auto const text = trimmed(cell);
    return text.size() == digits && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Refused rows with their reasons as CSV, up to a bound.
class RefusedRows {
public:
    explicit RefusedRows(Kind kind) : m_header(columns_of(kind)) { }

    void add(RefusedRow const& row)
    {
        if (m_csv.empty())
            m_csv = std::string { sheet::utf8_mark } + sheet::csv_record(refused_heading(m_header));
        if (++m_count > refused_kept || m_csv.size() > refused_bytes_kept) return;
        auto cells = row.cells;
        // Of an officer's number nothing is kept, in whatever column it came to stand.
        for (std::size_t i = 0; i < cells.size(); ++i)
            if ((i < m_header.size() && m_header[i].key == "nip") || has_officers_number(cells[i]))
                cells[i].clear();
        m_csv += sheet::csv_record(refused_cells({ row.row, row.reason, cells }, m_header));
    }
    std::string take() { return std::move(m_csv); }

private:
    sheet::Header const& m_header;
    std::string m_csv {};
    std::int64_t m_count { 0 };
};

Lang lang_of(Upload const& upload)
{
    return upload.lang == name_of(Lang::en) ? Lang::en : Lang::id;
}

std::int64_t percent(std::int64_t done, std::int64_t total)
{
    return total > 0 ? std::clamp<std::int64_t>(done * 100 / total, 0, 100) : 0;
}

} // namespace

struct UploadWork::Held {
    Upload upload {};
    store::Hold hold {};
    std::string content {};
    bool entitled { false };
};

UploadWork::UploadWork(db::Engine& engine, Wiring wiring)
    : m_engine(engine),
      m_wiring(std::move(wiring)),
      m_name(random_hex(8))
{
}

Result<bool> UploadWork::work()
{
    forget_old();
    auto const held = TRY(take_next());
    if (!held) return false;
    TRY(run(*held));
    return true;
}

void UploadWork::forget_old()
{
    auto const now = m_wiring.clock();
    if (now < m_forgot_at + forgotten_every) return;
    auto const done = m_engine.write([&](db::Tx& tx) -> Result<void> {
        store::delete_old(tx, now - unfinished_kept, now - finished_kept);
        return {};
    });
    if (done.ok()) m_forgot_at = now; // else at the next call
}

Result<std::optional<UploadWork::Held>> UploadWork::take_next()
{
    auto const now = m_wiring.clock();
    auto next = TRY(
        m_engine.get<std::optional<Held>>([&](db::Read& read) -> Result<std::optional<Held>> {
            auto upload = store::next_upload(read, now);
            if (!upload) return std::optional<Held> {};
            store::Hold const hold { upload->id, m_name, now, now + held_for };
            auto content = store::part(read, upload->id, store::Part::sent).value_or("");
            bool const entitled = m_wiring.entitled(read, upload->actor());
            return std::optional { Held { std::move(*upload), hold, std::move(content),
                                          entitled } };
        }));
    if (!next) return next;
    bool const first = TRY(m_engine.put<bool>(
        [&](db::Tx& tx) -> Result<bool> { return store::hold(tx, next->hold); }));
    return first ? std::move(next) : std::optional<Held> {};
}

namespace {

/// Tells the database once a second that work goes on, and learns whether it still is this node's.
class Heart {
public:
    Heart(db::Engine& engine, std::function<Timestamp()> const& clock, store::Hold const& hold)
        : m_engine(engine),
          m_clock(clock),
          m_hold(hold),
          m_told(hold.now)
    {
    }
    void beat(std::int64_t done, std::int64_t total)
    {
        auto const now = m_clock();
        if (now < m_told + told_every) return;
        m_told = now;
        m_hold.until = now + held_for;
        auto const kept = m_engine.put<bool>([&](db::Tx& tx) -> Result<bool> {
            return store::keep_hold(tx, m_hold, percent(done, total));
        });
        m_lost = kept.ok() && !kept.value();
    }
    bool lost() const { return m_lost; }

private:
    db::Engine& m_engine;
    std::function<Timestamp()> const& m_clock;
    store::Hold m_hold;
    Timestamp m_told;
    bool m_lost { false };
};

store::Ending ending_of(Upload const& upload, Result<Imported> const& done)
{
    if (!done.ok())
        return { .state = UploadState::failed, .trouble = sentence(lang_of(upload), done.error()) };
    bool const preview = upload.state == UploadState::checking;
    return { .state = preview ? UploadState::checked : UploadState::done,
             .result = json_text(done.value()) };
}

} // namespace

/// The import's answer. A Bug in it ends this upload only.
Result<Imported> UploadWork::outcome(Held const& held, Import const& import)
{
    if (!held.entitled) return forbidden;
    if (held.upload.tries >= tries_max) return broken_off;
    // What is packed once more has no size that could be bounded.
    if (held.content.starts_with("\xfd"
                                 "7zXZ"))
        return sheet::not_a_table;
    try {
        auto imported = TRY(import_file(m_engine, held.upload.kind, import));
        if (imported.rows == 0) return no_rows;
        return imported;
    } catch (std::exception const& bug) {
        return Error { internal_error, bug.what() };
    }
}

Result<void> UploadWork::run(Held const& held)
{
    auto const& upload = held.upload;
    RefusedRows refused { upload.kind };
    Heart heart { m_engine, m_wiring.clock, held.hold };
    Import const import { .bytes = held.content,
                          .actor = upload.actor(),
                          .now = held.hold.now,
                          .lang = lang_of(upload),
                          .preview = upload.state == UploadState::checking,
                          .rows_max = rows_most,
                          .batch = upload.id.text(),
                          .progress = [&](std::int64_t read,
                                          std::int64_t total) { heart.beat(read, total); },
                          .refused = [&](RefusedRow const& row) { refused.add(row); },
                          .stop_asked = [&] { return heart.lost() || m_stopping; } };
    auto const done = outcome(held, import);
    if (heart.lost()) return {};
    bool const later = !done.ok() && done.error().code().fault == Fault::unavailable;
    auto ending = ending_of(upload, done);
    ending.refused = refused.take();
    auto hold = held.hold;
    hold.now = m_wiring.clock();
    TRY(m_engine.write([&](db::Tx& tx) -> Result<void> {
        later ? store::release(tx, hold) : static_cast<void>(store::end(tx, hold, ending));
        return {};
    }));
    if (later) return Error { done.error() };
    return {};
}

} // namespace karya::exchange
