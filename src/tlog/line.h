#pragma once
// What the log says of a unit's day: pure. The text is canonical JSON (RFC 8785), so that one line
// has one spelling; docs/reference/log.md tells what each member means.

#include "base/face.h"
#include "base/json.h"
#include "ledger/ledger.h"
#include <span>

namespace karya::tlog {

inline constexpr ErrorCode bad_line { "tlog.bad_line", Fault::invalid };

/// `opening`: everything booked before the unit's first line. `correction`: what was booked on an
/// earlier day after that day was closed.
enum class LineKind : std::uint8_t { opening, day, correction };
BOOST_DESCRIBE_ENUM(LineKind, opening, day, correction)

/// The members are in the order in which canonical JSON has them.
struct Line {
    Day day {};              ///< that was closed when the line was written
    std::int64_t entries {}; ///< of the book that it sums up
    std::string head {};     ///< hash of the unit's book up to entry `seq`; empty when that is none
    LineKind kind {};
    Day of {}; ///< the day its sums are of; of an opening the last one
    Rupiah pnbp {};
    Rupiah premium {};
    std::int64_t sales {}; ///< less those that were voided
    std::int64_t seq {};
    Rupiah turnover {};
    std::string unit {}; ///< its code
    std::int64_t v { 1 };
};
BOOST_DESCRIBE_STRUCT(Line, (),
                      (day, entries, head, kind, of, pnbp, premium, sales, seq, turnover, unit, v))

std::string text_of(Line const& line);
/// Fails: tlog.bad_line, also for another spelling of the same.
Result<Line> read_line(std::string_view text);

/// How far a unit's book is in the log.
struct Place {
    std::optional<Day> day {}; ///< last closed; none: the unit has no line
    std::int64_t seq {};       ///< where the book ended then
    std::int64_t whole {};     ///< up to here every entry is in the log: others are of days to come
    friend bool operator==(Place const&, Place const&) = default;
};

/// A unit's day that closes.
struct Closing {
    std::string unit {};
    Day day {};
    ledger::BookEnd end {};
};
/// Its lines, corrections by day first; `moves`: the book from `place.whole` to its end. `place`
/// moves on.
std::vector<Line> lines_of(Closing const& closing, std::span<ledger::Move const> moves,
                           Place& place);

} // namespace karya::tlog
