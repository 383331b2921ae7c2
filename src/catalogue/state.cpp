#include "catalogue/state.h"
#include "base/embedded.h"
#include "base/text.h"
#include <algorithm>
#include <array>

namespace karya::catalogue {

bool may_move(ProductState from, ProductState to)
{
    switch (from) {
    case ProductState::draft: return to == ProductState::published;
    case ProductState::published: return to == ProductState::withdrawn;
    case ProductState::withdrawn: return to == ProductState::published;
    }
    return false;
}

org::Field field_of(ProductKind kind)
{
    switch (kind) {
    case ProductKind::agribisnis: return org::Field::agribisnis;
    case ProductKind::jasa: return org::Field::jasa;
    case ProductKind::kerajinan:
    case ProductKind::manufaktur:
    case ProductKind::karya_seni: break;
    }
    return org::Field::manufaktur;
}

Meeting meet(Levels const& levels, Supply supply, Quantity wanted)
{
    CHECK(levels.held <= levels.on_hand);
    if (supply == Supply::service) return {};
    auto const from_hand = std::min(levels.left(), wanted);
    auto const rest = wanted - from_hand;
    if (supply == Supply::to_order) return { from_hand, rest, {} };
    return { from_hand, {}, rest };
}

Levels with_goods(Levels levels, Supply supply, Quantity quantity)
{
    if (supply == Supply::service) return levels;
    auto const ahead = std::min(levels.ordered, quantity);
    levels.ordered = levels.ordered - ahead;
    levels.on_hand = levels.on_hand + (quantity - ahead);
    return levels;
}

bool is_level(Quantity quantity) { return quantity > Quantity {} && quantity <= level_max; }

bool is_countable(Quantity quantity) { return quantity > Quantity {} && quantity <= quantity_max; }

std::string measured(Lang lang, Quantity quantity, Measure measure)
{
    bool const one = quantity == Quantity::pieces(1);
    std::string const table { one ? "Measure." : "Measures." };
    return show(lang, quantity) + " "
        + karya::text::find(lang, table + std::string { enum_text(measure) });
}

bool is_whole(Quantity quantity) { return quantity.thousandths() % 1000 == 0; }

bool sold_in_parts(Measure measure)
{
    constexpr std::array parts { Measure::kg,    Measure::gram,  Measure::ton,
                                 Measure::liter, Measure::meter, Measure::meter_persegi,
                                 Measure::jam };
    return std::ranges::find(parts, measure) != parts.end();
}

bool adds(StockReason reason) { return reason == StockReason::production; }

bool may_set(StockReason reason)
{
    return reason == StockReason::opening || reason == StockReason::correction
        || reason == StockReason::count;
}

bool may_change(StockReason reason)
{
    return reason == StockReason::production || reason == StockReason::spoiled
        || reason == StockReason::kitchen || reason == StockReason::social_aid
        || reason == StockReason::own_use;
}

bool goes(StockReason reason, Quantity delta, Quantity ordered_delta)
{
    bool const in = delta >= Quantity {} && ordered_delta <= Quantity {};
    bool const out = delta <= Quantity {} && ordered_delta >= Quantity {};
    switch (reason) {
    case StockReason::production:
    case StockReason::refund: return in;
    case StockReason::sale: return out;
    case StockReason::opening:
    case StockReason::correction:
    case StockReason::shortage:
    case StockReason::count: return ordered_delta == Quantity {};
    case StockReason::spoiled:
    case StockReason::kitchen:
    case StockReason::social_aid:
    case StockReason::own_use: return out && ordered_delta == Quantity {};
    }
    return false;
}

std::string stock_words(Quantity on_hand, StockReason reason, std::string_view note)
{
    return on_hand.plain() + " " + std::string { enum_text(reason) } + " " + std::string { note };
}

std::string folded(std::string_view text)
{
    std::string out;
    for (auto const letter : lowered(text)) {
        bool const space = letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
        if (!space)
            out += letter;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::vector<std::string> word_patterns(std::string_view text)
{
    constexpr std::size_t words_max = 4;
    std::vector<std::string> patterns;
    auto const whole = folded(text);
    for (auto const word : fields_of(whole, ' ')) {
        if (word.empty() || patterns.size() == words_max) continue;
        std::string pattern = "%";
        for (auto const letter : word) {
            if (letter == '%' || letter == '_' || letter == '\\') pattern += '\\';
            pattern += letter;
        }
        patterns.push_back(pattern + "%");
    }
    patterns.resize(words_max, "%");
    return patterns;
}

} // namespace karya::catalogue
