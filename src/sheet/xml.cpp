#include "sheet/xml.h"
#include <expat.h>

namespace karya::sheet {

namespace {

constexpr int depth_max = 64;
/// Expat looks again at an unfinished tag with every piece: an endless one would cost the square.
constexpr std::int64_t tag_bytes_max = 1 << 20;

std::string_view local(std::string_view name)
{
    auto const colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

} // namespace

std::string_view Attributes::operator[](std::string_view name) const
{
    for (auto const* pair = m_pairs; *pair; pair += 2)
        if (local(*pair) == name) return pair[1];
    return {};
}

Xml::Xml() : m_parser(XML_ParserCreate(nullptr))
{
    CHECK(m_parser != nullptr);
    XML_SetUserData(m_parser, this);
    XML_SetElementHandler(m_parser, on_start, on_end);
    XML_SetCharacterDataHandler(m_parser, on_text);
    XML_SetStartDoctypeDeclHandler(m_parser, on_doctype);
}

Xml::~Xml() { XML_ParserFree(m_parser); }

Result<bool> Xml::step(Part& part)
{
    auto const count = TRY(part.read(m_buffer));
    auto const state = XML_Parse(m_parser, m_buffer.data(), static_cast<int>(count),
                                 count == 0 ? 1 : 0);
    if (m_failure) return *m_failure;
    if (state != XML_STATUS_OK)
        return Error { damaged, XML_ErrorString(XML_GetErrorCode(m_parser)) };
    m_fed += static_cast<std::int64_t>(count);
    if (m_fed - XML_GetCurrentByteIndex(m_parser) > tag_bytes_max)
        return Error { unsafe, "endless tag" };
    return count > 0;
}

Result<void> Xml::parse(Part part)
{
    while (TRY(step(part))) { }
    return {};
}

void Xml::fail(Error error)
{
    if (!m_failure) m_failure = std::move(error);
    XML_StopParser(m_parser, XML_FALSE);
}

void Xml::on_start(void* self, char const* name, char const** attributes)
{
    auto& xml = *static_cast<Xml*>(self);
    if (xml.m_failure) return;
    if (++xml.m_depth > depth_max) return xml.fail(Error { unsafe, "too deep" });
    xml.start(local(name), Attributes { attributes });
}

void Xml::on_end(void* self, char const* name)
{
    auto& xml = *static_cast<Xml*>(self);
    if (xml.m_failure) return;
    --xml.m_depth;
    xml.end(local(name));
}

void Xml::on_text(void* self, char const* text, int size)
{
    auto& xml = *static_cast<Xml*>(self);
    if (!xml.m_failure) xml.text({ text, static_cast<std::size_t>(size) });
}

void Xml::on_doctype(void* self, char const*, char const*, char const*, int)
{
    static_cast<Xml*>(self)->fail(Error { unsafe, "DTD" });
}

} // namespace karya::sheet
