#pragma once
// SQL of app_*.

#include "core/call.h"
#include "db/engine.h"
#include <optional>
#include <string>

namespace karya::app::store {

std::optional<std::string> mark(db::Read& read, std::string_view name);
/// The same, read by itself.
Result<std::optional<std::string>> mark_in(db::Engine& engine, std::string_view name);
/// Sets a mark that is not there yet.
void set_mark(db::Tx& tx, std::string_view name, std::string_view value);
/// Changes a mark that is there.
void replace_mark(db::Tx& tx, std::string_view name, std::string_view value);
/// What the engine finds wrong with its own file; nothing on PostgreSQL, which checks its own.
std::optional<std::string> broken_storage(db::Read& read);
/// On PostgreSQL: what a restored database announces comes after what it knows (core's schema 004).
void resume_order(db::Tx& tx);
void probe(db::Tx& tx, std::string_view node, Timestamp at);

} // namespace karya::app::store
