#include "pnbp/store.h"
#include "base/base64.h"

namespace karya::pnbp::store {

namespace {

db::Query const select_next { "pnbp.next_n", R"sql(
SELECT COUNT(*) + 1 FROM pnbp_deposit WHERE unit = $1
)sql" };
db::Query const add_deposit { "pnbp.insert", R"sql(
INSERT INTO pnbp_deposit(id, unit, n, state, covers, accrued, claimed, amount, made_at, made_by,
    ntb, channel, over)
VALUES ($1, $2, $3, 'made', $4, $5, $6, $7, $8, $9, '', '', 0)
)sql" };
db::Query const select_one { "pnbp.deposit", R"sql(
SELECT id, unit, n, state, covers, accrued, claimed, amount, made_at, made_by, payer, code,
    billed_on, expires_on, ntpn, ntb, channel, paid_on, money, over, booked_on, booked_as,
    matched_at
FROM pnbp_deposit WHERE id = $1 AND unit = $2
)sql" };
db::Query const select_unit { "pnbp.unit_of", "SELECT unit FROM pnbp_deposit WHERE id = $1" };
db::Query const select_newest { "pnbp.deposits", R"sql(
SELECT id, unit, n, state, covers, accrued, claimed, amount, made_at, made_by, payer, code,
    billed_on, expires_on, ntpn, ntb, channel, paid_on, money, over, booked_on, booked_as,
    matched_at
FROM pnbp_deposit WHERE unit = $1 ORDER BY n DESC LIMIT 100
)sql" };
db::Query const select_after { "pnbp.deposits_after", R"sql(
SELECT id, unit, n, state, covers, accrued, claimed, amount, made_at, made_by, payer, code,
    billed_on, expires_on, ntpn, ntb, channel, paid_on, money, over, booked_on, booked_as,
    matched_at
FROM pnbp_deposit WHERE unit = $1 AND n > $2 ORDER BY n LIMIT 500
)sql" };
db::Query const select_units { "pnbp.units_with_deposits", R"sql(
SELECT DISTINCT unit FROM pnbp_deposit ORDER BY unit
)sql" };
db::Query const select_code { "pnbp.holder_of_code", R"sql(
SELECT id FROM pnbp_deposit WHERE code = $1 AND state <> 'dropped'
)sql" };
db::Query const select_ntpn { "pnbp.holder_of_ntpn",
                              "SELECT id FROM pnbp_deposit WHERE ntpn = $1" };
db::Query const update_billed { "pnbp.set_billed", R"sql(
UPDATE pnbp_deposit SET state = 'billed', payer = $2, code = $3, billed_on = $4, expires_on = $5
WHERE id = $1 AND state = 'made'
)sql" };
db::Query const update_paid { "pnbp.set_paid", R"sql(
UPDATE pnbp_deposit SET state = 'paid', ntpn = $2, ntb = $3, channel = $4, paid_on = $5,
    money = $6, over = $7, booked_on = $8, booked_as = $9
WHERE id = $1 AND state = 'billed'
)sql" };
db::Query const update_dropped { "pnbp.set_dropped", R"sql(
UPDATE pnbp_deposit SET state = 'dropped' WHERE id = $1 AND state IN ('made', 'billed')
)sql" };
db::Query const update_matched { "pnbp.set_matched", R"sql(
UPDATE pnbp_deposit SET state = 'matched', matched_at = $2 WHERE id = $1 AND state = 'paid'
)sql" };
db::Query const update_unmatched { "pnbp.set_unmatched", R"sql(
UPDATE pnbp_deposit SET state = 'paid', matched_at = NULL WHERE id = $1 AND state = 'matched'
)sql" };
db::Query const update_corrected { "pnbp.set_corrected", R"sql(
UPDATE pnbp_deposit SET ntpn = $2, ntb = $3, channel = $4, paid_on = $5, money = $6,
    booked_on = $7, booked_as = $8
WHERE id = $1 AND state = 'paid'
)sql" };
db::Query const select_through { "pnbp.deposited_through", R"sql(
SELECT CAST(COALESCE(MAX(covers), 0) AS BIGINT) FROM pnbp_deposit
WHERE unit = $1 AND state IN ('paid', 'matched')
)sql" };

db::Query const write_proof { "pnbp.put_proof", R"sql(
INSERT INTO pnbp_proof(deposit, at, officer, webp) VALUES ($1, $2, $3, $4)
ON CONFLICT (deposit) DO UPDATE SET at = excluded.at, officer = excluded.officer,
    webp = excluded.webp
)sql" };
db::Query const select_proof { "pnbp.proof", "SELECT webp FROM pnbp_proof WHERE deposit = $1" };
db::Query const count_proof { "pnbp.has_proof",
                              "SELECT COUNT(*) FROM pnbp_proof WHERE deposit = $1" };

db::Query const select_payer { "pnbp.payer", R"sql(
SELECT ministry, echelon, satker, kind, account, payer, note FROM pnbp_payer WHERE unit = $1
)sql" };
db::Query const write_payer { "pnbp.put_payer", R"sql(
INSERT INTO pnbp_payer(unit, ministry, echelon, satker, kind, account, payer, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (unit) DO UPDATE SET ministry = excluded.ministry, echelon = excluded.echelon,
    satker = excluded.satker, kind = excluded.kind, account = excluded.account,
    payer = excluded.payer, note = excluded.note
)sql" };

db::Query const select_paid { "pnbp.paid_between", R"sql(
SELECT day, CAST(SUM(amount) AS BIGINT) FROM (
    SELECT booked_on AS day, amount FROM pnbp_deposit WHERE unit = $1
    UNION ALL SELECT c.was_booked_on, d.amount FROM pnbp_correction c
        JOIN pnbp_deposit d ON d.id = c.deposit WHERE c.unit = $1 AND c.mirrored_on IS NOT NULL
    UNION ALL SELECT c.mirrored_on, -d.amount FROM pnbp_correction c
        JOIN pnbp_deposit d ON d.id = c.deposit WHERE c.unit = $1 AND c.mirrored_on IS NOT NULL
    ) AS booked
WHERE day BETWEEN $2 AND $3 GROUP BY day ORDER BY day
)sql" };
db::Query const select_targets { "pnbp.targets_between", R"sql(
SELECT month, amount FROM pnbp_target WHERE unit = $1 AND month BETWEEN $2 AND $3 ORDER BY month
)sql" };
db::Query const write_target { "pnbp.put_target", R"sql(
INSERT INTO pnbp_target(unit, month, amount) VALUES ($1, $2, $3)
ON CONFLICT (unit, month) DO UPDATE SET amount = excluded.amount
)sql" };
db::Query const select_paid_all { "pnbp.paid_by_unit", R"sql(
SELECT unit, CAST(SUM(amount) AS BIGINT) FROM (
    SELECT unit, booked_on AS day, amount FROM pnbp_deposit
    UNION ALL SELECT c.unit, c.was_booked_on, d.amount FROM pnbp_correction c
        JOIN pnbp_deposit d ON d.id = c.deposit WHERE c.mirrored_on IS NOT NULL
    UNION ALL SELECT c.unit, c.mirrored_on, -d.amount FROM pnbp_correction c
        JOIN pnbp_deposit d ON d.id = c.deposit WHERE c.mirrored_on IS NOT NULL
    ) AS booked
WHERE day BETWEEN $1 AND $2 GROUP BY unit
)sql" };
db::Query const select_targets_all { "pnbp.targets_by_unit", R"sql(
SELECT unit, CAST(SUM(amount) AS BIGINT) FROM pnbp_target
WHERE month BETWEEN $1 AND $2 GROUP BY unit
)sql" };
db::Query const select_month_targets { "pnbp.month_targets", R"sql(
SELECT unit, month, amount FROM pnbp_target WHERE month BETWEEN $1 AND $2
)sql" };
db::Query const select_through_all { "pnbp.deposited_through_by_unit", R"sql(
SELECT unit, MAX(covers) FROM pnbp_deposit WHERE state IN ('paid', 'matched') GROUP BY unit
)sql" };

} // namespace

std::int64_t next_n(db::Read& read, UnitId unit)
{
    return read.value<std::int64_t>(select_next, unit);
}

void insert(db::Tx& tx, Deposit const& deposit)
{
    tx.run(add_deposit, deposit.id, deposit.unit, deposit.n, deposit.covers, deposit.accrued,
           deposit.claimed, deposit.amount, deposit.made_at, deposit.made_by);
}

std::optional<Deposit> deposit(db::Read& read, UnitId unit, DepositId id)
{
    return read.one<Deposit>(select_one, id, unit);
}

std::optional<UnitId> unit_of(db::Read& read, DepositId id)
{
    return read.one<UnitId>(select_unit, id);
}

std::vector<Deposit> deposits(db::Read& read, UnitId unit)
{
    return read.all<Deposit>(select_newest, unit);
}

std::vector<Deposit> deposits_after(db::Read& read, UnitId unit, std::int64_t after)
{
    return read.all<Deposit>(select_after, unit, after);
}

std::vector<UnitId> units_with_deposits(db::Read& read) { return read.all<UnitId>(select_units); }

std::optional<DepositId> holder_of_code(db::Read& read, std::string_view code)
{
    return read.one<DepositId>(select_code, code);
}

std::optional<DepositId> holder_of_ntpn(db::Read& read, std::string_view ntpn)
{
    return read.one<DepositId>(select_ntpn, ntpn);
}

void set_billed(db::Tx& tx, Deposit const& deposit)
{
    CHECK(tx.run(update_billed, deposit.id, deposit.payer, deposit.code, deposit.billed_on,
                 deposit.expires_on)
          == 1);
}

void set_paid(db::Tx& tx, Deposit const& deposit)
{
    CHECK(tx.run(update_paid, deposit.id, deposit.ntpn, deposit.ntb, deposit.channel,
                 deposit.paid_on, deposit.money, deposit.over, deposit.booked_on, deposit.booked_as)
          == 1);
}

void set_dropped(db::Tx& tx, DepositId id) { CHECK(tx.run(update_dropped, id) == 1); }

void set_matched(db::Tx& tx, DepositId id, Timestamp at)
{
    CHECK(tx.run(update_matched, id, at) == 1);
}

void set_unmatched(db::Tx& tx, DepositId id) { CHECK(tx.run(update_unmatched, id) == 1); }

void set_corrected(db::Tx& tx, Deposit const& deposit)
{
    CHECK(tx.run(update_corrected, deposit.id, deposit.ntpn, deposit.ntb, deposit.channel,
                 deposit.paid_on, deposit.money, deposit.booked_on, deposit.booked_as)
          == 1);
}

std::int64_t deposited_through(db::Read& read, UnitId unit)
{
    return read.value<std::int64_t>(select_through, unit);
}

void put_proof(db::Tx& tx, DepositId deposit, Timestamp at, OfficerId officer,
               std::string_view webp)
{
    tx.run(write_proof, deposit, at, officer, to_base64(webp));
}

std::optional<std::string> proof(db::Read& read, DepositId deposit)
{
    auto const text = read.one<std::string>(select_proof, deposit);
    if (!text) return {};
    auto bytes = from_base64(*text);
    CHECK(bytes.has_value());
    return bytes;
}

bool has_proof(db::Read& read, DepositId deposit)
{
    return read.value<std::int64_t>(count_proof, deposit) > 0;
}

std::optional<Payer> payer(db::Read& read, UnitId unit)
{
    return read.one<Payer>(select_payer, unit);
}

void put_payer(db::Tx& tx, UnitId unit, Payer const& payer)
{
    tx.run(write_payer, unit, payer.ministry, payer.echelon, payer.satker, payer.kind,
           payer.account, payer.payer, payer.note);
}

std::vector<DayAmount> paid_between(db::Read& read, UnitId unit, Day from, Day to)
{
    return read.all<DayAmount>(select_paid, unit, from, to);
}

std::vector<DayAmount> targets_between(db::Read& read, UnitId unit, Day from, Day to)
{
    return read.all<DayAmount>(select_targets, unit, from, to);
}

void put_target(db::Tx& tx, UnitId unit, Target const& target)
{
    tx.run(write_target, unit, target.month, target.amount);
}

std::vector<UnitAmount> paid_by_unit(db::Read& read, Day from, Day to)
{
    return read.all<UnitAmount>(select_paid_all, from, to);
}

std::vector<UnitAmount> targets_by_unit(db::Read& read, Day from, Day to)
{
    return read.all<UnitAmount>(select_targets_all, from, to);
}

std::vector<UnitTarget> targets(db::Read& read, Day from, Day to)
{
    return read.all<UnitTarget>(select_month_targets, from, to);
}

std::vector<UnitSeq> deposited_through_by_unit(db::Read& read)
{
    return read.all<UnitSeq>(select_through_all);
}

} // namespace karya::pnbp::store
