#include "feed/xml.h"
#include "base/text.h"

namespace karya::feed {

void Xml::begin(std::string_view name, Attributes attributes)
{
    m_text.append("<").append(name);
    for (auto const& [attribute, value] : attributes)
        m_text.append(" ").append(attribute).append("=\"").append(html_escaped(value)).append("\"");
}

Xml& Xml::open(std::string_view name, Attributes attributes)
{
    begin(name, attributes);
    m_text += ">\n";
    return *this;
}

Xml& Xml::close(std::string_view name)
{
    m_text.append("</").append(name).append(">\n");
    return *this;
}

Xml& Xml::leaf(std::string_view name, std::string_view text, Attributes attributes)
{
    begin(name, attributes);
    m_text.append(">").append(html_escaped(text)).append("</").append(name).append(">\n");
    return *this;
}

Xml& Xml::empty(std::string_view name, Attributes attributes)
{
    begin(name, attributes);
    m_text += "/>\n";
    return *this;
}

} // namespace karya::feed
