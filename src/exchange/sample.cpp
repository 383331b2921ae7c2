#include "exchange/sample.h"
#include "exchange/columns.h"
#include "sheet/writer.h"
#include <algorithm>

namespace karya::exchange {

namespace {

/// What stands in the example row under a column of the table in columns.cpp. Columns without one
/// are left out of the sample: they are for those who look for them.
struct ExampleCell {
    std::string_view key;
    std::string_view text;
};

constexpr std::string_view own_unit = "{unit}";

std::vector<ExampleCell> example_of(Kind kind)
{
    switch (kind) {
    case Kind::units:
        return { { "code", example_mark },
                 { "name", "Lapas Contoh (hapus baris ini)" },
                 { "kind", "lapas" },
                 { "class", "IIB" },
                 { "kanwil", "Kalimantan Barat" },
                 { "regency", "Kota Pontianak" },
                 { "lat", "-0.02633" },
                 { "lng", "109.342504" },
                 { "zone", "wib" } };
    case Kind::products:
        return { { "unit", own_unit },
                 { "code", example_mark },
                 { "name", "Contoh (hapus baris ini)" },
                 { "kind", "kerajinan" },
                 { "measure", "pcs" },
                 { "price", "15000" },
                 { "cost", "9000" },
                 { "stock", "10" },
                 { "state", "Terbit" },
                 { "story_id", "Dibuat dari sabut kelapa." } };
    case Kind::sales:
        return { { "unit", own_unit },
                 { "receipt", example_mark },
                 { "sold_at", "2026-04-27 14:05" },
                 { "code", "A1" },
                 { "quantity", "2" },
                 { "price", "15000" },
                 { "discount", "0" },
                 { "payment", "tunai" },
                 { "note", "Contoh (hapus baris ini)" } };
    case Kind::ledger: break;
    }
    return {};
}

ExampleCell const* find(std::vector<ExampleCell> const& cells, std::string_view key)
{
    auto const found = std::ranges::find(cells, key, &ExampleCell::key);
    return found == cells.end() ? nullptr : &*found;
}

/// English files carry the keys, Indonesian ones the headings that exports carry.
std::string_view heading_of(sheet::Column const& column, Lang lang)
{
    return lang == Lang::en ? column.key : column.aliases.front();
}

} // namespace

Result<void> write_sample(Sample const& wanted)
{
    auto const path = wanted.file.string();
    auto const writer = wanted.format == Format::xlsx
        ? TRY(sheet::write_xlsx(path, std::string { enum_text(wanted.kind) }))
        : TRY(sheet::write_csv(path, { .mark = sheet::utf8_mark }));
    auto const example = example_of(wanted.kind);
    std::vector<sheet::Cell> heading;
    std::vector<sheet::Cell> row;
    for (auto const& column : columns_of(wanted.kind)) {
        auto const* cell = find(example, column.key);
        if (!cell) continue;
        heading.emplace_back(heading_of(column, wanted.lang));
        row.emplace_back(cell->text == own_unit ? std::string_view { wanted.unit_code }
                                                : cell->text);
    }
    TRY(writer->row(heading));
    TRY(writer->row(row));
    return writer->finish();
}

SampleColumns sample_columns(Kind kind, Lang lang)
{
    SampleColumns columns;
    auto const example = example_of(kind);
    for (auto const& column : columns_of(kind)) {
        bool const required = column.need == sheet::Need::required;
        CHECK(!required || find(example, column.key));
        if (!find(example, column.key)) continue;
        (required ? columns.required : columns.optional).push_back(heading_of(column, lang));
    }
    return columns;
}

} // namespace karya::exchange
