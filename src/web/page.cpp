#include "web/page.h"
#include "web/frame.h"
#include "web/head.h"
#include <algorithm>
#include <ctemplate/per_expand_data.h>
#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary_interface.h>
#include <deque>

namespace karya::web {

namespace {

constexpr std::string_view layout = "web/layout";

std::string key_of(std::string_view name, Lang lang)
{
    return std::string { name } + "." + std::string { name_of(lang) };
}

std::string_view view_of(ctemplate::TemplateString const& text)
{
    return { text.data(), text.size() };
}

/// ctemplate's escaping makes a blank of a line break, so that one travels as a character that no
/// text may hold (is_clean_utf8).
constexpr char line_break = '\x1e';

/// One page under way: what all its scopes share.
struct Sheet {
    PageFrame const& frame;
    std::span<Route const> routes;
    std::string title {};
    std::string body_key {};
    std::deque<std::string> texts {}; ///< what markers were given, until the page is written
    bool broken { false };            ///< one of them has several lines

    ctemplate::TemplateString keep(std::string text)
    {
        if (text.find('\n') != std::string::npos) {
            broken = true;
            std::ranges::replace(text, '\n', line_break);
            std::erase(text, '\r');
        }
        auto const& kept = texts.emplace_back(std::move(text));
        return { kept.data(), kept.size() };
    }
};

/// A struct (or an element of a list) under its markers, and the scopes around it. The innermost
/// scope that knows a name decides, so an absent member never shows an outer one of the same name.
class Scope final : public ctemplate::TemplateDictionaryInterface {
public:
    Scope(Sheet& sheet, Shape const* shape, void const* object, FormView form, Scope const* around,
          Scope const* body = nullptr)
        : m_sheet(sheet),
          m_shape(shape),
          m_object(object),
          m_form(std::move(form)),
          m_around(around),
          m_body(body)
    {
    }

    ctemplate::TemplateString GetValue(ctemplate::TemplateString const& variable) const override;
    bool IsHiddenSection(ctemplate::TemplateString const& name) const override
    {
        return count(view_of(name)) == 0;
    }
    bool IsUnhiddenSection(ctemplate::TemplateString const& name) const override
    {
        return !IsHiddenSection(name);
    }
    bool IsHiddenTemplate(ctemplate::TemplateString const&) const override { return false; }
    char const* GetIncludeTemplateName(ctemplate::TemplateString const&, int) const override
    {
        return m_sheet.body_key.c_str();
    }
    Iterator* CreateTemplateIterator(ctemplate::TemplateString const&) const override;
    Iterator* CreateSectionIterator(ctemplate::TemplateString const& section) const override;
    void DumpToString(std::string*, int) const override { }

private:
    class Elements;
    std::size_t count(std::string_view name) const;
    bool chosen(std::string_view field) const;

