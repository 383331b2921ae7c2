#pragma once
// Two people at one form: the later one is told, and neither is overwritten unseen. A page that
// edits (Page::edits) bears a mark of what was stored when it was shown; a command that brings the
// mark back runs only while the same is stored. Programs send no mark and are not asked.

#include "web/form.h"
#include "web/route.h"
#include <string>
#include <vector>

namespace karya::web {

inline constexpr ErrorCode changed_since { "web.changed_since", Fault::conflict };

/// The mark of what the page's member `form` holds. It must have one.
std::string seen_mark(Output const& output);

/// For each field that is stored otherwise than it was sent, what is stored now.
std::vector<FieldError> stored_now(Lang lang, Output const& output, Field const& sent);

} // namespace karya::web
