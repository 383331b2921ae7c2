#include "db/proven.h"

namespace karya::db {

std::string key_text(Cursor& cursor, int keys)
{
    std::string key;
    for (int column = 0; column < keys; ++column)
        key += (column == 0 ? "" : " ") + std::string { cursor.text(column) };
    return key;
}

} // namespace karya::db
