#include "db/query.h"

namespace karya::db {

namespace {

std::vector<Query const*>& registry()
{
    static std::vector<Query const*> queries;
    return queries;
}

} // namespace

Query::Query(std::string_view query_name, std::string_view text, std::string_view postgres_text)
    : name(query_name),
      sql(text),
      postgres(postgres_text.empty() ? text : postgres_text)
{
    registry().push_back(this);
}

Query::Query(Unlisted, std::string_view query_name, std::string_view text)
    : name(query_name),
      sql(text),
      postgres(text)
{
}

std::vector<Query const*> const& all_queries() { return registry(); }

} // namespace karya::db
