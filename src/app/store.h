#pragma once
// SQL of app_*.

#include "core/call.h"
#include <optional>
#include <string>

namespace karya::app::store {

std::optional<std::string> mark(db::Read& read, std::string_view name);
/// Sets a mark that is not there yet.
void set_mark(db::Tx& tx, std::string_view name, std::string_view value);
void probe(db::Tx& tx, std::string_view node, Timestamp at);

} // namespace karya::app::store
