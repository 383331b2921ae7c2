// Labels of goods that were sold: marked with their sale, freed when the goods come back.

#include "core/audit.h"
#include "labels/labels.h"
#include "labels/store.h"
#include <algorithm>

namespace karya::labels {

namespace {

constexpr std::size_t note_length_max = 200;

/// A label that another sale holds may have come back with a part of its line: then fewer pieces
/// of that line are out than labels of it.
bool came_back(Call& call, org::UnitScope const& scope, store::Sold const& sold)
{
    auto const before = sales::sale(call.view(), scope, sold.sale);
    if (!before.ok()) return false;
    auto const line = std::ranges::find(before.value().lines, sold.line, &sales::Line::n);
    if (line == before.value().lines.end() || line->left == line->quantity) return false;
    auto const labels = store::sold_with(call.tx, sold.sale, sold.line);
    return Quantity::pieces(labels) > line->left;
}

/// Why this label is not as it should be, if it is not; else it is sold now.
std::optional<ErrorCode> sell_label(Call& call, org::UnitScope const& scope, Label const& label,
                                    sales::Sale const& sale, std::int64_t n)
{
    auto const& run = label.run;
    if (run.unit != scope.unit()) return other_unit;
    store::Sold const now { sale.id, n, sale.day };
    if (!store::insert_sold(call.tx, run.unit, label.serial, now)) {
        auto const before = store::sold(call.tx, run.unit, label.serial);
        if (!before || !came_back(call, scope, *before)) return sold_before;
        store::set_sold(call.tx, run.unit, label.serial, now);
    }
    if (label.withdrawn) return sold_withdrawn;
    auto const line = std::ranges::find(sale.lines, n, &sales::Line::n);
    if (line == sale.lines.end() || line->variant != run.variant) return other_goods;
    return {};
}

std::optional<std::int64_t> serial_in(std::string_view token)
{
    auto const read = read_token(token);
    if (!read.ok()) return {};
    return read.value().claims.serial;
}

} // namespace

std::vector<ErrorCode> mark_sold(Call& call, org::UnitScope const& scope, sales::Sale const& sale,
                                 std::vector<AtTill> const& scanned)
{
    std::vector<ErrorCode> reasons;
    bool const repeated = sale.state == sales::SaleState::voided || sale.refunded > Rupiah {}
        || store::is_marked(call.tx, sale.id);
    if (scanned.empty() || repeated) return reasons;
    for (auto const& [n, token] : scanned) {
        auto const label = look_up(call.view(), token);
        auto const why = label.ok() ? sell_label(call, scope, label.value(), sale, n)
                                    : std::optional { label.error().code() };
        if (!why) continue;
        reasons.push_back(*why);
        store::insert(call.tx, scope.unit(),
                      { .id = LabelDoubtId::make(call.now),
                        .sale = sale.id,
                        .number = sale.number,
                        .line = n,
                        .serial = serial_in(token),
                        .reason = std::string { why->id },
                        .at = call.now },
                      token);
    }
    return reasons;
}

void mark_returned(Call& call, org::UnitScope const& scope, SaleId id)
{
    auto const sale = sales::sale(call.view(), scope, id);
    if (!sale.ok()) return;
    bool const voided = sale.value().state == sales::SaleState::voided;
    for (auto const& line : sale.value().lines)
        if (voided || line.left == Quantity {}) store::drop_sold(call.tx, id, line.n);
}

std::vector<LabelledSale> labelled_sales(View const& view, org::UnitScope const& scope,
                                         VariantId variant)
{
    return store::labelled_sales(view.read, scope.unit(), variant);
}

std::optional<SaleId> sale_with(View const& view, org::UnitScope const& scope, std::int64_t serial)
{
    auto const sold = store::sold(view.read, scope.unit(), serial);
    if (!sold) return {};
    return sold->sale;
}

std::vector<SoldLabel> labels_of(View const& view, org::UnitScope const& scope, SaleId sale)
{
    return store::labels_of(view.read, scope.unit(), sale);
}

std::optional<Day> sold_on(View const& view, Label const& label)
{
    auto const sold = store::sold(view.read, label.run.unit, label.serial);
    if (!sold) return {};
    return sold->day;
}

std::vector<Doubt> doubts(View const& view, org::UnitScope const& scope)
{
    return store::doubts(view.read, scope.unit());
}

std::int64_t doubt_count(View const& view, org::UnitScope const& scope)
{
    return store::doubt_count(view.read, scope.unit());
}

Result<void> settle_doubt(Call& call, org::UnitScope const& scope, LabelDoubtId id,
                          std::string const& note)
{
    if (trimmed(note).empty() || code_points(note) > note_length_max || !is_clean_utf8(note))
        return Error { bad_note }.at("note", std::string { bad_note.id });
    if (!store::settle_doubt(call.tx, scope.unit(), id, { call.now, call.actor.officer, note }))
        return not_found;
    core::audit(call,
                { .what = "labels.settle_doubt",
                  .object = id.text(),
                  .after = note,
                  .unit = scope.unit() });
    return {};
}

} // namespace karya::labels
