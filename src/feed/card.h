#pragma once
// The picture that messengers show beside a link: the unit's cloth, and a label on it.

#include <string>

namespace karya::feed {

struct Label {
    std::string seed {}; ///< of the cloth
    std::string name {};
    std::string place {}; ///< the unit
    std::string price {}; ///< empty: none
};

/// 1200 × 630 as PNG, under 300 kB; empty when it cannot be drawn.
std::string card_png(Label const& label);

} // namespace karya::feed
