#pragma once
// Evidence for those who check: a signed bundle of a unit's period, and samples that a regional
// office draws by lot and looks at, with its result.

#include "org/org.h"
#include <optional>
#include <string>
#include <vector>

namespace karya {
using SampleId = Id<struct SampleTag>;
namespace web {
class Routes;
}
} // namespace karya

namespace karya::evidence {

inline constexpr ErrorCode bad_days { "evidence.bad_days", Fault::invalid };
inline constexpr ErrorCode too_long { "evidence.too_long", Fault::too_large };
inline constexpr ErrorCode bad_sample { "evidence.bad_sample", Fault::invalid };
inline constexpr ErrorCode nothing_booked { "evidence.nothing_booked", Fault::conflict };
inline constexpr ErrorCode sample_open { "evidence.sample_open", Fault::conflict };
inline constexpr ErrorCode bad_finding { "evidence.bad_finding", Fault::invalid };
inline constexpr ErrorCode sample_closed { "evidence.sample_closed", Fault::conflict };
inline constexpr ErrorCode not_looked_at { "evidence.not_looked_at", Fault::conflict };

/// Bundles and samples of the own unit, or of all below.
inline constexpr Permission read_right { allow(
    "evidence.read", { Role::head, Role::kanwil, Role::ditjen, Role::auditor }) };
/// Draw samples, look at them and close them.
inline constexpr Permission sample_right { allow("evidence.sample", { Role::kanwil }) };

struct Days {
    Day first {};
    Day last {};
};

// ---- The bundle (bundle.cpp) ----

inline constexpr int days_max = 92;
inline constexpr std::int64_t entries_max = 20'000;

/// A ZIP of what the books say of these days: entries with their hashes, sales, refunds, deposits
/// with NTPN, premium sheets and reports with their approvals, lines of the public log with their
/// receipts, and a manifest of all hashes signed by the log's key. No worker and no buyer is named.
/// Fails: evidence.bad_days, evidence.too_long (naming the limits), tlog.no_key.
Result<std::string> bundle(View const& view, org::UnitScope const& scope, Days const& days);

// ---- Samples (sample.cpp) ----

enum class Verdict : std::uint8_t { right, doubt };
BOOST_DESCRIBE_ENUM(Verdict, right, doubt)
/// What a sample came to: everything is right, or with reservations.
enum class Outcome : std::uint8_t { sound, reserved };
BOOST_DESCRIBE_ENUM(Outcome, sound, reserved)

/// An entry that was drawn.
struct Pick {
    std::int64_t n {};
    std::int64_t seq {};
    EntryId entry {};
    std::optional<Verdict> verdict {};
    std::string words {};
    std::optional<Timestamp> at {};
    std::optional<OfficerId> officer {};
};
BOOST_DESCRIBE_STRUCT(Pick, (), (n, seq, entry, verdict, words, at, officer))

struct Sample {
    SampleId id {};
    UnitId unit {};
    std::int64_t n {};
    Day first_day {};
    Day last_day {};
    std::string seed {};        ///< recorded, so that anybody can draw it again
    std::int64_t covers {};     ///< where the book ended
    std::int64_t drawn_from {}; ///< how many entries there were to draw from
    Timestamp made_at {};
    OfficerId made_by {};
    std::string made_name {};
    std::optional<Timestamp> closed_at {};
    std::optional<OfficerId> closed_by {};
    std::optional<Outcome> outcome {};
    std::string words {};
};
BOOST_DESCRIBE_STRUCT(Sample, (),
                      (id, unit, n, first_day, last_day, seed, covers, drawn_from, made_at, made_by,
                       made_name, closed_at, closed_by, outcome, words))

inline constexpr std::int64_t sample_max = 50;

struct SampleDraft {
    Days days {};
    std::int64_t size {};
};
/// Draws sales, refunds, voids, deposits and payouts of these days by lot. Audited.
/// Fails: evidence.bad_days, evidence.bad_sample (fields: 1 to 50), evidence.nothing_booked,
/// evidence.sample_open (one a unit, naming it).
Result<Sample> draw(Call& call, org::UnitScope const& scope, SampleDraft const& draft);

struct Finding {
    SampleId sample {};
    std::int64_t n {};
    Verdict verdict {};
    std::string words {}; ///< needed for a doubt
};
/// May be told anew until the sample is closed. Audited.
/// Fails: core.not_found, evidence.sample_closed, evidence.bad_finding (fields).
Result<void> find(Call& call, org::UnitScope const& scope, Finding const& finding);

/// For good: with reservations when there is a doubt. Audited.
/// Fails: core.not_found, evidence.sample_closed, evidence.not_looked_at (how many),
/// evidence.bad_finding (words over 1,000 letters, or none to reservations).
Result<Sample> close(Call& call, org::UnitScope const& scope, SampleId id,
                     std::string const& words);

/// Fails: core.not_found.
Result<UnitId> unit_of(View const& view, SampleId id);
Result<Sample> sample(View const& view, org::UnitScope const& scope, SampleId id);
std::vector<Pick> picks(View const& view, SampleId id);
/// Newest first, at most 100.
std::vector<Sample> samples_of(View const& view, org::UnitScope const& scope);
/// The newest within the reader's reach, at most 100. Fails: core.not_found for the public.
Result<std::vector<Sample>> samples(View const& view);

void add_routes(web::Routes& routes);
/// The first sample that its seed does not draw, or that the audit trail knows otherwise; for
/// `karya verify`.
std::optional<std::string> first_broken_sample(db::Read& read);

} // namespace karya::evidence
