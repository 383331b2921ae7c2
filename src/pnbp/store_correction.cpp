#include "pnbp/store.h"

namespace karya::pnbp::store {

namespace {

db::Query const add_correction { "pnbp.insert_correction", R"sql(
INSERT INTO pnbp_correction(deposit, n, unit, state, ntpn, ntb, channel, paid_on, money, why,
    proposed_at, proposed_by, was_ntpn, was_ntb, was_channel, was_paid_on, was_money,
    was_booked_on, was_booked_as)
VALUES ($1, $2, $3, 'proposed', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
    $18)
)sql" };
db::Query const decide_correction { "pnbp.set_decided", R"sql(
UPDATE pnbp_correction SET state = $3, decided_at = $4, decided_by = $5, mirrored_on = $6,
    mirrored_as = $7
WHERE deposit = $1 AND n = $2 AND state = 'proposed'
)sql" };
db::Query const select_corrections { "pnbp.corrections", R"sql(
SELECT deposit, n, unit, state, ntpn, ntb, channel, paid_on, money, why, proposed_at, proposed_by,
    decided_at, decided_by, was_ntpn, was_ntb, was_channel, was_paid_on, was_money, was_booked_on,
    was_booked_as, mirrored_on, mirrored_as
FROM pnbp_correction WHERE unit = $1 ORDER BY deposit, n
)sql" };
db::Query const select_corrections_of { "pnbp.corrections_of", R"sql(
SELECT deposit, n, unit, state, ntpn, ntb, channel, paid_on, money, why, proposed_at, proposed_by,
    decided_at, decided_by, was_ntpn, was_ntb, was_channel, was_paid_on, was_money, was_booked_on,
    was_booked_as, mirrored_on, mirrored_as
FROM pnbp_correction WHERE unit = $1 AND deposit = $2 ORDER BY n
)sql" };

} // namespace

void insert_correction(db::Tx& tx, Correction const& one)
{
    tx.run(add_correction, one.deposit, one.n, one.unit, one.ntpn, one.ntb, one.channel,
           one.paid_on, one.money, one.why, one.proposed_at, one.proposed_by, one.was_ntpn,
           one.was_ntb, one.was_channel, one.was_paid_on, one.was_money, one.was_booked_on,
           one.was_booked_as);
}

void set_decided(db::Tx& tx, Correction const& one)
{
    CHECK(tx.run(decide_correction, one.deposit, one.n, one.state, one.decided_at, one.decided_by,
                 one.mirrored_on, one.mirrored_as)
          == 1);
}

std::vector<Correction> corrections(db::Read& read, UnitId unit)
{
    return read.all<Correction>(select_corrections, unit);
}

std::vector<Correction> corrections_of(db::Read& read, UnitId unit, DepositId deposit)
{
    return read.all<Correction>(select_corrections_of, unit, deposit);
}

} // namespace karya::pnbp::store
