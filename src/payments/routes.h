#pragma once
// The module's groups of routes and what their pages share. For payments/ only.

#include "payments/desk.h"

namespace karya::payments {

void add_buyer_routes(web::Routes& routes);
void add_desk_routes(web::Routes& routes);
void add_account_routes(web::Routes& routes);
void add_fee_routes(web::Routes& routes);
void add_notice_routes(web::Routes& routes);

/// One return as both sides see it.
struct ReturnRow {
    MoneyReturnId back {};
    Rupiah amount {};
    ReturnCause cause {};
    std::string reason {};
    ReturnState state {};
    LocalTime asked_at {};
    std::optional<LocalTime> ended_at {};
    std::string reference {};
    std::string trouble {};
};
BOOST_DESCRIBE_STRUCT(ReturnRow, (),
                      (back, amount, cause, reason, state, asked_at, ended_at, reference, trouble))

std::vector<ReturnRow> return_rows(View const& view, PaymentId id, Zone zone);
/// The clock of who gets the money: a unit's, or WIB for the nation.
Zone zone_of(View const& view, Payment const& payment);

} // namespace karya::payments
