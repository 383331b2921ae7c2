#pragma once
// What modules below ask of those that they may not name: where a price goes, what a deed was
// done to, of which lots labels are, and how the buyers of a lot are reached. `House` and the
// tests' world hand these on.

namespace karya::app {

/// Before anything is served.
void answer_for_modules();

} // namespace karya::app
