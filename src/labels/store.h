#pragma once
// SQL of labels_*. For labels/ only.

#include "labels/labels.h"

namespace karya::labels::store {

struct LabelledGoods {
    UnitId unit {};
    std::string unit_name {};
    std::string article {};
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(LabelledGoods, (), (unit, unit_name, article, name))
struct WithdrawnLabels {
    UnitId unit {};
    std::int64_t first {};
    std::int64_t last {};
};
BOOST_DESCRIBE_STRUCT(WithdrawnLabels, (), (unit, first, last))

/// As stored, newest first.
std::vector<Key> keys(db::Read& read);
std::optional<Key> signing_key(db::Read& read);
std::optional<Key> key(db::Read& read, std::string_view kid);
/// False when another transaction made one first.
bool insert_key(db::Tx& tx, Key const& key);
void retire_keys(db::Tx& tx, Timestamp at);

/// The first of `count` serials, which nobody else gets; held until the transaction ends.
std::int64_t take_serials(db::Tx& tx, UnitId unit, std::int64_t count);
std::int64_t next_n(db::Read& read, UnitId unit);
void insert(db::Tx& tx, PrintRun const& run);
std::optional<PrintRun> run(db::Read& read, UnitId unit, LabelRunId id);
std::optional<UnitId> unit_of(db::Read& read, LabelRunId id);
/// Newest first, at most 100 below `before`.
std::vector<PrintRun> runs(db::Read& read, UnitId unit, std::int64_t before);
std::optional<PrintRun> run_with(db::Read& read, UnitId unit, std::int64_t serial);

/// Each goods of each unit as its newest run tells it, at most 50,000.
std::vector<LabelledGoods> goods(db::Read& read);
/// All that count no more.
std::vector<WithdrawnLabels> withdrawn(db::Read& read);

void insert(db::Tx& tx, PrintRun const& run, Withdrawal const& withdrawal);
std::vector<Withdrawal> withdrawals(db::Read& read, LabelRunId run);
/// Stretches of the run that count no more and have a serial of these, from the first on.
std::vector<Stretch> withdrawn_among(db::Read& read, LabelRunId run, Stretch const& serials);
std::optional<Withdrawal> withdrawal_of(db::Read& read, LabelRunId run, std::int64_t serial);

struct Recall {
    std::string reason {};
    Timestamp at {};
    OfficerId officer {};
};
BOOST_DESCRIBE_STRUCT(Recall, (), (reason, at, officer))
/// A repeat changes nothing.
void insert_recall(db::Tx& tx, UnitId unit, std::string_view lot, Recall const& recall);
std::optional<Recall> recall(db::Read& read, UnitId unit, std::string_view lot);
std::vector<PrintRun> runs_of(db::Read& read, UnitId unit, std::string_view lot);
std::vector<CalledBack> called_back(db::Read& read, UnitId unit);

void add_scans(db::Tx& tx, UnitId unit, std::int64_t serial, Looks const& looks);
std::optional<Looks> looks(db::Read& read, UnitId unit, std::int64_t serial);

// ---- At the till (store_sold.cpp) ----

struct Sold {
    SaleId sale {};
    std::int64_t line {};
    Day day {};
};
BOOST_DESCRIBE_STRUCT(Sold, (), (sale, line, day))
/// False when it is sold already.
bool insert_sold(db::Tx& tx, UnitId unit, std::int64_t serial, Sold const& sold);
/// In place of the sale that it came back from.
void set_sold(db::Tx& tx, UnitId unit, std::int64_t serial, Sold const& sold);
std::optional<Sold> sold(db::Read& read, UnitId unit, std::int64_t serial);
/// Whether labels of that sale were looked at already.
bool is_marked(db::Read& read, SaleId sale);
std::vector<SoldLabel> labels_of(db::Read& read, UnitId unit, SaleId sale);
std::int64_t sold_with(db::Read& read, SaleId sale, std::int64_t line);
std::vector<LabelledSale> labelled_sales(db::Read& read, UnitId unit, VariantId variant);
void drop_sold(db::Tx& tx, SaleId sale, std::int64_t line);
void insert(db::Tx& tx, UnitId unit, Doubt const& doubt, std::string_view token);
std::vector<Doubt> doubts(db::Read& read, UnitId unit);
std::int64_t doubt_count(db::Read& read, UnitId unit);
struct Look {
    Timestamp at {};
    OfficerId officer {};
    std::string note {};
};
/// False when there is no such one, or somebody has looked already.
bool settle_doubt(db::Tx& tx, UnitId unit, LabelDoubtId id, Look const& look);

void insert(db::Tx& tx, Report const& report);
/// Newest first, at most 100.
std::vector<Report> reports_of(db::Read& read, UnitId unit);
/// Of all units, newest first, at most 1,000.
std::vector<Report> reports(db::Read& read);

} // namespace karya::labels::store
