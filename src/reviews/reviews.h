#pragma once
// What buyers say of what they bought. Who holds the secret link of an order that was received
// reviews each of its products once; a person looks before anybody else reads it; the unit answers.

#include "catalogue/catalogue.h"
#include "orders/orders.h"
#include "org/org.h"
#include <array>
#include <optional>
#include <string>
#include <vector>

namespace karya {
using ReviewId = Id<struct ReviewTag>;
using ReviewReportId = Id<struct ReviewReportTag>;

namespace web {
class Routes;
}
} // namespace karya

namespace karya::reviews {

inline constexpr ErrorCode bad_review { "reviews.bad_review", Fault::invalid };
inline constexpr ErrorCode written_before { "reviews.written_before", Fault::conflict };
inline constexpr ErrorCode moved_on { "reviews.moved_on", Fault::conflict };
inline constexpr ErrorCode look_first { "reviews.look_first", Fault::invalid };
inline constexpr ErrorCode bad_answer { "reviews.bad_answer", Fault::invalid };
inline constexpr ErrorCode bad_report { "reviews.bad_report", Fault::invalid };
inline constexpr ErrorCode too_many_reports { "reviews.too_many_reports", Fault::rate_limited };

/// Publish and refuse.
inline constexpr Permission moderate_right { allow("reviews.moderate",
                                                   { Role::kasi, Role::head, Role::ditjen }) };
/// Answer in the unit's name.
inline constexpr Permission answer_right { allow("reviews.answer", { Role::kasi, Role::head }) };
/// Read those that wait and those that were refused, with the reasons.
inline constexpr Permission read_right { allow(
    "reviews.read", { Role::kasi, Role::head, Role::kanwil, Role::ditjen, Role::auditor }) };

enum class ReviewState : std::uint8_t { waiting, published, refused, taken_back };
BOOST_DESCRIBE_ENUM(ReviewState, waiting, published, refused, taken_back)

/// Why one is refused, or reported. That it praises little is no reason.
enum class Refusal : std::uint8_t { identity, contact, gambling, insult, off_topic, photo };
BOOST_DESCRIBE_ENUM(Refusal, identity, contact, gambling, insult, off_topic, photo)

struct Review {
    ReviewId id {};
    OrderId order {}; ///< whose link proves that it was bought
    ProductId product {};
    UnitId unit {};
    std::string name {}; ///< of the goods, as ordered
    std::int64_t stars {};
    std::string words {};
    std::string shown_as {}; ///< as he wants to be called; empty: nobody is named
    bool photo { false };
    bool someone { false }; ///< its words may name or describe a person
    ReviewState state {};
    std::optional<Refusal> refusal {};
    Timestamp written_at {};
    std::optional<Timestamp> published_at {};
    std::optional<OfficerId> officer {}; ///< who decided last
    std::string answer {};
    std::optional<Timestamp> answered_at {};
    std::int64_t reports {}; ///< that nobody has looked at
};
BOOST_DESCRIBE_STRUCT(Review, (),
                      (id, order, product, unit, name, stars, words, shown_as, photo, someone,
                       state, refusal, written_at, published_at, officer, answer, answered_at,
                       reports))

// ---- The buyer, by the link of his orders ----

/// A product that he has, and what he said of it.
struct Purchase {
    OrderId order {};
    UnitId unit {};
    ProductId product {};
    std::string name {};
    std::optional<Review> review {};
};
/// Of his orders that were received. Fails: core.not_found.
Result<std::vector<Purchase>> purchases(View const& view, std::string_view link);
/// Fails: core.not_found, also for what was not received.
Result<Purchase> purchase(View const& view, std::string_view link, ProductId product);

struct Draft {
    ProductId product {};
    std::int64_t stars {};
    std::string words {};
    std::string shown_as {};
    std::optional<std::string> photo {}; ///< as catalogue::private_small_photo made it
};
/// It waits for a person. One that was refused can be written anew; sent twice it is one.
/// Fails: core.not_found, reviews.bad_review (fields), written_before.
Result<ReviewId> write(Call& call, std::string_view link, Draft const& draft);
/// For good: words, name and photo are erased. Fails: core.not_found, moved_on.
Result<void> take_back(Call& call, std::string_view link, ProductId product);
/// No name stands by what the buyer of these orders has said any more.
void forget_names(Call& call, std::vector<OrderId> const& orders);

// ---- Everybody ----

inline constexpr std::size_t reviews_a_page = 20;
/// The latest published ones of a product, at most a page, before `before`.
std::vector<Review> published(View const& view, ProductId product, ReviewId before = {});
/// How many gave one star, two, … five.
std::array<std::int64_t, 5> spread(View const& view, ProductId product);
/// As pages show it.
catalogue::Voice voice_of(Lang lang, Review const& review);
/// For catalogue::tell_voices_by: the latest four.
std::vector<catalogue::Voice> voices(View const& view, ProductId product);
/// WebP. Fails: core.not_found for one that is not published.
Result<std::string> photo(View const& view, ReviewId id);
/// A published one. Fails: core.not_found.
Result<Review> published_one(View const& view, ReviewId id);

struct ReportDraft {
    ReviewId review {};
    Refusal reason {};
    std::string words {}; ///< may be empty
};
/// Nothing is kept of who tells it. Audited. Fails: core.not_found, reviews.bad_report (fields),
/// too_many_reports (five an hour from one address).
Result<void> report(Call& call, ReportDraft const& draft);

// ---- The desk. Each command is audited; of two at once one wins, the other: reviews.moved_on ----

inline constexpr std::size_t queue_a_page = 50;
enum class Queue : std::uint8_t { waiting, reported, published, refused };
BOOST_DESCRIBE_ENUM(Queue, waiting, reported, published, refused)
/// Within the reader's reach, at most a page after (waiting, reported: the oldest first) or before
/// (published, refused: the latest first) the one at `from`.
Result<std::vector<Review>> queue(View const& view, Queue queue, ReviewId from = {});
/// Those that wait and those reported, of the own unit.
std::int64_t tasks(View const& view, org::UnitScope const& scope);
/// For org::reach. Fails: core.not_found.
Result<UnitId> unit_of(View const& view, ReviewId id);
/// Fails: core.not_found, also for another unit's.
Result<Review> review(View const& view, org::UnitScope const& scope, ReviewId id);
struct Report {
    ReviewReportId id {};
    Refusal reason {};
    std::string words {};
    Timestamp at {};
};
BOOST_DESCRIBE_STRUCT(Report, (), (id, reason, words, at))
/// That nobody has looked at, oldest first, at most 50.
std::vector<Report> open_reports(View const& view, org::UnitScope const& scope, ReviewId id);
/// WebP, whatever its state. Fails: core.not_found.
Result<std::string> photo(View const& view, org::UnitScope const& scope, ReviewId id);

struct Publication {
    ReviewId review {};
    bool looked { false }; ///< that nobody can be recognised
};
/// Also one that was refused by mistake, and one that stays although it was reported.
/// Fails: core.not_found, moved_on, look_first (its words may name someone).
Result<void> publish(Call& call, org::UnitScope const& scope, Publication const& draft);
/// Also one that was published. Fails: core.not_found, moved_on.
Result<void> refuse(Call& call, org::UnitScope const& scope, ReviewId id, Refusal reason);
/// What the unit says to a published one; empty takes it away.
/// Fails: core.not_found, moved_on, bad_answer.
Result<void> answer(Call& call, org::UnitScope const& scope, ReviewId id, std::string const& words);

// ---- Wiring ----

/// Ratings beside products that are not the sum of published reviews, and reviews that read
/// otherwise than the trail noted them.
std::optional<std::string> first_broken_review(db::Read& read);
void add_routes(web::Routes& routes);

} // namespace karya::reviews
