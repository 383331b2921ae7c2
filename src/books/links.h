#pragma once
// Where a figure leads: from every sum down to its receipt and entry. For books/ only.

#include "books/report.h"

namespace karya::books {

/// The place and days of a folio, as its reader came to it.
struct Seen {
    std::string unit {};   ///< empty: the reader's own, or none
    std::string kanwil {}; ///< of an office that a reader of the nation looks at
    Day first {};
    Day last {};
};
/// Of a report's place; what is the reader's own needs no name.
Seen seen_of(View const& view, ReportKey const& key);
/// "unit=…", "kanwil=…" or nothing: keeps the place in an address.
std::string at_of(Seen const& seen);
/// The page about something in a folio of that place and those days, in the reader's language.
std::string path_to(Lang lang, Seen const& seen, About const& about);
/// For those who read the books; to others nothing leads.
LinkOf links_of(View const& view, Seen seen);

} // namespace karya::books
