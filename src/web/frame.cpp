#include "web/frame.h"
#include "base/text.h"
#include "web/input.h"
#include "web/problem.h"
#include <algorithm>

namespace karya::web {

namespace {

constexpr std::string_view value_mark = "value_";
constexpr std::string_view error_mark = "error_";

bool hidden_from_pages(std::string_view field)
{
    return field.find("password") != std::string_view::npos;
}

std::string other_lang_path(PageFrame const& frame)
{
    return localized(frame.lang == Lang::id ? Lang::en : Lang::id, frame.path);
}

} // namespace

std::string localized(Lang lang, std::string_view path)
{
    if (lang == Lang::id) return std::string { path };
    if (path == "/") return "/en";
    return "/en" + std::string { path };
}

FormView::FormView(PageFrame const& frame, Output const& output)
    : m_sent(frame.sent),
      m_errors(frame.errors)
{
    if (m_sent || !output.face) return;
    auto const* form = output.face->shape->section("form");
    if (!form || !form->inside) return;
    m_given = form->reach(output.value.get());
    if (m_given) m_shape = form->inside;
}

std::string FormView::value(std::string_view field) const
{
    if (hidden_from_pages(field)) return {};
    if (m_sent) return std::string { m_sent->text(field) };
    if (!m_shape) return {};
    auto const* marker = m_shape->value(std::string { field } + "_raw");
    auto const* member = marker ? marker->reach(m_given) : nullptr;
    if (!member) return {};
    std::string scratch;
    return std::string { marker->text(member, Lang::id, scratch) };
}

FieldError const* FormView::error(std::string_view field) const
{
    if (!m_errors) return nullptr;
    auto const path = m_prefix + std::string { field };
    auto const found = std::ranges::find_if(*m_errors, [&](FieldError const& bad) {
        return bad.field == path || bad.field.starts_with(path + ".");
    });
    return found == m_errors->end() ? nullptr : &*found;
}

std::optional<std::string> FormView::text(std::string_view marker, Lang lang) const
{
    if (marker == "index" && !m_index.empty()) return m_index;
    if (marker.starts_with(value_mark)) return value(marker.substr(value_mark.size()));
    if (!marker.starts_with(error_mark)) return {};
    auto const* bad = error(marker.substr(error_mark.size()));
    return bad ? reason_text(lang, *bad) : std::string {};
}

std::vector<std::pair<std::string, Field const*>> FormView::elements(Field const& list) const
{
    std::vector<std::pair<std::size_t, Field const*>> ordered;
    if (!input::in_order(list, ordered)) return {};
    std::vector<std::pair<std::string, Field const*>> named;
    for (auto const& [index, field] : ordered) named.emplace_back(std::to_string(index), field);
    return named;
}

std::optional<std::size_t> FormView::count(std::string_view marker) const
{
    if (marker.starts_with(error_mark)) return error(marker.substr(error_mark.size())) ? 1 : 0;
    if (!marker.starts_with(value_mark)) return {};
    auto const field = marker.substr(value_mark.size());
    if (auto const is = field.find("_is_"); is != std::string_view::npos)
        return value(field.substr(0, is)) == field.substr(is + 4) ? 1 : 0;
    if (m_sent) {
        if (auto const* list = m_sent->find(field); list && !list->inside.empty())
            return elements(*list).size();
    } else if (m_shape) {
        auto const* list = m_shape->section(field);
        if (list && list->element) return list->count(list->reach(m_given));
    }
    return value(field).empty() ? 0 : 1;
}

std::optional<FormView> FormView::element(std::string_view marker, std::size_t index) const
{
    if (!marker.starts_with(value_mark)) return {};
    auto const field = marker.substr(value_mark.size());
    FormView inner;
    inner.m_errors = m_errors;
    if (m_sent) {
        auto const* list = m_sent->find(field);
        if (!list || list->inside.empty()) return {};
        auto const [name, element] = elements(*list)[index];
        inner.m_sent = element;
        inner.m_index = name;
    } else {
        auto const* list = m_shape ? m_shape->section(field) : nullptr;
        if (!list || !list->element) return {};
        inner.m_shape = list->inside;
        inner.m_given = list->element(list->reach(m_given), index);
        inner.m_index = std::to_string(index);
    }
    inner.m_prefix = m_prefix + std::string { field } + "." + inner.m_index + ".";
    return inner;
}

std::optional<std::string> frame_text(PageFrame const& frame, std::string_view marker)
{
    if (marker == "lang") return std::string { name_of(frame.lang) };
    if (marker == "path") return localized(frame.lang, frame.path);
    if (marker == "other_lang_path") return other_lang_path(frame);
    if (marker == "actor_name") return frame.actor.name;
    if (marker == "actor_id") return frame.actor.officer.text();
    if (marker == "csrf") return frame.csrf;
    // A fresh key for each form of the page.
    if (marker == "key") return Uuid::make(frame.now).text();
    if (marker == "shown_mark") return frame.seen;
    if (marker == "problem") return frame.problem;
    return {};
}

std::optional<bool> frame_section(PageFrame const& frame, std::span<Route const> routes,
                                  std::string_view marker)
{
    constexpr std::string_view can = "can_";
    if (marker == "signed_in") return frame.actor.signed_in();
    if (marker == "signed_in_no") return !frame.actor.signed_in();
    if (marker == "demo") return frame.demo;
    if (marker == "demo_no") return !frame.demo;
    if (marker == "shown_mark") return !frame.seen.empty();
    if (marker == "problem") return !frame.problem.empty();
    if (!marker.starts_with(can)) return {};
    for (auto const& route : routes) {
        std::string name { route.right.name };
        std::ranges::replace(name, '.', '_');
        if (name == marker.substr(can.size())) return route.right.allows(frame.actor);
    }
    return false;
}

} // namespace karya::web
