// Units by their code: new ones are added; a new name, class or regional office holds from today
// on.

#include "base/text.h"
#include "exchange/columns.h"
#include "exchange/intake.h"

namespace karya::exchange {

namespace {

std::optional<org::Kanwil> kanwil_named(std::vector<org::Kanwil> const& all,
                                        std::string const& name)
{
    auto const wanted = slug(name.starts_with("Kanwil ") ? name.substr(7) : name);
    for (auto const& kanwil : all)
        if (kanwil.slug == wanted || slug(kanwil.name) == wanted) return kanwil;
    return {};
}

org::Unit unit_of(Cells& cells, std::vector<org::Kanwil> const& all)
{
    org::Unit unit { .name = cells.text("name"),
                     .kind = cells.word("kind", org::UnitKind::lapas),
                     .unit_class = cells.text("class"),
                     .category = cells.word("category", org::UnitCategory::umum),
                     .place = cells.text("place"),
                     .regency = cells.text("regency"),
                     .province = cells.text("province"),
                     .zone = cells.word("zone", Zone::wib),
                     .code = cells.unit_code("code"),
                     .valid_from = Day::from(1970, 1, 1) };
    if (unit.code == example_mark) cells.refuse("code", example_row);
    if (auto const day = cells.some_day("valid_from")) unit.valid_from = *day;
    if (!cells.empty("lat")) unit.lat = cells.degrees("lat");
    if (!cells.empty("lng")) unit.lng = cells.degrees("lng");
    if (unit.place.empty()) unit.place = unit.regency.empty() ? unit.name : unit.regency;
    if (auto const kanwil = kanwil_named(all, cells.text("kanwil")))
        unit.kanwil = kanwil->id;
    else
        cells.refuse("kanwil", unknown_kanwil);
    return unit;
}

template<DescribedEnum E>
Result<void> check_unchanged(std::string_view column, E was, E is)
{
    if (was == is) return {};
    return Error { unchangeable }
        .with("column", std::string { column })
        .with("value", std::string { file_word(is) })
        .with("recorded", std::string { file_word(was) });
}

/// What never changes in a unit's life must be written as it is recorded.
Result<void> check_unchanged(org::Unit const& was, org::Unit const& is)
{
    TRY(check_unchanged("jenis", was.kind, is.kind));
    TRY(check_unchanged("kategori", was.category, is.category));
    return check_unchanged("zona", was.zone, is.zone);
}

Result<Applied> change_unit(Call& call, org::Unit const& was, org::Unit const& is)
{
    TRY(check_unchanged(was, is));
    auto const today = day_in(was.zone, call.now);
    bool const renamed = was.name != is.name || was.unit_class != is.unit_class;
    bool const moved = was.kanwil != is.kanwil;
    if (renamed) TRY(org::rename_unit(call, { was.id, is.name, is.unit_class, today }));
    if (moved) TRY(org::move_unit(call, was.id, is.kanwil, today));
    return Applied { was.id.text(), !renamed && !moved };
}

Result<Applied> put_unit(Call& call, org::Unit const& unit)
{
    auto const known = org::unit_by_code(call.view(), unit.code);
    if (known.ok()) return change_unit(call, known.value(), unit);
    return Applied { TRY(org::add_unit(call, unit)).id.text() };
}

std::string content_of(KeptRow const& row)
{
    std::string content;
    for (auto const& cell : row.cells) content += cell + "\x1f";
    return content;
}

} // namespace

Result<Imported> import_units(db::Engine& engine, Import const& import)
{
    auto const& header = columns_of(Kind::units);
    auto const all = TRY(engine.get<std::vector<org::Kanwil>>(
        [&](db::Read& read) -> Result<std::vector<org::Kanwil>> {
            return org::all_kanwil({ read, import.actor, import.now });
        }));
    auto reader = TRY(sheet::Reader::open(TRY(source_of(import)), header));
    Intake intake { engine, import, header };
    for (sheet::Row row; TRY(reader.next(row));) {
        TRY(intake.count_row(reader.progress()));
        auto copy = kept(row, header);
        Cells cells { row };
        auto unit = cells.problem() ? org::Unit {} : unit_of(cells, all);
        if (cells.problem()) {
            TRY(intake.refuse(copy, *cells.problem()));
            continue;
        }
        TRY(intake.take({ .kind = store::RowKind::unit,
                          .key = unit.code,
                          .content = content_of(copy),
                          .booked = { .name = unit.code, .words = unit.name },
                          .rows = { std::move(copy) },
                          .apply = [unit](Call& call) { return put_unit(call, unit); } }));
    }
    return intake.finish();
}

} // namespace karya::exchange
