#include "exchange/intake.h"
#include "base/text.h"
#include "core/keyed_hash.h"
#include "exchange/columns.h"
#include "exchange/text.h"
#include <algorithm>

namespace karya::exchange {

namespace {

constexpr std::size_t rows_a_step = 200;
constexpr std::size_t refusals_shown = 20;
constexpr std::size_t booked_shown = 10;

std::filesystem::path refused_path(Import const& import)
{
    auto path = import.file;
    path += ".ditolak.csv";
    return path;
}

std::string name_of(store::RowKind kind, std::string const& key)
{
    return std::string { enum_text(kind) } + "|" + key;
}

std::string name_of(Item const& item) { return name_of(item.kind, item.key); }

/// The code that names the cell by which the item is known: a key is "unit|name" or the name alone.
Error about_key(ErrorCode code, Item const& item)
{
    bool const receipt = item.kind == store::RowKind::sale || item.kind == store::RowKind::refund;
    return Error { code }
        .with("column", receipt ? "nota" : "kode")
        .with("value", item.key.substr(item.key.find('|') + 1));
}

Error about_sale(Item const& refund)
{
    return Error { sale_refused }
        .with("column", "atas nota")
        .with("value", refund.of_sale.substr(refund.of_sale.find('|') + 1));
}

} // namespace

KeptRow kept(sheet::Row const& row, sheet::Header const& header)
{
    KeptRow copy { .number = row.number() };
    for (auto const& column : header)
        copy.cells.push_back(holds_quantity(column.key) ? quantity_cell(row, column.key)
                                                        : std::string { row[column.key] });
    std::ranges::copy(row.surplus(), std::back_inserter(copy.cells));
    return copy;
}

std::vector<sheet::Cell> refused_heading(sheet::Header const& header)
{
    std::vector<sheet::Cell> heading;
    for (auto const& column : header) heading.emplace_back(column.aliases.front());
    heading.emplace_back(std::string_view { "baris asal" });
    heading.emplace_back(std::string_view { "alasan ditolak" });
    return heading;
}

std::vector<sheet::Cell> refused_cells(RefusedRow const& row, sheet::Header const& header)
{
    std::vector<sheet::Cell> cells;
    // What is not clean text could not be written back; the reason names the row.
    for (auto const& cell : row.cells)
        cells.emplace_back(is_clean_utf8(cell) ? std::string_view { cell } : std::string_view {});
    auto const surplus = cells.begin() + std::ssize(header);
    cells.insert(surplus, { sheet::Cell { row.row }, sheet::Cell { row.reason } });
    return cells;
}

Result<std::unique_ptr<sheet::Source>> source_of(Import const& import)
{
    if (import.bytes) return sheet::from_memory(*import.bytes);
    return sheet::open_file(import.file.string());
}

Error about_rows(Import const& import)
{
    return Error { too_many_rows }.with("count", show(import.lang, import.rows_max));
}

namespace {

/// What a draft calls otherwise than the file does.
std::string_view heading_of(std::string_view field, sheet::Header const& header)
{
    auto const key = field == "name_id" ? "name" : field == "opening" ? "stock" : field;
    auto const column = std::ranges::find(header, key, &sheet::Column::key);
    return column == header.end() ? field : column->aliases.front();
}

} // namespace

std::string sentence(Lang lang, Error const& why, sheet::Header const& header)
{
    // "See the note at each field" is for forms: the fields themselves say it here.
    bool const fields_say_all = why.code() == invalid && !why.fields.empty();
    auto words = fields_say_all ? "" : karya::text::find(lang, why.code().id, why.args);
    for (auto const& [field, reason, args] : why.fields)
        if (reason != why.code().id)
            words += (words.empty() ? "" : " ")
                + text::of_column(lang, std::string { heading_of(field, header) },
                                  karya::text::find(lang, reason, args));
    return words;
}

namespace {

Result<org::UnitScope> reached_unit(View const& view, std::string const& code)
{
    auto const unit = org::unit_by_code(view, code);
    if (!unit.ok()) return unknown_unit;
    auto scope = org::reach(view, unit.value().id);
    if (!scope.ok()) return foreign_unit;
    return scope;
}

} // namespace

Result<org::UnitScope const*> Units::find(Cells& cells, std::string_view key)
{
    if (cells.problem()) return static_cast<org::UnitScope const*>(nullptr);
    auto const code = cells.unit_code(key);
    auto known = m_known.find(code);
    if (known == m_known.end())
        TRY(m_engine.read([&](db::Read& read) -> Result<void> {
            View const view { read, m_import.actor, m_import.now, m_import.lang };
            known = m_known.emplace(code, reached_unit(view, code)).first;
            return {};
        }));
    if (known->second.ok()) return &known->second.value();
    cells.refuse(key, known->second.error().code());
    return static_cast<org::UnitScope const*>(nullptr);
}

Intake::Intake(db::Engine& engine, Import const& import, sheet::Header const& header)
    : m_engine(engine),
      m_import(import),
      m_header(header)
{
    m_imported.booking.emplace();
}

Intake::~Intake() = default;

Result<void> Intake::count_row(sheet::Progress progress)
{
    if (m_import.stop_asked && m_import.stop_asked()) return stopped;
    if (++m_imported.rows > m_import.rows_max) return about_rows(m_import);
    if (m_import.progress) m_import.progress(progress.done, progress.total);
    return {};
}

Result<void> Intake::take(Item item)
{
    if (!m_seen.insert(name_of(item)).second) {
        for (auto const& row : item.rows) TRY(refuse(row, about_key(repeated_row, item)));
        return {};
    }
    m_step_rows += item.rows.size();
    m_step.push_back(std::move(item));
    return m_step_rows < rows_a_step ? Result<void> {} : flush();
}

Result<void> Intake::refuse(KeptRow const& row, Error const& why)
{
    note_refused(row, why);
    return m_waiting.size() < rows_a_step ? Result<void> {} : flush();
}

void Intake::note_refused(KeptRow const& row, Error const& why)
{
    ++m_imported.refused;
    m_waiting.emplace_back(row, sentence(m_import.lang, why, m_header));
}

Result<void> Intake::tell_refused()
{
    std::ranges::sort(m_waiting, {}, [](auto const& waiting) { return waiting.first.number; });
    for (auto const& [row, reason] : m_waiting) {
        m_imported.first.push_back({ row.number, reason });
        if (m_import.refused)
            m_import.refused({ row.number, reason, row.cells });
        else if (!m_import.preview)
            TRY(write_refused(row, reason));
    }
    m_waiting.clear();
    // A receipt may begin long before it is whole, and be refused behind rows that come after it.
    std::ranges::sort(m_imported.first, {}, &Refusal::row);
    if (m_imported.first.size() > refusals_shown) m_imported.first.resize(refusals_shown);
    return {};
}

Result<void> Intake::write_refused(KeptRow const& row, std::string const& reason)
{
    if (!m_refused) {
        auto const path = refused_path(m_import).string();
        m_refused = TRY(sheet::write_csv(path, { .mark = sheet::utf8_mark }));
        TRY(m_refused->row(refused_heading(m_header)));
        m_imported.refused_file = path;
    }
    return m_refused->row(refused_cells({ row.number, reason, row.cells }, m_header));
}

void Intake::count(Item const& item, Applied const& applied)
{
    (applied.known ? m_imported.known
                   : m_imported.taken) += static_cast<std::int64_t>(item.rows.size());
    if (applied.known) return;
    auto booked = item.booked;
    booked.row = item.rows.front().number;
    if (!applied.words.empty()) booked.words = applied.words;
    if (applied.amount) booked.amount = applied.amount;
    auto& booking = *m_imported.booking;
    auto const amount = booked.amount.value_or(Rupiah {});
    if (item.kind == store::RowKind::sale) {
        ++booking.sales;
        booking.turnover += amount;
    } else if (item.kind == store::RowKind::refund) {
        ++booking.refunds;
        booking.paid_back += amount;
    }
    if (booking.first.size() < booked_shown) booking.first.push_back(std::move(booked));
}

/// What a preview rolled back, or has not come to yet, would be there in earnest.
bool Intake::follows_from_this_file(db::Tx& tx, Item const& item) const
{
    if (!m_import.preview || item.of_sale.empty()) return false;
    auto const name = name_of(store::RowKind::sale, item.of_sale);
    return m_seen.contains(name) && !m_fallen.contains(name)
        && !store::done(tx, store::RowKind::sale, item.of_sale);
}

Result<Applied> Intake::apply(db::Tx& tx, Item const& item)
{
    auto const hash = core::keyed_hash(item.content);
    auto const before = store::done(tx, item.kind, item.key);
    if (before && before->content_hash == hash)
        return Applied { before->object,
                         m_import.batch.empty() || before->batch != m_import.batch };
    if (!item.of_sale.empty() && m_fallen.contains(name_of(store::RowKind::sale, item.of_sale)))
        return about_sale(item);
    if (follows_from_this_file(tx, item)) return Applied {};
    Call call { tx, m_import.actor, m_import.now, m_import.lang, "import" };
    auto applied = TRY(item.apply(call));
    call.now = m_import.now;
    store::note(call, item.kind, item.key,
                { hash, applied.object, applied.known ? "" : m_import.batch });
    return applied;
}

Result<void> Intake::write(db::Engine::WriteWork const& work)
{
    bool tried = false;
    auto done = m_engine.write([&](db::Tx& tx) -> Result<void> {
        tried = false;
        TRY(work(tx));
        tried = true;
        if (m_import.preview) return stopped; // any Error: the engine rolls back
        return {};
    });
    if (m_import.preview && tried) return {};
    return done;
}

namespace {

/// A failure of the installation rather than of what a row says.
bool not_the_row(Error const& why) { return why.code().fault == Fault::unavailable; }

/// A row that meets a mistake of our own is refused like others: those behind it still come in.
Error reason_of(Error const& why)
{
    return why.code().fault == Fault::internal ? Error { row_broke, why.why() } : why;
}

} // namespace

Result<std::optional<std::size_t>> Intake::try_step(std::vector<Applied>& applied)
{
    std::optional<std::size_t> failed;
    auto const done = write([&](db::Tx& tx) -> Result<void> {
        for (std::size_t i = 0; i < m_step.size(); ++i) {
            failed = i;
            applied[i] = TRY(apply(tx, m_step[i]));
        }
        failed.reset();
        return {};
    });
    if (done.ok()) return std::optional<std::size_t> {};
    if (!failed || not_the_row(done.error())) return Error { done.error() };
    return failed;
}

Result<void> Intake::one_by_one()
{
    for (auto const& item : m_step) {
        Applied applied;
        auto const done = write([&](db::Tx& tx) -> Result<void> {
            applied = TRY(apply(tx, item));
            return {};
        });
        if (done.ok()) {
            count(item, applied);
        } else {
            if (not_the_row(done.error())) return Error { done.error() };
            m_fallen.insert(name_of(item));
            for (auto const& row : item.rows) note_refused(row, reason_of(done.error()));
        }
    }
    return {};
}

Result<void> Intake::flush()
{
    TRY(take_step());
    return tell_refused();
}

Result<void> Intake::take_step()
{
    if (m_step.empty()) return {};
    std::vector<Applied> applied(m_step.size());
    // Nearly always all are good: one transaction. Else each for itself, so that only bad ones
    // stop.
    if (TRY(try_step(applied))) {
        TRY(one_by_one());
    } else {
        for (std::size_t i = 0; i < m_step.size(); ++i) count(m_step[i], applied[i]);
    }
    m_step.clear();
    m_step_rows = 0;
    return {};
}

Result<Imported> Intake::finish()
{
    TRY(flush());
    if (m_refused) TRY(m_refused->finish());
    return m_imported;
}

Actor console_actor()
{
    // No account has this id; the trail shows it as the console.
    static OfficerId const nobody = OfficerId::parse("01900000-0000-7000-8000-00000000c0de").take();
    return { .officer = nobody, .name = "Konsol", .role = Role::admin };
}

Result<Imported> import_file(db::Engine& engine, Kind kind, Import const& import)
{
    switch (kind) {
    case Kind::units: return import_units(engine, import);
    case Kind::products: return import_products(engine, import);
    case Kind::sales: return import_sales(engine, import);
    case Kind::ledger: break;
    }
    return Error { invalid, "the ledger follows from the sales" };
}

} // namespace karya::exchange
