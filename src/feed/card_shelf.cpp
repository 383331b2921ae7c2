#include "feed/card_shelf.h"

namespace karya::feed {

std::string CardShelf::card(Label const& label)
{
    constexpr std::size_t cards_max = 64;
    auto const key = label.seed + "\n" + label.name + "\n" + label.place + "\n" + label.price;
    {
        std::lock_guard const lock { m_mutex };
        if (auto const found = m_cards.find(key); found != m_cards.end()) return found->second;
    }
    auto drawn = card_png(label);
    std::lock_guard const lock { m_mutex };
    if (m_cards.emplace(key, drawn).second) m_ages.push_back(key);
    if (m_ages.size() > cards_max) {
        m_cards.erase(m_ages.front());
        m_ages.pop_front();
    }
    return drawn;
}

} // namespace karya::feed
