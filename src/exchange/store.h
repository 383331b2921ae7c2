#pragma once
// SQL of exchange_*.

#include "core/call.h"
#include <optional>
#include <string>

namespace karya::exchange::store {

enum class RowKind : std::uint8_t { unit, product, variant, sale, refund };
BOOST_DESCRIBE_ENUM(RowKind, unit, product, variant, sale, refund)

/// A row that was brought in.
struct Done {
    std::string content_hash {};
    std::string object {};
    std::string batch {}; ///< the run that took it; empty: none, or it was there before
};
BOOST_DESCRIBE_STRUCT(Done, (), (content_hash, object, batch))

std::optional<Done> done(db::Read& read, RowKind kind, std::string_view key);
/// Notes it, or replaces what was noted under that key.
void note(Call& call, RowKind kind, std::string_view key, Done const& done);

} // namespace karya::exchange::store
