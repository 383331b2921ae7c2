#include "web/head.h"
#include "base/text.h"
#include "web/text.h"
#include <algorithm>

namespace karya::web {

namespace {

constexpr std::size_t description_max = 300;

/// Cut at a space, never within a letter.
std::string cut(std::string_view words)
{
    if (words.size() <= description_max) return std::string { words };
    auto const space = words.rfind(' ', description_max);
    auto end = space == std::string_view::npos ? description_max : space;
    while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xc0U) == 0x80U) --end;
    return std::string { words.substr(0, end) } + " …";
}

class Head {
public:
    void meta(std::string_view attribute, std::string_view name, std::string_view content)
    {
        m_html.append("<meta ").append(attribute).append("=\"").append(name);
        m_html.append("\" content=\"").append(html_escaped(content)).append("\">\n");
    }
    void link(std::string_view relation, std::string_view more, std::string_view address)
    {
        m_html.append("<link rel=\"").append(relation).append("\"").append(more);
        m_html.append(" href=\"").append(html_escaped(address)).append("\">\n");
    }
    /// JSON may hold "</script>": no "<" is left in it.
    void facts(std::string_view json)
    {
        m_html += "<script type=\"application/ld+json\">";
        for (auto const letter : json) letter == '<' ? m_html += "\\u003c" : m_html += letter;
        m_html += "</script>\n";
    }
    std::string take() { return std::move(m_html); }

private:
    std::string m_html {};
};

/// Its path; empty when there is none.
std::string asset(std::string_view name)
{
    auto const assets = embedded::assets();
    auto const found = std::ranges::find(assets, name, &embedded::Asset::name);
    return found == assets.end() ? std::string {} : std::string { found->path };
}

void put_addresses(Head& head, Meta const& meta, PageFrame const& frame)
{
    std::string const site { frame.site };
    if (!meta.canonical.empty()) {
        auto const address = site + localized(frame.lang, meta.canonical);
        head.link("canonical", "", address);
        head.meta("property", "og:url", address);
        for (auto const lang : { Lang::id, Lang::en })
            head.link("alternate", " hreflang=\"" + std::string { name_of(lang) } + "\"",
                      site + localized(lang, meta.canonical));
    }
    if (!meta.feed.empty())
        head.link("alternate", " type=\"application/atom+xml\"",
                  site + localized(frame.lang, meta.feed));
}

} // namespace

std::string head_of(std::optional<Meta> const& given, PageFrame const& frame,
                    std::string_view title)
{
    auto const meta = given.value_or(Meta {});
    auto const description = meta.description.empty() ? text::layout_description(frame.lang)
                                                      : cut(meta.description);
    Head head;
    head.meta("name", "description", description);
    head.meta("property", "og:description", description);
    head.meta("property", "og:type", meta.type);
    auto const picture = meta.picture.empty() ? asset("og.png") : meta.picture;
    if (!picture.empty()) {
        head.meta("property", "og:image", std::string { frame.site } + picture);
        head.meta("property", "og:image:alt", title);
        head.meta("name", "twitter:card", "summary_large_image");
    }
    head.link("manifest", "", asset(meta.manifest));
    put_addresses(head, meta, frame);
    if (meta.unlisted) head.meta("name", "robots", "noindex, follow");
    if (!meta.facts.empty()) head.facts(meta.facts);
    return head.take();
}

} // namespace karya::web