    Sheet& m_sheet;
    Shape const* m_shape;
    void const* m_object;
    FormView m_form;
    Scope const* m_around;
    Scope const* m_body;
};

/// Gives one scope after the other. ctemplate deletes it.
class Scope::Elements final : public ctemplate::TemplateDictionaryInterface::Iterator {
public:
    using Make = std::function<std::unique_ptr<Scope>(std::size_t)>;
    Elements(std::size_t size, Make make) : m_size(size), m_make(std::move(make)) { }
    bool HasNext() const override { return m_next < m_size; }
    ctemplate::TemplateDictionaryInterface const& Next() override
    {
        m_scope = m_make(m_next++);
        return *m_scope;
    }

private:
    std::size_t m_size;
    std::size_t m_next { 0 };
    Make m_make;
    std::unique_ptr<Scope> m_scope;
};

ctemplate::TemplateString Scope::GetValue(ctemplate::TemplateString const& variable) const
{
    auto const name = view_of(variable);
    auto const lang = m_sheet.frame.lang;
    for (auto const* scope = this; scope; scope = scope->m_around) {
        auto const* marker = scope->m_shape ? scope->m_shape->value(name) : nullptr;
        if (!marker) continue;
        auto const* member = marker->reach(scope->m_object);
        if (!member) return { "", 0 };
        std::string scratch;
        auto const text = marker->text(member, lang, scratch);
        if (text.data() == scratch.data()) return m_sheet.keep(std::move(scratch));
        if (text.find('\n') != std::string_view::npos) return m_sheet.keep(std::string { text });
        return { text.data(), text.size() };
    }
    if (auto text = m_form.text(name, lang)) return m_sheet.keep(std::move(*text));
    if (name == "title") return m_sheet.keep(m_sheet.title);
    if (auto text = frame_text(m_sheet.frame, name)) return m_sheet.keep(std::move(*text));
    return { "", 0 };
}

bool Scope::chosen(std::string_view field) const
{
    auto const* row = this;
    while (row && !row->m_shape) row = row->m_around;
    if (!row) return false;
    auto const* first = row->m_shape->value(row->m_shape->first + "_raw");
    auto const* member = first ? first->reach(row->m_object) : nullptr;
    if (!member) return false;
    std::string scratch;
    return first->text(member, m_sheet.frame.lang, scratch) == m_form.value(field);
}

std::size_t Scope::count(std::string_view name) const
{
    constexpr std::string_view chosen_mark = "chosen_";
    for (auto const* scope = this; scope; scope = scope->m_around) {
        auto const* marker = scope->m_shape ? scope->m_shape->section(name) : nullptr;
        if (marker) return marker->count(marker->reach(scope->m_object));
    }
    if (auto const shown = m_form.count(name)) return *shown;
    if (name.starts_with(chosen_mark)) return chosen(name.substr(chosen_mark.size())) ? 1 : 0;
    auto const shown = frame_section(m_sheet.frame, m_sheet.routes, name);
    return shown.value_or(false) ? 1 : 0;
}

Scope::Iterator* Scope::CreateTemplateIterator(ctemplate::TemplateString const&) const
{
    return new Elements { m_body ? 1U : 0U, [this](std::size_t) {
                             return std::make_unique<Scope>(m_sheet, m_body->m_shape,
                                                            m_body->m_object, m_body->m_form, this);
                         } };
}

Scope::Iterator* Scope::CreateSectionIterator(ctemplate::TemplateString const& section) const
{
    auto const name = std::string { view_of(section) };
    for (auto const* scope = this; scope; scope = scope->m_around) {
        auto const* marker = scope->m_shape ? scope->m_shape->section(name) : nullptr;
        if (!marker) continue;
        auto const* member = marker->reach(scope->m_object);
        auto const size = marker->count(member);
        if (!marker->element)
            return new Elements { size, [this](std::size_t) {
                                     return std::make_unique<Scope>(m_sheet, nullptr, nullptr,
                                                                    m_form, this);
                                 } };
        // A row of the Output has the fields that a form of the page has in a list of that name.
        auto const fields = "value_" + name;
        return new Elements { size, [this, marker, member, fields](std::size_t index) {
                                 auto const typed = index < m_form.count(fields).value_or(0)
                                     ? m_form.element(fields, index)
                                     : std::nullopt;
                                 return std::make_unique<Scope>(m_sheet, marker->inside,
                                                                marker->element(member, index),
                                                                typed ? *typed : m_form, this);
                             } };
    }
    return new Elements { count(name), [this, name](std::size_t index) {
                             auto const inner = m_form.element(name, index);
                             return std::make_unique<Scope>(m_sheet, nullptr, nullptr,
                                                            inner ? *inner : m_form, this);
                         } };
}

std::string title_of(std::string_view page, Output const& output, Lang lang)
{
    if (auto const* marker = output.face->shape->value("title")) {
        std::string scratch;
        if (auto const* member = marker->reach(output.value.get()))
            return std::string { marker->text(member, lang, scratch) };
    }
    std::string key { page.substr(0, page.find('/')) };
    return karya::text::find(
        lang, key + "." + std::string { page.substr(page.find('/') + 1) } + "_title");
}

} // namespace

struct Pages::Inside {
    explicit Inside(std::vector<Route> const& all) : routes(all) { }
    std::vector<Route> const& routes;
    ctemplate::TemplateCache cache {};
};

Pages::Pages(Routes const& routes, std::span<embedded::PageSource const> sources)
    : m_inside(std::make_unique<Inside>(routes.all()))
{
    for (auto const& source : sources) {
        bool const good = m_inside->cache.StringToTemplateCache(
            key_of(source.name, source.lang), source.source.data(), source.source.size(),
            ctemplate::STRIP_BLANK_LINES);
        CHECK(good);
    }
    m_inside->cache.Freeze();
}

Pages::~Pages() { m_inside->cache.ClearCache(); }

std::string Pages::render(std::string_view name, Output const& output, PageFrame const& frame) const
{
    Sheet sheet { frame, m_inside->routes };
    sheet.title = title_of(name, output, frame.lang);
    sheet.body_key = key_of(name, frame.lang);
    FormView const form { frame, output };
    Scope const body { sheet, output.face->shape, output.value.get(), form, nullptr };
    Scope const document { sheet, nullptr, nullptr, form, nullptr, &body };
    ctemplate::PerExpandData per_page;
    std::string html;
    bool const good = m_inside->cache.ExpandNoLoad(
        key_of(layout, frame.lang), ctemplate::STRIP_BLANK_LINES, &document, &per_page, &html);
    CHECK(good);
    if (sheet.broken) std::ranges::replace(html, line_break, '\n');
    std::optional<Meta> meta;
    if (output.face->meta) meta = output.face->meta(output.value.get(), frame.lang, frame.site);
    html.insert(html.find("</head>"), head_of(meta, frame, sheet.title));
    return html;
}

} // namespace karya::web
