// Goods that are called back: what may harm who eats it is not sold, however far the sale has come.

#include "counter/text.h"
#include "counter/till.h"
#include "labels/labels.h"
#include <algorithm>

namespace karya::counter {

namespace {

/// "PTK 12", and why.
struct CallBack {
    std::string label {};
    std::string reason {};
};

std::optional<CallBack> found(View const& view, std::string_view token, Timestamp at)
{
    auto const label = labels::look_up(view, token);
    if (!label.ok()) return {}; // others wait for a person, see labels::mark_sold
    auto const& [run, serial, withdrawn] = label.value();
    if (!withdrawn || withdrawn->at > at) return {};
    auto const unit = org::unit(view, run.unit);
    CHECK(unit.ok()); // it printed the label
    return CallBack { unit.value().code + " " + show(view.lang, serial), withdrawn->reason };
}

} // namespace

std::optional<std::string> call_back_of(View const& view, std::string_view token)
{
    auto const one = found(view, token, view.now);
    if (!one) return {};
    return one->reason;
}

Result<void> check_called_back(View const& view, SaleInput const& input)
{
    Error error { called_back };
    for (std::size_t n = 0; n < input.lines.size(); ++n)
        for (std::size_t place = 0; place < input.lines[n].labels.size(); ++place) {
            // What was sold before it was called back is gone: mark_sold tells of it.
            auto const one = found(view, input.lines[n].labels[place],
                                   input.sold_at.value_or(view.now));
            if (!one) continue;
            error.fields.push_back(
                { "lines." + std::to_string(n) + ".labels." + std::to_string(place),
                  std::string { called_back.id },
                  { { "label", one->label }, { "reason", one->reason } } });
        }
    if (error.fields.empty()) return {};
    error.args = error.fields.front().args;
    return error;
}

std::vector<std::string> take_called_back(View const& view, std::vector<BasketLine>& lines)
{
    std::vector<std::string> why;
    for (auto& line : lines)
        std::erase_if(line.labels, [&](std::string const& token) {
            auto const one = found(view, token, view.now);
            if (!one) return false;
            line.quantity = line.quantity - Quantity::pieces(1);
            why.push_back(text::called_back(view.lang, one->label, one->reason));
            return true;
        });
    return why;
}

} // namespace karya::counter
