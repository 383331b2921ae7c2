#pragma once
// The common way of every import: rows are read and checked, put together to items, taken in steps,
// and refused with a reason.

#include "exchange/cells.h"
#include "exchange/store.h"
#include "org/org.h"
#include <map>
#include <memory>

namespace karya::sheet {
class Writer;
}

namespace karya::exchange {

/// A row kept for the list of refused ones.
struct KeptRow {
    std::int64_t number {};
    std::vector<std::string> cells {}; ///< in the order of the columns
};
KeptRow kept(sheet::Row const& row, sheet::Header const& header);

/// What an item became: the id it is known by from now on.
struct Applied {
    std::string object {};
    bool known { false }; ///< it was there, though not by an import
};

/// One thing to bring in (a unit, a variant, a receipt) with the rows it came from.
struct Item {
    store::RowKind kind {};
    std::string key {};       ///< independent of the file
    std::string content {};   ///< everything the rows say
    bool changeable { true }; ///< false: other content under a known key is refused
    std::vector<KeptRow> rows {};
    std::function<Result<Applied>(Call&)> apply {};
};

/// Units by their code, as the import's actor reaches them.
class Units {
public:
    Units(db::Engine& engine, Import const& import) : m_engine(engine), m_import(import) { }
    /// Null, with the cell refused, when there is no such unit or it is another's.
    Result<org::UnitScope const*> find(Cells& cells, std::string_view key);

private:
    db::Engine& m_engine;
    Import const& m_import;
    std::map<std::string, std::optional<org::UnitScope>> m_known {};
};

class Intake {
public:
    Intake(db::Engine& engine, Import const& import, sheet::Header const& header);
    ~Intake();

    /// Takes the item with others of its step.
    Result<void> take(Item item);
    Result<void> refuse(KeptRow const& row, Error const& why);
    void read(sheet::Progress progress);
    /// Takes what is left.
    Result<Imported> finish();
    void count_row() { ++m_imported.rows; }

private:
    Result<void> flush();
    /// All of the step in one transaction; where the first failing item stands, if one does.
    Result<std::optional<std::size_t>> try_step(std::vector<bool>& known);
    Result<void> one_by_one();
    Result<bool> apply(db::Tx& tx, Item const& item);
    Result<void> refuse(Item const& item, Error const& why);
    void count(Item const& item, bool known);

    db::Engine& m_engine;
    Import const& m_import;
    sheet::Header const& m_header;
    std::vector<Item> m_step {};
    std::size_t m_step_rows { 0 };
    std::map<std::string, std::string> m_seen {}; ///< keys of this file, with their content's hash
    std::unique_ptr<sheet::Writer> m_refused {};
    Imported m_imported {};
};

/// The reason in one sentence, fields included.
std::string sentence(Lang lang, Error const& why);
/// True for failures of the installation rather than of a row.
bool stops_import(Error const& why);

Result<Imported> import_units(db::Engine& engine, Import const& import);
Result<Imported> import_products(db::Engine& engine, Import const& import);
Result<Imported> import_sales(db::Engine& engine, Import const& import);

} // namespace karya::exchange
