#pragma once
// Cards that were drawn lately: a link that goes round is asked for many times.

#include "feed/card.h"
#include <deque>
#include <map>
#include <mutex>

namespace karya::feed {

/// Safe to use from any thread.
class CardShelf {
public:
    /// Draws the card unless the same was drawn lately.
    std::string card(Label const& label);

private:
    std::mutex m_mutex;
    std::map<std::string, std::string> m_cards {};
    std::deque<std::string> m_ages {}; ///< oldest first
};

} // namespace karya::feed
