// Walks every page as ctemplate would and asks for each marker who fills it.
#include "web/frame.h"
#include "web/own_pages.h"
#include "web/problem.h"
#include "web/route_table.h"

namespace karya::web {

namespace {

/// What a page may name: its Output, and the fields of the forms it holds.
struct Known {
    Shape const* output { nullptr };
    std::vector<Shape const*> forms {};
    bool cached { false };
    std::span<Route const> routes {};
};

class Walk {
public:
    Walk(embedded::PageSource const& source, Known const& known, std::vector<std::string>& problems)
        : m_source(source),
          m_known(known),
          m_problems(problems)
    {
        m_levels.push_back({ {}, known.output, known.forms });
    }

    void run()
    {
        auto rest = m_source.source;
        for (auto open = rest.find("{{"); open != std::string_view::npos; open = rest.find("{{")) {
            auto const close = rest.find("}}", open);
            if (close == std::string_view::npos) return complain("a marker without end", {});
            marker(rest.substr(open + 2, close - open - 2));
            rest.remove_prefix(close + 2);
        }
        if (m_levels.size() != 1) complain("section without end", m_levels.back().name);
    }

private:
    struct Level {
        std::string_view name;
        Shape const* shape { nullptr };
        std::vector<Shape const*> forms {};
    };

    void complain(std::string_view what, std::string_view name)
    {
        m_problems.push_back(std::string { m_source.name } + ": " + std::string { what } + " {{"
                             + std::string { name } + "}}");
    }

    void marker(std::string_view text)
    {
        if (text.empty() || text[0] == '%' || text[0] == '!') return;
        auto const name = text.substr(text.find_first_not_of("#/>"));
        if (text[0] == '#') return open_section(name);
        if (text[0] == '/') return close_section(name);
        if (text[0] == '>') {
            if (name != "BODY" || m_source.name != "web/layout") complain("unknown include", name);
            return;
        }
        auto const plain = name.substr(0, name.find(':'));
        if (name.find(":none") != std::string_view::npos) complain("unescaped", name);
        if (plain == "key" && m_known.cached && !inside("signed_in"))
            complain("a kept page may not hold", name);
        if (!has_value(plain)) complain("nothing fills", plain);
    }

    bool inside(std::string_view section) const
    {
        return std::ranges::count(m_levels, section, &Level::name) != 0;
    }

    bool is_field(std::string_view field) const
    {
        return std::ranges::any_of(m_levels.back().forms,
                                   [&](Shape const* form) { return form->has(field); });
    }

    bool has_value(std::string_view name) const
    {
        for (auto const& level : m_levels)
            if (level.shape && level.shape->value(name)) return true;
        if (name == "index") return m_levels.back().forms != m_known.forms;
        if (name.starts_with("value_") || name.starts_with("error_"))
            return is_field(name.substr(6));
        return name == "title" || frame_text(PageFrame {}, name).has_value();
    }

    /// A section of forms; the shapes of the fields inside it.
    bool form_section(std::string_view name, std::vector<Shape const*>& inner) const
    {
        if (name.starts_with("error_")) return is_field(name.substr(6));
        if (name.starts_with("chosen_")) return is_field(name.substr(7));
        auto field = name.substr(6);
        if (auto const is = field.find("_is_"); is != std::string_view::npos && !is_field(field))
            return std::ranges::any_of(m_levels.back().forms, [&](Shape const* form) {
                return form->section(field)
                    || (form->has(field.substr(0, is)) && form->value(field.substr(0, is))
                        && !form->value(std::string { field.substr(0, is) } + "_text"));
            });
        for (auto const* form : m_levels.back().forms) {
            auto const* list = form->section(field);
            if (list && list->element) inner.push_back(list->inside);
        }
        return is_field(field);
    }

    bool frame_has(std::string_view name) const
    {
        if (!name.starts_with("can_"))
            return frame_section(PageFrame {}, m_known.routes, name).has_value();
        return std::ranges::any_of(m_known.routes, [&](Route const& route) {
            std::string right { route.right.name };
            std::ranges::replace(right, '.', '_');
            return right == name.substr(4);
        });
    }

