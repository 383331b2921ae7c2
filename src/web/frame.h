#pragma once
// The markers that every page has beside its Output: value_*, error_*, can_*, signed_in … Used by
// page.cpp alone, and by the check of pages.

#include "web/page.h"
#include <optional>

namespace karya::web {

/// The fields of a form on a page: as they were sent, or as the Output's member `form` gives them.
/// `value_lines` goes one step further in.
class FormView {
public:
    FormView(PageFrame const& frame, Output const& output);

    /// "value_price" -> the text in that field; "error_price" -> its message; "index".
    std::optional<std::string> text(std::string_view marker, Lang lang) const;
    /// How often "value_…", "value_…_is_…" or "error_…" is shown; nothing: not a marker of forms.
    std::optional<std::size_t> count(std::string_view marker) const;
    /// The n-th element of a list of fields, when "value_lines" is one.
    std::optional<FormView> element(std::string_view marker, std::size_t index) const;
    /// The plain text of one field.
    std::string value(std::string_view field) const;

private:
    FormView() = default;
    FieldError const* error(std::string_view field) const;
    std::vector<std::pair<std::string, Field const*>> elements(Field const& list) const;

    Field const* m_sent { nullptr };
    void const* m_given { nullptr };
    Shape const* m_shape { nullptr };
    std::vector<FieldError> const* m_errors { nullptr };
    std::string m_prefix {};
    std::string m_index {};
};

/// One of the frame's own values; nothing when the name is not one.
std::optional<std::string> frame_text(PageFrame const& frame, std::string_view marker);
/// Whether one of the frame's own sections is shown; nothing when the name is not one.
std::optional<bool> frame_section(PageFrame const& frame, std::span<Route const> routes,
                                  std::string_view marker);

} // namespace karya::web
