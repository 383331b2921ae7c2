#include "base/embedded.h"
#include "base/text.h"
#include "core/audit.h"
#include "core/outbox.h"
#include "org/events.h"
#include "org/store.h"
#include <algorithm>

namespace karya::org {

namespace {

using Columns = std::vector<std::string_view>;

/// The day from which a seeded unit counts as existing: before anything we could be told of it.
/// When each was founded is not in our sources.
Day const always = Day::from(1970, 1, 1);

/// Calls `visit` for each row below the heading. The seed is ours: a crooked row is a Bug.
template<class Visit>
void each_row(std::string_view name, std::size_t columns, Visit&& visit)
{
    bool heading = true;
    for (auto const line : fields_of(embedded::seed(name), '\n')) {
        if (line.empty()) continue;
        auto const row = fields_of(line, '\t');
        CHECK(row.size() == columns);
        if (!heading) visit(row);
        heading = false;
    }
}

std::string text_of(std::string_view cell) { return std::string { cell }; }

std::int64_t number_of(std::string_view cell)
{
    std::int64_t number {};
    CHECK(parse_integer(cell, number));
    return number;
}

template<DescribedEnum E>
E word_of(std::string_view cell)
{
    auto const value = enum_from<E>(cell);
    CHECK(value.has_value());
    return *value;
}

/// slug name kanwil kind class category place regency province lat lng zone code
Unit unit_of(Columns const& row)
{
    Unit unit;
    unit.id = seed_unit_id(row[0]);
    unit.slug = text_of(row[0]);
    unit.name = text_of(row[1]);
    unit.kanwil = seed_kanwil_id(row[2]);
    unit.kind = word_of<UnitKind>(row[3]);
    unit.unit_class = text_of(row[4]);
    unit.category = word_of<UnitCategory>(row[5]);
    unit.place = text_of(row[6]);
    unit.regency = text_of(row[7]);
    unit.province = text_of(row[8]);
    unit.lat = number_of(row[9]);
    unit.lng = number_of(row[10]);
    unit.zone = word_of<Zone>(row[11]);
    unit.code = text_of(row[12]);
    unit.valid_from = always;
    return unit;
}

} // namespace

std::vector<Province> const& provinces()
{
    static auto const all = [] {
        std::vector<Province> read;
        each_row("org/provinces.tsv", 3, [&](Columns const& row) {
            read.push_back({ text_of(row[0]), text_of(row[1]), word_of<Zone>(row[2]) });
        });
        return read;
    }();
    return all;
}

Province const* province_of(std::string_view code)
{
    auto const found = std::ranges::find(provinces(), code, &Province::code);
    return found == provinces().end() ? nullptr : &*found;
}

UnitId seed_unit_id(std::string_view slug)
{
    return { uuid_of("karya.unit." + std::string { slug }) };
}

KanwilId seed_kanwil_id(std::string_view slug)
{
    return { uuid_of("karya.kanwil." + std::string { slug }) };
}

std::int64_t load_seed(Call& call)
{
    each_row("org/kanwil.tsv", 2, [&](Columns const& row) {
        store::insert_kanwil(call.tx, { seed_kanwil_id(row[0]), text_of(row[1]), text_of(row[0]) });
    });
    std::int64_t added = 0;
    each_row("org/units.tsv", 13, [&](Columns const& row) {
        auto const unit = unit_of(row);
        if (!store::insert_unit(call.tx, unit, {})) return;
        core::announce(call, UnitChanged { unit.id, unit.kanwil, Change::added, unit.valid_from });
        ++added;
    });
    if (added == 0) return 0;
    // One deed for the whole list: its content is in the program itself.
    core::audit(
        call,
        { .what = "org.load_seed", .object = "org/units.tsv", .after = std::to_string(added) });
    call.tx.touch("units");
    return added;
}

} // namespace karya::org
