#pragma once
// XML written element by element; text and attributes are escaped.

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace karya::feed {

class Xml {
public:
    using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    Xml() : m_text("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") { }
    Xml& open(std::string_view name, Attributes attributes = {});
    Xml& close(std::string_view name);
    /// An element that holds text alone.
    Xml& leaf(std::string_view name, std::string_view text, Attributes attributes = {});
    Xml& empty(std::string_view name, Attributes attributes);
    std::string take() { return std::move(m_text); }

private:
    void begin(std::string_view name, Attributes attributes);
    std::string m_text;
};

} // namespace karya::feed
