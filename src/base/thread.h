#pragma once
// Names of threads, as `top -H` and debuggers show them.

namespace karya {

/// Names the calling thread; at most 15 characters are kept.
void name_thread(char const* name);

} // namespace karya
