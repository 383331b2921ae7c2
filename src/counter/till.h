#pragma once
// What the till does, free of HTTP.

#include "counter/counter.h"

namespace karya::counter {

struct BasketLine {
    VariantId variant {}; ///< or the id of a kit
    Quantity quantity {};
    std::vector<std::string> labels {}; ///< tokens of labels that were read on them
};
BOOST_DESCRIBE_STRUCT(BasketLine, (), (variant, quantity, labels))

/// A sale as the till sends it. The id is made there, so that the same sale sent twice is one.
struct SaleInput {
    SaleId id {};
    std::optional<Timestamp> sold_at {}; ///< absent: now
    std::vector<BasketLine> lines {};
    sales::BuyerKind buyer { sales::BuyerKind::public_buyer };
    std::optional<std::string> nip {};
    sales::Payment payment { sales::Payment::cash };
    std::optional<sales::Payment> also {}; ///< a part that is paid in another way
    std::optional<Rupiah> also_amount {};
    std::optional<Rupiah> received {};           ///< cash; absent: exactly what is paid so
    std::optional<Rupiah> seen_total {};         ///< what the goods were told to come to
    std::optional<Rupiah> discount {};           ///< taken off that
    std::optional<Quantity> discount_percent {}; ///< the same, as a share of `seen_total`
    std::optional<std::string> discount_reason {};
    bool in_hand { false }; ///< the cashier holds goods that stock does not know
    std::optional<std::string> note {};
};
BOOST_DESCRIBE_STRUCT(SaleInput, (),
                      (id, sold_at, lines, buyer, nip, payment, also, also_amount, received,
                       seen_total, discount, discount_percent, discount_reason, in_hand, note))

/// An id that a till or a form made: lists stand in the order of ids, so that one from another time
/// would hide at their end or stay on top. A basket may have waited for weeks, and a till's clock
/// may be a day off. Fails: core.invalid (none), base.bad_id (no UUIDv7), sales.bad_instant.
Result<void> check_id(Uuid const& id, Timestamp now);

/// Why goods with that label are not to be sold: it is withdrawn, or its lot called back.
std::optional<std::string> call_back_of(View const& view, std::string_view token);
/// Fails: counter.called_back, at the fields of labels that were so when it was sold.
Result<void> check_called_back(View const& view, SaleInput const& input);
/// Takes such pieces out of a basket; why, in words.
std::vector<std::string> take_called_back(View const& view, std::vector<BasketLine>& lines);

/// Records a sale of the actor's own unit in the open shift of the desk.
/// Fails: core.not_found (no unit), sales.no_shift, sales.bad_instant (before the shift; an id made
/// long ago or tomorrow), base.bad_id (no UUIDv7), core.invalid (half of a second way),
/// counter.much_change (a million or more to give back), no_discount, discount_too_much (more than
/// the actor's role may take off), discount_unexplained, called_back (at the fields of labels that
/// were withdrawn when it was sold), and as unpacked and sales::record. Announces SaleRecorded.
Result<sales::Sale> sell(Call& call, SaleInput const& input);

struct CountInput {
    ShiftId shift {};
    Rupiah counted {};
    std::optional<std::string> note {};
};
BOOST_DESCRIBE_STRUCT(CountInput, (), (shift, counted, note))

/// What came of a count: the shift is closed, or the cashier must say why the drawer differs.
struct Counted {
    ShiftId shift {};
    std::optional<Error> differs {};
    std::optional<Error> refusal() const { return differs; }
};
BOOST_DESCRIBE_STRUCT(Counted, (), (shift))

/// Notes the count, so that it stays blind, then closes the shift when the money fits or a note
/// explains the difference. A repeat of the count that closed it is answered the same.
/// Fails: core.not_found, sales.no_shift (closed with another count), base.bad_amount;
/// `differs` is counter.count_differs.
Result<Counted> count_drawer(Call& call, CountInput const& input);

} // namespace karya::counter
