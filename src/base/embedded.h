#pragma once
// What the build puts into the binary: words, pages, schema, seeds and assets. tools/generate.py
// writes the tables.

#include "base/face.h"
#include "base/lang.h"
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace karya {

namespace embedded {

struct Word {
    std::string_view key; ///< "sales.not_enough_stock", "ProductKind.kerajinan"
    std::string_view id;
    std::string_view en;
};
struct PageSource {
    std::string_view name; ///< "catalogue/product"
    Lang lang;
    std::string_view source; ///< ctemplate text
};
struct SchemaStep {
    std::string_view module;
    int number;
    std::string_view dialect; ///< "", "sqlite" or "postgres"
    std::string_view sql;
};
struct Seed {
    std::string_view name; ///< "org/units.tsv"
    std::string_view bytes;
};
struct Asset {
    std::string_view name; ///< "app.css"
    std::string_view path; ///< "/aset/app.1a2b3c4d.css"
    std::string_view content_type;
    std::string_view bytes;
    std::string_view br;   ///< empty when it does not pay
    std::string_view gzip; ///< empty when it does not pay
};

std::span<Word const> words(); ///< sorted by key
std::span<PageSource const> pages();
std::span<SchemaStep const> schema(); ///< in order of modules.txt, then number
std::span<Seed const> seeds();
std::span<Asset const> assets(); ///< sorted by path

/// The bytes of a seed file; an unknown name is a Bug.
std::string_view seed(std::string_view name);

} // namespace embedded

namespace text {

using Args = std::vector<std::pair<std::string, std::string>>;

/// The words of `key` in `lang`, placeholders "{name}" filled from `args`; the key itself when it
/// is unknown. For keys known at build time call the generated functions of "<module>/text.h".
std::string find(Lang lang, std::string_view key, Args const& args = {});
/// True when both languages have words for `key`.
bool has(std::string_view key);
/// Replaces "{name}" by its value; used by the generated functions.
std::string fill(std::string_view words, Args const& args);

/// The words of an enumerator: "Kerajinan" for ProductKind::kerajinan.
template<DescribedEnum E>
std::string of(Lang lang, E value)
{
    return find(lang, std::string { type_name<E>() } + "." + std::string { enum_text(value) });
}

} // namespace text

} // namespace karya
