#include "production/state.h"
#include <algorithm>
#include <deque>
#include <set>

namespace karya::production {

Quantity sum_of(Disposition const& uses)
{
    return uses.for_sale + uses.kitchen + uses.social_aid + uses.own_use + uses.spoiled;
}

Rupiah sum_of(std::span<CostLine const> costs)
{
    Rupiah sum;
    for (auto const& line : costs) sum += line.amount;
    return sum;
}

std::optional<Rupiah> unit_cost_of(Rupiah cost, Quantity output, Quantity spoiled)
{
    constexpr std::int64_t one = 1'000;
    auto const good = output - spoiled;
    if (good <= Quantity {}) return {};
    return scaled(cost, one, good.thousandths());
}

std::string lot_of(std::string_view unit_code, Day day, std::int64_t n)
{
    auto const text = day.text(); // "2021-04-26"
    return std::string { unit_code } + "-L" + text.substr(2, 2) + text.substr(5, 2)
        + text.substr(8, 2) + "-" + std::to_string(n);
}

std::string withdrawal_note(std::string_view lot, std::string_view reason)
{
    return std::string { lot } + ": " + std::string { reason };
}

std::string correction_note(Line const& line)
{
    return line.lot + "/" + std::to_string(line.seq) + ": " + line.reason;
}

namespace {

/// The lot in a correction's note; none: another note.
std::string corrected_lot(std::string_view note)
{
    auto const slash = note.find('/');
    auto const colon = note.find(": ", slash == note.npos ? note.size() : slash);
    if (colon == note.npos || note.find("-L") > slash) return {};
    auto const seq = note.substr(slash + 1, colon - slash - 1);
    auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (seq.empty() || !std::ranges::all_of(seq, is_digit)) return {};
    return std::string { note.substr(0, slash) };
}

} // namespace

void fold_corrections(std::vector<Step>& steps)
{
    std::vector<Step> folded;
    for (auto& step : steps) {
        auto lot = step.sale.empty() ? corrected_lot(step.note) : std::string {};
        if (lot.empty()) {
            folded.push_back(std::move(step));
            continue;
        }
        auto const first = std::ranges::find(folded, lot, &Step::note);
        if (first != folded.end()) {
            first->delta = first->delta + step.delta;
        } else {
            step.note = std::move(lot);
            folded.push_back(std::move(step));
        }
    }
    std::erase_if(folded, [](Step const& step) { return step.delta == Quantity {}; });
    steps = std::move(folded);
}

namespace {

/// Goods that stand on the shelf in the order in which they came.
class Shelf {
public:
    Shelf(std::string_view lot, LabelledBySale labelled)
        : m_lot(lot),
          m_labelled(std::move(labelled))
    {
        for (auto const& [sale, all] : m_labelled)
            for (auto const& one : all) m_kept[one.lot] = m_kept[one.lot] + one.quantity;
    }

    void move(Step const& step)
    {
        if (step.delta < Quantity {})
            take(step);
        else if (!step.sale.empty() && !m_sold[step.sale].empty())
            put_back(step);
        else
            add(step);
    }
    Trace trace()
    {
        for (auto const& layer : m_layers)
            if (layer.lot == m_lot) m_trace.left = m_trace.left + layer.quantity;
        for (auto& sale : m_sales) {
            sale.labelled = m_certain.contains(sale.source);
            for (auto const& layer : m_sold[sale.source])
                if (layer.lot == m_lot) sale.quantity = sale.quantity + layer.quantity;
            m_trace.sold = m_trace.sold + sale.quantity;
        }
        std::erase_if(m_sales,
                      [](PossibleSale const& sale) { return sale.quantity == Quantity {}; });
        m_trace.sales = std::move(m_sales);
        m_trace.other = m_trace.shelved - m_trace.sold - m_trace.left;
        return std::move(m_trace);
    }

private:
    struct Layer {
        Quantity quantity {};
        std::string lot {};
    };

