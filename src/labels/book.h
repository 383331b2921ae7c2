#pragma once
// What a visitor's own device needs to check labels without a network. For labels/ only.

#include "labels/labels.h"

namespace karya::labels {

/// The commits that change it touch this tag.
inline constexpr std::string_view book_tag = "labels";

struct BookKey {
    std::string kid {};
    std::string x {}; ///< base64url of the public half
};
BOOST_DESCRIBE_STRUCT(BookKey, (), (kid, x))

/// As the newest run of these goods tells them.
struct BookGoods {
    std::string unit {}; ///< its code, as labels spell it
    std::string unit_name {};
    std::string article {};
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(BookGoods, (), (unit, unit_name, article, name))

struct BookStretch {
    std::string unit {};
    std::int64_t first {};
    std::int64_t last {};
};
BOOST_DESCRIBE_STRUCT(BookStretch, (), (unit, first, last))

struct Book {
    std::vector<BookKey> keys {};
    std::vector<BookGoods> goods {};
    std::vector<BookStretch> withdrawn {};

    std::vector<std::string> tags() const { return { std::string { book_tag } }; }
};
BOOST_DESCRIBE_STRUCT(Book, (), (keys, goods, withdrawn))

Result<Book> book(View const& view);

} // namespace karya::labels
