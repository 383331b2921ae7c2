#pragma once
// SQL of pnbp_*. For pnbp/ only.

#include "pnbp/match.h"
#include "pnbp/pnbp.h"

namespace karya::pnbp::store {

std::int64_t next_n(db::Read& read, UnitId unit);
void insert(db::Tx& tx, Deposit const& deposit);
/// The stored state: `expired` never. Nothing for another unit's.
std::optional<Deposit> deposit(db::Read& read, UnitId unit, DepositId id);
std::optional<UnitId> unit_of(db::Read& read, DepositId id);
std::vector<Deposit> deposits(db::Read& read, UnitId unit);
/// Those after number `after`, at most 500.
std::vector<Deposit> deposits_after(db::Read& read, UnitId unit, std::int64_t after);
std::vector<UnitId> units_with_deposits(db::Read& read);
/// Whoever has it, of any unit.
std::optional<DepositId> holder_of_code(db::Read& read, std::string_view code);
std::optional<DepositId> holder_of_ntpn(db::Read& read, std::string_view ntpn);
void set_billed(db::Tx& tx, Deposit const& deposit);
void set_paid(db::Tx& tx, Deposit const& deposit);
void set_dropped(db::Tx& tx, DepositId id);
void set_matched(db::Tx& tx, DepositId id, Timestamp at);
void set_unmatched(db::Tx& tx, DepositId id);
/// Of a paid one: its payment and where that is booked.
void set_corrected(db::Tx& tx, Deposit const& deposit);
/// The number of the last entry that a paid deposit covers; 0: none is paid.
std::int64_t deposited_through(db::Read& read, UnitId unit);

void put_proof(db::Tx& tx, DepositId deposit, Timestamp at, OfficerId officer,
               std::string_view webp);
std::optional<std::string> proof(db::Read& read, DepositId deposit);
bool has_proof(db::Read& read, DepositId deposit);

std::optional<Payer> payer(db::Read& read, UnitId unit);
void put_payer(db::Tx& tx, UnitId unit, Payer const& payer);

struct DayAmount {
    Day day {};
    Rupiah amount {};
};
BOOST_DESCRIBE_STRUCT(DayAmount, (), (day, amount))
/// Paid deposits by the day they are booked on, less what was taken back on it.
std::vector<DayAmount> paid_between(db::Read& read, UnitId unit, Day from, Day to);
std::vector<DayAmount> targets_between(db::Read& read, UnitId unit, Day from, Day to);
void put_target(db::Tx& tx, UnitId unit, Target const& target);

using ledger::UnitAmount;
/// The same of all units, added up.
std::vector<UnitAmount> paid_by_unit(db::Read& read, Day from, Day to);
std::vector<UnitAmount> targets_by_unit(db::Read& read, Day from, Day to);
std::vector<UnitTarget> targets(db::Read& read, Day from, Day to);
struct UnitSeq {
    UnitId unit {};
    std::int64_t seq {};
};
BOOST_DESCRIBE_STRUCT(UnitSeq, (), (unit, seq))
std::vector<UnitSeq> deposited_through_by_unit(db::Read& read);

// ---- Corrections (store_correction.cpp) ----

void insert_correction(db::Tx& tx, Correction const& correction);
/// Confirmed or refused, with its mirror.
void set_decided(db::Tx& tx, Correction const& correction);
std::vector<Correction> corrections(db::Read& read, UnitId unit);
std::vector<Correction> corrections_of(db::Read& read, UnitId unit, DepositId deposit);

// ---- Files of the treasury (store_file.cpp) ----

void insert_file(db::Tx& tx, UnitId unit, SentTable const& table, MatchFile const& file);
/// Keeps the unit's newest ones.
void forget_files(db::Tx& tx, UnitId unit, std::int64_t kept);
std::optional<MatchFile> file(db::Read& read, UnitId unit, MatchFileId id);
std::optional<SentTable> table(db::Read& read, UnitId unit, MatchFileId id);
std::optional<UnitId> unit_of_file(db::Read& read, MatchFileId id);
std::vector<MatchFile> files(db::Read& read, UnitId unit);
/// Its mapping goes.
void set_header(db::Tx& tx, MatchFileId id, SentTable const& table);
void set_mapping(db::Tx& tx, UnitId unit, MatchFileId id, std::string_view mapping);
std::optional<std::string> mapping(db::Read& read, UnitId unit);

} // namespace karya::pnbp::store