    void add(Step const& step)
    {
        if (step.note == m_lot) m_trace.shelved = m_trace.shelved + step.delta;
        m_layers.push_back({ step.delta, step.note });
    }
    void take(Step const& step)
    {
        auto wanted = -step.delta;
        if (auto const withdrawn = withdrawn_lot(step)) {
            take_from(step, wanted, [&](Layer const& layer) {
                return layer.lot == *withdrawn ? layer.quantity : Quantity {};
            });
        } else {
            take_labelled(step, wanted);
            take_from(step, wanted, [&](Layer const& layer) {
                return layer.quantity - std::min(layer.quantity, m_kept[layer.lot]);
            });
            take_from(step, wanted, [](Layer const& layer) { return layer.quantity; });
        }
        std::erase_if(m_layers, [](Layer const& layer) { return layer.quantity == Quantity {}; });
        if (!step.sale.empty()) note_sale(step);
    }
    /// From the front, of each layer as much as `there` says.
    template<class There>
    void take_from(Step const& step, Quantity& wanted, There&& there)
    {
        for (auto& layer : m_layers) {
            auto const part = std::min(there(layer), wanted);
            if (part <= Quantity {}) continue;
            layer.quantity = layer.quantity - part;
            wanted = wanted - part;
            if (!step.sale.empty()) m_sold[step.sale].push_back({ part, layer.lot });
        }
    }
    void take_labelled(Step const& step, Quantity& wanted)
    {
        auto const found = m_labelled.find(step.sale);
        if (found == m_labelled.end()) return;
        for (auto& one : found->second) {
            auto const asked = std::min(one.quantity, wanted);
            auto open = asked;
            take_from(step, open, [&](Layer const& layer) {
                return layer.lot == one.lot ? layer.quantity : Quantity {};
            });
            auto const taken = asked - open;
            if (taken > Quantity {} && one.lot == m_lot) m_certain.insert(step.sale);
            one.quantity = one.quantity - taken;
            m_kept[one.lot] = m_kept[one.lot] - taken;
            wanted = wanted - taken;
        }
    }
    void note_sale(Step const& step)
    {
        if (std::ranges::find(m_sales, step.sale, &PossibleSale::source) == m_sales.end())
            m_sales.push_back({ step.sale, step.at, {} });
    }
    /// What it took last comes back first.
    void put_back(Step const& step)
    {
        auto& taken = m_sold[step.sale];
        auto left = step.delta;
        while (left > Quantity {} && !taken.empty()) {
            auto& layer = taken.back();
            auto const part = std::min(layer.quantity, left);
            m_layers.push_front({ part, layer.lot });
            layer.quantity = layer.quantity - part;
            left = left - part;
            if (layer.quantity == Quantity {}) taken.pop_back();
        }
        if (left > Quantity {}) m_layers.push_back({ left, {} });
    }

    /// A withdrawal takes its own lot, wherever that stands.
    std::optional<std::string> withdrawn_lot(Step const& step) const
    {
        if (!step.sale.empty()) return {};
        auto const named = [&](Layer const& layer) {
            return !layer.lot.empty() && step.note.starts_with(withdrawal_note(layer.lot, {}));
        };
        auto const found = std::ranges::find_if(m_layers, named);
        if (found == m_layers.end()) return {};
        return found->lot;
    }

    std::string m_lot;
    LabelledBySale m_labelled;
    std::map<std::string, Quantity, std::less<>>
        m_kept {};                                   ///< of each lot, for labelled sales to come
    std::set<std::string, std::less<>> m_certain {}; ///< sales of the lot by their labels
    std::deque<Layer> m_layers {};
    std::map<std::string, std::vector<Layer>, std::less<>> m_sold {};
    std::vector<PossibleSale> m_sales {};
    Trace m_trace {};
};

} // namespace

Trace first_in_first_out(std::span<Step const> steps, std::string_view lot, LabelledBySale labelled)
{
    Shelf shelf { lot, std::move(labelled) };
    for (auto const& step : steps) shelf.move(step);
    return shelf.trace();
}

} // namespace karya::production
