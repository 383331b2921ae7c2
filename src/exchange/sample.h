#pragma once
// A small file to begin with: the usual columns and one row that is plainly an example.

#include "exchange/exchange.h"

namespace karya::exchange {

struct Sample {
    Kind kind { Kind::products };
    Format format { Format::csv };
    Lang lang { Lang::id };
    std::string unit_code {}; ///< of the unit whose file it will be
    std::filesystem::path file {};
};
/// Fails: sheet.write_failed.
Result<void> write_sample(Sample const& wanted);

/// The headings of a sample, those that must be there first; what a page tells of the columns.
struct SampleColumns {
    std::vector<std::string_view> required {};
    std::vector<std::string_view> optional {};
};
SampleColumns sample_columns(Kind kind, Lang lang);

} // namespace karya::exchange