    void open_section(std::string_view name)
    {
        Level inner { name, nullptr, m_levels.back().forms };
        Marker const* found = nullptr;
        for (auto const& level : m_levels)
            if (auto const* marker = level.shape ? level.shape->section(name) : nullptr)
                found = marker;
        bool const of_form = name.starts_with("value_") || name.starts_with("error_")
            || name.starts_with("chosen_");
        std::vector<Shape const*> forms;
        if (found) {
            inner.shape = found->inside;
            if (found->element) form_section("value_" + std::string { name }, forms);
        } else if (of_form ? !form_section(name, forms) : !frame_has(name)) {
            complain("nothing shows section", name);
        }
        if (!forms.empty()) inner.forms = forms;
        m_levels.push_back(std::move(inner));
    }

    void close_section(std::string_view name)
    {
        if (m_levels.size() == 1 || m_levels.back().name != name)
            return complain("section ends that was not open", name);
        m_levels.pop_back();
    }

    embedded::PageSource const& m_source;
    Known const& m_known;
    std::vector<std::string>& m_problems;
    std::vector<Level> m_levels {};
};

void check_page(std::string_view name, Known const& known,
                std::span<embedded::PageSource const> sources, std::vector<std::string>& problems)
{
    int found = 0;
    for (auto const& source : sources) {
        if (source.name != name) continue;
        ++found;
        Walk { source, known, problems }.run();
    }
    if (found != 2) problems.push_back(std::string { name } + ": no such page in both languages");
}

/// Several routes may show one page: it holds the forms of each.
std::vector<Shape const*> forms_of(Routes const& routes, Route const& page)
{
    auto const shown_at = [&](std::string_view pattern) {
        return std::ranges::any_of(routes.all(), [&](Route const& route) {
            return route.method == Method::get && route.pattern == pattern
                && route.page.name == page.page.name;
        });
    };
    std::vector<Shape const*> forms;
    auto const* form = page.output->shape->section("form");
    if (form && form->inside) forms.push_back(form->inside);
    for (auto const& route : routes.all())
        if (route.input && shown_at(route.then.form)) forms.push_back(route.input);
    return forms;
}

std::string title_key(std::string_view page)
{
    std::string key { page };
    key.replace(key.find('/'), 1, ".");
    return key + "_title";
}

void check_then(Routes const& routes, Route const& route, std::vector<std::string>& problems)
{
    auto const what = "POST " + route.pattern + ": ";
    auto const is_form = [&](Route const& page) {
        return page.method == Method::get && page.pattern == route.then.form
            && !page.page.name.empty();
    };
    if (!route.then.form.empty() && std::ranges::none_of(routes.all(), is_form))
        problems.push_back(what + "no page at " + std::string { route.then.form });
    for (auto const& name : capture_names(route.then.location))
        if (!route.output->shape->has(name))
            problems.push_back(std::string { what }
                                   .append("its answer has no member ")
                                   .append(name)
                                   .append(" for the location"));
}

} // namespace

std::vector<std::string> page_problems(Routes const& routes,
                                       std::span<embedded::PageSource const> sources)
{
    std::vector<std::string> problems;
    for (auto const& route : routes.all()) {
        if (route.method == Method::post) check_then(routes, route, problems);
        auto const page = route.page.name;
        if (page.empty() || !route.output) continue;
        Known const known { route.output->shape, forms_of(routes, route), route.page.cached,
                            routes.all() };
        check_page(page, known, sources, problems);
        if (!route.output->shape->has("title") && !karya::text::has(title_key(page)))
            problems.push_back(std::string { page } + ": no words for its title "
                               + title_key(page));
        if (route.page.cached && (!route.right.everyone || !route.output->tags))
            problems.push_back(std::string { page } + ": kept pages are public and have tags()");
    }
    for (auto const& [name, shape] : { std::pair { "web/problem", &shape_of<Problem>() },
                                       std::pair { "web/code", &shape_of<CodePage>() },
                                       std::pair { "web/api", &shape_of<ApiPage>() } })
        check_page(name, { shape, {}, false, routes.all() }, sources, problems);
    check_page("web/layout", { nullptr, {}, false, routes.all() }, sources, problems);
    return problems;
}

} // namespace karya::web
