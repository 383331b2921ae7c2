#pragma once
// The common way of every import: rows are read and checked, put together to items, taken in steps,
// and refused with a reason.

#include "exchange/cells.h"
#include "exchange/store.h"
#include "org/org.h"
#include "sheet/writer.h"
#include <map>
#include <memory>
#include <set>

namespace karya::exchange {

/// A row kept for the list of refused ones.
struct KeptRow {
    std::int64_t number {};
    std::vector<std::string> cells {}; ///< in the order of the columns, then what was too much
};
/// Quantities as they can be read again from the list, which is CSV.
KeptRow kept(sheet::Row const& row, sheet::Header const& header);

/// The list of refused rows: the columns as they came, then the row's number and the reason. Cells
/// that were too much stand behind all columns, where they are too much again.
std::vector<sheet::Cell> refused_heading(sheet::Header const& header);
std::vector<sheet::Cell> refused_cells(RefusedRow const& row, sheet::Header const& header);

/// What an item became: the id it is known by from now on.
struct Applied {
    std::string object {};
    bool known { false };            ///< it was there
    std::string words {};            ///< as in Booked
    std::optional<Rupiah> amount {}; ///< the same
};

/// One thing to bring in (a unit, a variant, a receipt) with the rows it came from.
struct Item {
    store::RowKind kind {};
    std::string key {};     ///< independent of the file
    std::string content {}; ///< everything the rows say
    std::string of_sale {}; ///< of a refund: the key of its sale
    Booked booked {};       ///< as far as the file tells it
    std::vector<KeptRow> rows {};
    std::function<Result<Applied>(Call&)> apply {};
};

/// Units by their code, in capitals or not, as the import's actor reaches them.
class Units {
public:
    Units(db::Engine& engine, Import const& import) : m_engine(engine), m_import(import) { }
    /// Null, with the cell refused, when there is no such unit or it is another's; null, too, when
    /// the row is bad already.
    Result<org::UnitScope const*> find(Cells& cells, std::string_view key);

private:
    db::Engine& m_engine;
    Import const& m_import;
    /// With each code the unit, or why it cannot be used.
    std::map<std::string, Result<org::UnitScope>> m_known {};
};

class Intake {
public:
    Intake(db::Engine& engine, Import const& import, sheet::Header const& header);
    ~Intake();

    /// Takes the item with others of its step.
    Result<void> take(Item item);
    Result<void> refuse(KeptRow const& row, Error const& why);
    /// Counts a row that was read. Fails: exchange.stopped.
    Result<void> count_row(sheet::Progress progress);
    /// Takes what is left.
    Result<Imported> finish();

private:
    Result<void> flush();
    Result<void> take_step();
    Result<void> tell_refused();
    /// All of the step in one transaction; where the first failing item stands, if one does.
    Result<std::optional<std::size_t>> try_step(std::vector<Applied>& applied);
    Result<void> one_by_one();
    Result<Applied> apply(db::Tx& tx, Item const& item);
    /// Runs `work` and, in a preview, rolls back what it wrote.
    Result<void> write(db::Engine::WriteWork const& work);
    bool follows_from_this_file(db::Tx& tx, Item const& item) const;
    void note_refused(KeptRow const& row, Error const& why);
    Result<void> write_refused(KeptRow const& row, std::string const& reason);
    void count(Item const& item, Applied const& applied);

    db::Engine& m_engine;
    Import const& m_import;
    sheet::Header const& m_header;
    std::vector<Item> m_step {};
    std::size_t m_step_rows { 0 };
    std::set<std::string> m_seen {};   ///< keys of this file
    std::set<std::string> m_fallen {}; ///< those that were refused
    /// Refused ones of this step, told at its end by row.
    std::vector<std::pair<KeptRow, std::string>> m_waiting {};
    std::unique_ptr<sheet::Writer> m_refused {};
    Imported m_imported {};
};

/// Where the import's bytes come from. Fails: sheet.file_unreadable.
Result<std::unique_ptr<sheet::Source>> source_of(Import const& import);
/// exchange.too_many_rows, with how many may be.
Error about_rows(Import const& import);
/// The reason in one sentence or more, with fields by the headings of their columns.
std::string sentence(Lang lang, Error const& why, sheet::Header const& header = {});

Result<Imported> import_units(db::Engine& engine, Import const& import);
Result<Imported> import_products(db::Engine& engine, Import const& import);
Result<Imported> import_sales(db::Engine& engine, Import const& import);

} // namespace karya::exchange
