#include "workshop/store.h"

namespace karya::workshop::store {

namespace {

// Written as it is, so that it is this command's until the end.
db::Query const hold_activity { "workshop.hold", R"sql(
INSERT INTO workshop_activity(activity, unit, kind, place, partner, agreement)
VALUES ($1, $2, '', '', '', '')
ON CONFLICT (activity) DO UPDATE SET unit = excluded.unit
)sql" };
db::Query const select_facts { "workshop.facts", R"sql(
SELECT kind, place, area, capacity, partner, agreement, agreed_from, agreed_to, measure
FROM workshop_activity WHERE activity = $1
)sql" };
db::Query const update_facts { "workshop.set_facts", R"sql(
UPDATE workshop_activity SET kind = $2, place = $3, area = $4, capacity = $5, partner = $6,
    agreement = $7, agreed_from = $8, agreed_to = $9, measure = $10
WHERE activity = $1
)sql" };
db::Query const select_tools { "workshop.tools", R"sql(
SELECT name, count, state FROM workshop_tool WHERE activity = $1 ORDER BY ordinal
)sql" };
db::Query const delete_tools { "workshop.drop_tools",
                               "DELETE FROM workshop_tool WHERE activity = $1" };
db::Query const insert_tool { "workshop.add_tool", R"sql(
INSERT INTO workshop_tool(activity, ordinal, name, count, state) VALUES ($1, $2, $3, $4, $5)
)sql" };

db::Query const insert_decree { "workshop.add_decree", R"sql(
INSERT INTO workshop_decree(id, unit, activity, number, dated, since, until)
VALUES ($1, $2, $3, $4, $5, $6, $7)
)sql" };
db::Query const insert_assignment { "workshop.add_assignment", R"sql(
INSERT INTO workshop_assignment(decree, worker, n) VALUES ($1, $2, $3)
)sql" };
db::Query const select_decree { "workshop.decree", R"sql(
SELECT id, activity, number, dated, since, until,
    (SELECT COUNT(*) FROM workshop_assignment WHERE decree = workshop_decree.id)
FROM workshop_decree WHERE id = $1 AND unit = $2
)sql" };
db::Query const select_decrees { "workshop.decrees", R"sql(
SELECT id, activity, number, dated, since, until,
    (SELECT COUNT(*) FROM workshop_assignment WHERE decree = workshop_decree.id)
FROM workshop_decree WHERE activity = $1 AND unit = $2 ORDER BY since DESC, id DESC LIMIT 100
)sql" };
db::Query const count_number { "workshop.has_decree", R"sql(
SELECT COUNT(*) FROM workshop_decree WHERE activity = $1 AND number = $2
)sql" };
db::Query const update_until { "workshop.end_decree",
                               "UPDATE workshop_decree SET until = $2 WHERE id = $1" };
db::Query const select_assigned { "workshop.assigned_on", R"sql(
SELECT DISTINCT a.worker, a.n FROM workshop_decree d
JOIN workshop_assignment a ON a.decree = d.id
WHERE d.activity = $1 AND d.unit = $2 AND d.since <= $3 AND (d.until IS NULL OR d.until >= $3)
ORDER BY a.n LIMIT 1000
)sql" };
db::Query const count_assigned { "workshop.assigned_by_unit", R"sql(
SELECT d.unit, COUNT(DISTINCT d.activity), COUNT(DISTINCT a.worker) FROM workshop_decree d
JOIN workshop_assignment a ON a.decree = d.id
WHERE d.since <= $1 AND (d.until IS NULL OR d.until >= $1) GROUP BY d.unit
)sql" };

db::Query const count_idle { "workshop.idle_by_unit", R"sql(
SELECT a.unit, COUNT(*),
    CAST(COALESCE(SUM((SELECT SUM(t.count) FROM workshop_tool t
        WHERE t.activity = a.activity)), 0) AS BIGINT),
    CAST(COALESCE(SUM(a.area), 0) AS BIGINT)
FROM workshop_activity a
WHERE (a.area IS NOT NULL OR EXISTS (
        SELECT 1 FROM workshop_tool t WHERE t.activity = a.activity))
    AND NOT EXISTS (
        SELECT 1 FROM workshop_decree d JOIN workshop_assignment s ON s.decree = d.id
        WHERE d.activity = a.activity AND d.since <= $1 AND (d.until IS NULL OR d.until >= $1))
GROUP BY a.unit
)sql" };

} // namespace

void hold(db::Tx& tx, UnitId unit, ActivityId activity) { tx.run(hold_activity, activity, unit); }

std::optional<Facts> facts(db::Read& read, ActivityId activity)
{
    return read.one<Facts>(select_facts, activity);
}

std::vector<Tool> tools(db::Read& read, ActivityId activity)
{
    return read.all<Tool>(select_tools, activity);
}

void set(db::Tx& tx, ActivityId activity, Known const& known)
{
    auto const& facts = known.facts;
    tx.run(update_facts, activity, facts.kind, facts.place, facts.area, facts.capacity,
           facts.partner, facts.agreement, facts.agreed_from, facts.agreed_to, facts.measure);
    tx.run(delete_tools, activity);
    std::int64_t ordinal = 0;
    for (auto const& tool : known.tools)
        tx.run(insert_tool, activity, ++ordinal, tool.name, tool.count, tool.state);
}

void add(db::Tx& tx, UnitId unit, Decree const& decree, std::vector<Assigned> const& workers)
{
    tx.run(insert_decree, decree.id, unit, decree.activity, decree.number, decree.dated,
           decree.since, decree.until);
    for (auto const& one : workers) tx.run(insert_assignment, decree.id, one.worker, one.n);
}

std::optional<Decree> decree(db::Read& read, UnitId unit, DecreeId id)
{
    return read.one<Decree>(select_decree, id, unit);
}

bool has_number(db::Read& read, ActivityId activity, std::string_view number)
{
    return read.value<std::int64_t>(count_number, activity, number) > 0;
}

void set_until(db::Tx& tx, DecreeId id, Day until) { tx.run(update_until, id, until); }

std::vector<Decree> decrees(db::Read& read, UnitId unit, ActivityId activity)
{
    return read.all<Decree>(select_decrees, activity, unit);
}

std::vector<Assigned> assigned_on(db::Read& read, UnitId unit, ActivityId activity, Day day)
{
    return read.all<Assigned>(select_assigned, activity, unit, day);
}

std::vector<AssignedCount> assigned_by_unit(db::Read& read, Day day)
{
    return read.all<AssignedCount>(count_assigned, day);
}

std::vector<IdleCount> idle_by_unit(db::Read& read, Day day)
{
    return read.all<IdleCount>(count_idle, day);
}

} // namespace karya::workshop::store
