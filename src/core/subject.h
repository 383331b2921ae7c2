#pragma once
// What a noted deed or a booked entry is about, as people know it. The modules that keep deeds and
// entries stand below those that could name the things in them, so app says who tells.

#include "core/call.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karya::core {

struct Subject {
    std::string words {}; ///< "PTK-W-17"
    std::string path {};  ///< of its page, without language; empty: none that this reader may open
    std::vector<Subject> parts {}; ///< of a question about several: "sales.rules"
};

struct SubjectQuestion {
    UnitId unit {};
    std::string_view what {}; ///< the deed: "sales.refund"
    std::string_view id {};   ///< of the thing it was done to
};

using SubjectTeller = std::optional<Subject> (*)(View const&, SubjectQuestion const&);
/// Set once by app before serving.
void tell_subjects_by(SubjectTeller teller);
/// Nothing for what has no name, is gone, or lies beyond the reader's reach.
std::optional<Subject> subject(View const& view, SubjectQuestion const& question);

} // namespace karya::core
