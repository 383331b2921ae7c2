#pragma once
// SQL as SQL: named constants beside the function that uses them, one text for both engines.

#include <string_view>
#include <vector>

namespace karya::db {

/// One statement with `$1 … $n`. Where the engines must differ, `postgres` holds the other text
/// (an empty one means the same). Every Query registers itself, so that a test prepares all of
/// them. Build it only as a namespace-scope constant.
struct Query {
    Query(std::string_view query_name, std::string_view text, std::string_view postgres_text = {});
    /// A statement of one engine's own, which the other need not understand.
    struct Unlisted { };
    Query(Unlisted, std::string_view query_name, std::string_view text);
    Query(Query const&) = delete;
    Query& operator=(Query const&) = delete;

    std::string_view name; ///< "sales.insert_sale": carries metrics and errors
    std::string_view sql;
    std::string_view postgres;
};

std::vector<Query const*> const& all_queries();

} // namespace karya::db
