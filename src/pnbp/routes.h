#pragma once
// The module's groups of routes and what their pages share. For pnbp/ only.

#include "pnbp/state.h"

namespace karya::pnbp {

void add_overview_routes(web::Routes& routes);
void add_deposit_routes(web::Routes& routes);
void add_match_routes(web::Routes& routes);
void add_correction_routes(web::Routes& routes);

struct DepositPath {
    DepositId deposit {};
};
BOOST_DESCRIBE_STRUCT(DepositPath, (), (deposit))

/// A deposit as lists show it.
struct DepositRow {
    DepositId deposit {};
    std::string number {};
    DepositState state {};
    Rupiah amount {};
    LocalTime made_at {};
    std::optional<Day> expires_on {};
    std::optional<Day> paid_on {};
};
BOOST_DESCRIBE_STRUCT(DepositRow, (),
                      (deposit, number, state, amount, made_at, expires_on, paid_on))

inline DepositRow row_of(org::UnitScope const& scope, Deposit const& deposit)
{
    return { .deposit = deposit.id,
             .number = number_of(scope, deposit),
             .state = deposit.state,
             .amount = deposit.amount,
             .made_at = { deposit.made_at, scope.zone() },
             .expires_on = deposit.expires_on,
             .paid_on = deposit.paid_on };
}

/// One fact of a payment that a correction changes.
struct ChangeRow {
    std::string what {};
    std::string was {};
    std::string becomes {};
};
BOOST_DESCRIBE_STRUCT(ChangeRow, (), (what, was, becomes))

struct CorrectionRow {
    std::int64_t n {};
    CorrectionState state {};
    std::string why {};
    std::string by {};
    LocalTime at {};
    std::string decided_by {};
    std::optional<LocalTime> decided_at {};
    bool mine { false };  ///< proposed by the reader, who cannot confirm it
    bool moves { false }; ///< its entry is mirrored and booked anew
    std::vector<ChangeRow> changes {};
};
BOOST_DESCRIBE_STRUCT(CorrectionRow, (),
                      (n, state, why, by, at, decided_by, decided_at, mine, moves, changes))

/// Oldest first.
std::vector<CorrectionRow> correction_rows(View const& view, org::UnitScope const& scope,
                                           DepositId id);

} // namespace karya::pnbp
