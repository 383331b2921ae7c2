#pragma once
// Names for what deeds were done to, from every module that knows some.

#include "core/subject.h"

namespace karya::app {

std::optional<core::Subject> subject_of(View const& view, core::SubjectQuestion const& question);

} // namespace karya::app
