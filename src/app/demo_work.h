#pragma once
// Work in the demonstration: people, decrees, attendance and batches of one unit.

#include "core/call.h"

namespace karya::app {

/// For the unit of the actor, the head of its work section; `head` writes the days that are closed
/// to him.
Result<void> lay_work(Call& call, Actor const& head);

} // namespace karya::app
