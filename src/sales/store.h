#pragma once
// SQL of sales_*.

#include "sales/sales.h"

namespace karya::sales::store {

enum class Series : std::uint8_t { sale, refund };
BOOST_DESCRIBE_ENUM(Series, sale, refund)

/// The next number of that series and kind: gapless, since it is taken in the sale's own
/// transaction.
std::int64_t next_number(db::Tx& tx, UnitId unit, std::string_view series, Series kind);

/// A number that a device or a paper gave.
struct Given {
    std::string_view series {};
    Series kind {};
    std::int64_t n {};
    bool live { false }; ///< by a till of this installation
};
/// Whether a till counts the series and has not come to that number.
bool is_ahead_of_till(db::Read& read, UnitId unit, Given const& given);
/// Notes it; a number ahead of the next one, or behind it, leaves holes from then on.
void note_number(db::Tx& tx, UnitId unit, Given const& given);
/// Whether any number of that series was ever taken.
bool series_used(db::Read& read, UnitId unit, std::string_view series);

/// What a sale has beside its public face.
struct Extra {
    Timestamp recorded_at {};
    std::string series {};
    std::int64_t n {};
    std::string nip_hash {};
    std::string content_hash {};
};

void insert_sale(db::Tx& tx, Sale const& sale, Extra const& extra);
std::optional<Sale> sale(db::Read& read, UnitId unit, SaleId id);
std::optional<UnitId> unit_of(db::Read& read, SaleId id);
bool refund_exists(db::Read& read, UnitId unit, std::string_view number);
std::optional<SaleId> id_of_number(db::Read& read, UnitId unit, std::string_view number);
/// Keeps twins of a sale out until the transaction ends: whoever waited here finds what was
/// written.
void hold_id(db::Tx& tx, SaleId id);
/// The content hash of a sale of any unit.
std::optional<std::string> content_hash(db::Read& read, SaleId id);
/// Marks it voided; false when it was so already or was refunded in part.
/// Keeps the sale for this command until its transaction ends.
void hold_sale(db::Tx& tx, SaleId id);
void insert_void(db::Tx& tx, Sale const& sale, Void const& why);
std::optional<Void> void_of(db::Read& read, UnitId unit, SaleId id);
bool set_voided(db::Tx& tx, SaleId id);
/// Adds to what was refunded; false when it has been voided meanwhile.
bool add_refunded(db::Tx& tx, SaleId id, Rupiah amount);
/// False when somebody else changed the line meanwhile.
bool set_left(db::Tx& tx, SaleId id, Line const& before, ledger::LeftOfLine const& after);

/// By which ways refunds of a sale have left.
std::vector<Tender> paid_back(db::Read& read, SaleId id);

struct RefundExtra {
    UnitId unit {};
    std::optional<ShiftId> shift {};
    std::string content_hash {};
    bool goods_return { true };
};
void insert_refund(db::Tx& tx, Refund const& refund, RefundExtra const& extra);
void insert_refund_line(db::Tx& tx, RefundId refund, RefundedLine const& line);
/// Other goods for those of a refund (store_exchange.cpp).
struct Exchanged {
    SaleId sale {};
    RefundId refund {};
    SaleId origin {};
};
void insert_exchange(db::Tx& tx, UnitId unit, Exchanged const& exchanged);
std::optional<SaleId> sale_for_refund(db::Read& read, UnitId unit, RefundId refund);
/// The sale that a chain of exchanges began with.
std::optional<SaleId> origin(db::Read& read, SaleId sale);
/// Money that was sent ahead (store_ahead.cpp).
void insert_ahead(db::Tx& tx, UnitId unit, SaleId sale, Ahead const& ahead);
/// Nothing for a sale that had none; of one whose money has gone back its amount is zero.
std::optional<Ahead> ahead_left(db::Read& read, SaleId sale);
/// `document`: the refund, or the sale that is voided.
void insert_ahead_back(db::Tx& tx, std::string_view document, SaleId sale, AheadBack const& back);
std::optional<AheadBack> ahead_back(db::Read& read, RefundId refund, SaleId sale);
Rupiah owed_for(db::Read& read, SaleId origin);
Rupiah waived_back(db::Read& read, UnitId unit);

std::optional<Refund> refund(db::Read& read, UnitId unit, RefundId id);
std::optional<std::string> refund_hash(db::Read& read, RefundId id);
std::optional<Document> document(db::Read& read, UnitId unit, std::string_view id);
std::vector<Refund> refunds(db::Read& read, UnitId unit, SaleId id);
std::optional<SaleId> sale_of_refund(db::Read& read, UnitId unit, std::string_view number);

std::vector<SaleRow> rows_before(db::Read& read, UnitId unit, SaleId before);
DayTotal day_total(db::Read& read, UnitId unit, Day day);
/// Ids of the unit's sales after `after`, oldest first, at most 500.
std::vector<SaleId> ids_after(db::Read& read, UnitId unit, SaleId after);
/// Ids of the unit's refunds after `after`, at most 500.
std::vector<RefundId> refund_ids_after(db::Read& read, UnitId unit, RefundId after);
struct StandingLine {
    SaleId sale {};
    Line line {};
};
/// Lines of sales that were not voided, in their order.
std::vector<StandingLine> standing_lines(db::Read& read, UnitId unit, ActivityId activity,
                                         SaleSpan const& span);
std::optional<WholeRefund> whole_refund(db::Read& read, UnitId unit, RefundId id);
/// By day and id, at most 500 (store_days.cpp).
std::vector<SaleRow> rows_on(db::Read& read, UnitId unit, Days const& days, DayPlace const& after);
std::vector<RefundId> refund_ids_on(db::Read& read, UnitId unit, Days const& days, RefundId after);

std::int64_t open_shifts(db::Read& read, UnitId unit);
std::optional<Shift> open_shift(db::Read& read, UnitId unit, std::string_view series);
std::optional<Shift> shift(db::Read& read, UnitId unit, ShiftId id);
/// The shift, which nobody else sells in or closes before this transaction ends.
std::optional<UnitId> unit_of_shift(db::Read& read, ShiftId id);
std::optional<Shift> lock_shift(db::Tx& tx, UnitId unit, ShiftId id);
/// False when the series has an open one, or the id was used.
bool insert_shift(db::Tx& tx, UnitId unit, Shift const& shift);
/// Adds to what a closed shift should have held.
void raise_expected(db::Tx& tx, ShiftId shift, Rupiah amount);
/// False when it is closed already.
bool close_shift(db::Tx& tx, Shift const& shift);
DayTotal shift_sold(db::Read& read, ShiftId shift);
Rupiah shift_back(db::Read& read, ShiftId shift);
Rupiah cash_sold(db::Read& read, ShiftId shift);
Rupiah cash_refunded(db::Read& read, ShiftId shift);
Rupiah cash_moved(db::Read& read, ShiftId shift);
/// False when the id was used.
bool insert_cash(db::Tx& tx, UnitId unit, CashMove const& move);
std::optional<CashMove> cash_move(db::Read& read, UnitId unit, CashMoveId id);
std::vector<CashMove> cash_moves(db::Read& read, UnitId unit, ShiftId shift);
std::vector<Shift> shifts(db::Read& read, UnitId unit);

} // namespace karya::sales::store
