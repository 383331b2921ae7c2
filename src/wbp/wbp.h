#pragma once
// Persons under guidance (WBP) who work: an opaque number of the unit, and who it is sealed under a
// key of his own. Nothing of this module is public. UU 27/2022: that somebody is here is itself
// specific personal data.

#include "org/org.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace karya {
using WorkerId = Id<struct WorkerTag>;
using ConsentId = Id<struct ConsentTag>;
using ReadingId = Id<struct ReadingTag>;

namespace web {
class Routes;
}
} // namespace karya

namespace karya::wbp {

inline constexpr ErrorCode bad_worker { "wbp.bad_worker", Fault::invalid };
inline constexpr ErrorCode register_taken { "wbp.register_taken", Fault::conflict };
inline constexpr ErrorCode has_left { "wbp.has_left", Fault::conflict };
inline constexpr ErrorCode is_here { "wbp.is_here", Fault::conflict };
inline constexpr ErrorCode is_erased { "wbp.is_erased", Fault::conflict };
inline constexpr ErrorCode bad_day { "wbp.bad_day", Fault::invalid };
inline constexpr ErrorCode child { "wbp.child", Fault::conflict };
inline constexpr ErrorCode bad_consent { "wbp.bad_consent", Fault::invalid };
inline constexpr ErrorCode consent_open { "wbp.consent_open", Fault::conflict };
inline constexpr ErrorCode no_consent { "wbp.no_consent", Fault::conflict };
inline constexpr ErrorCode purpose_missing { "wbp.purpose_missing", Fault::invalid };
inline constexpr ErrorCode nobody { "wbp.nobody", Fault::not_found };

/// Numbers, days and consents; never who it is.
inline constexpr Permission see_right { allow("wbp.see",
                                              { Role::kasi, Role::treasurer, Role::head }) };
/// Add, correct, let go, and what they agreed to.
inline constexpr Permission write_right { allow("wbp.write", { Role::kasi }) };
/// Read who a number is: for a stated purpose, and each person read is noted in the trail.
inline constexpr Permission identity_right { allow("wbp.identity", { Role::kasi, Role::head }) };
/// Destroy the key of one who has left.
inline constexpr Permission erase_right { allow("wbp.erase", { Role::head }) };

// ---- Workers ----

struct Worker {
    WorkerId id {};
    UnitId unit {};
    std::int64_t n {};    ///< the unit's own count, without gaps
    bool child { false }; ///< of an LPKA: agrees to nothing, and nothing of him is ever public
    Day since {};
    std::optional<Day> left_on {};
    std::optional<Timestamp> erased_at {};
};
BOOST_DESCRIBE_STRUCT(Worker, (), (id, unit, n, child, since, left_on, erased_at))

/// "PTK-WBP-12"
std::string number_of(org::UnitScope const& scope, std::int64_t n);

/// Who it is. Never stored, logged or sent as it is.
struct Identity {
    std::string register_number {}; ///< as the unit's register writes it
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(Identity, (), (register_number, name))

struct NewWorker {
    Identity identity {};
    Day since {};
};
/// Audited, without a word of the identity. Fails: wbp.bad_worker (fields), wbp.bad_day (after
/// today), wbp.register_taken (naming the number that has it; also one who left: let him return).
Result<Worker> add(Call& call, org::UnitScope const& scope, NewWorker const& wanted);
/// Fails: core.not_found, wbp.is_erased, wbp.bad_worker, wbp.register_taken.
Result<void> correct(Call& call, org::UnitScope const& scope, WorkerId id,
                     Identity const& identity);
/// His last day here. Fails: core.not_found, wbp.has_left, wbp.bad_day (before he came, or after
/// today).
Result<void> leave(Call& call, org::UnitScope const& scope, WorkerId id, Day last_day);
/// One who left is here again, under the number he had. Fails: core.not_found, wbp.is_here,
/// wbp.is_erased.
Result<void> come_back(Call& call, org::UnitScope const& scope, WorkerId id);
/// Destroys the key of one who has left, and ends what he agreed to: nobody can tell any more from
/// this database who the number was; a backup made before can, until it is deleted.
/// Fails: core.not_found, wbp.is_here, wbp.is_erased.
Result<void> erase(Call& call, org::UnitScope const& scope, WorkerId id);

/// Fails: core.not_found, also for another unit's.
Result<Worker> worker(View const& view, org::UnitScope const& scope, WorkerId id);
/// In the order of their numbers, after `after`, at most 500; those who are here, or all.
enum class Who : std::uint8_t { here, everybody };
BOOST_DESCRIBE_ENUM(Who, here, everybody)
std::vector<Worker> workers(View const& view, org::UnitScope const& scope, Who who,
                            std::int64_t after = 0);

// ---- What they agreed to ----

enum class Purpose : std::uint8_t { photo, story, portfolio, employer };
BOOST_DESCRIBE_ENUM(Purpose, photo, story, portfolio, employer)

struct Consent {
    ConsentId id {};
    Purpose purpose {};
    std::string paper {}; ///< number of the sheet he signed
    Day given_on {};
    std::optional<Day> revoked_on {};
};
BOOST_DESCRIBE_STRUCT(Consent, (), (id, purpose, paper, given_on, revoked_on))

struct NewConsent {
    WorkerId worker {};
    Purpose purpose {};
    std::string paper {};
    Day given_on {};
};
/// Audited. Fails: core.not_found, wbp.child, wbp.is_erased, wbp.bad_consent (no paper, a day
/// ahead), wbp.consent_open (it stands already).
Result<void> give_consent(Call& call, org::UnitScope const& scope, NewConsent const& wanted);
/// Holds from today on, whatever was made with it before. Audited.
/// Fails: core.not_found, wbp.no_consent.
Result<void> revoke_consent(Call& call, org::UnitScope const& scope, WorkerId worker,
                            Purpose purpose);
/// Newest first, also those taken back.
std::vector<Consent> consents(View const& view, org::UnitScope const& scope, WorkerId worker);
/// Whether it stands now. For children: never.
bool agrees(View const& view, org::UnitScope const& scope, WorkerId worker, Purpose purpose);

// ---- Who a number is ----

/// Whom somebody wants to read; neither set: all who are here.
struct ReadingWish {
    std::optional<std::vector<WorkerId>> workers {}; ///< these alone; an empty list is nobody
    std::string register_number {};                  ///< not empty: whose it is
    std::string purpose {};                          ///< for what; kept with the reading
};
/// Lets the actor see who they are for a quarter of an hour. One audit line a person.
/// Fails: wbp.purpose_missing, core.not_found, wbp.nobody, wbp.is_erased.
Result<ReadingId> read(Call& call, org::UnitScope const& scope, ReadingWish const& wish);

struct Named {
    WorkerId worker {};
    Identity identity {};
};
BOOST_DESCRIBE_STRUCT(Named, (), (worker, identity))
/// Those of a reading of the actor's own that still holds; nothing otherwise. In the order of
/// their numbers.
std::vector<Named> named(View const& view, org::UnitScope const& scope, ReadingId reading);

/// Who they are now, each as a text that his own key alone opens: for papers that must say later
/// what they said. Erasing him erases it; of one who is erased there is none.
using Keepsakes = std::map<WorkerId, std::string>;
Keepsakes keepsakes(View const& view, org::UnitScope const& scope,
                    std::vector<WorkerId> const& workers);
/// As `named`, but who they were then.
std::vector<Named> named_then(View const& view, org::UnitScope const& scope, ReadingId reading,
                              Keepsakes const& then);

/// One line of who read what: for the person who asks, and for a notice of a breach.
struct ReadLine {
    Timestamp at {}; ///< of its end, a quarter of an hour after it was asked
    OfficerId officer {};
    std::string purpose {};
};
BOOST_DESCRIBE_STRUCT(ReadLine, (), (at, officer, purpose))
/// Newest first, at most 100.
std::vector<ReadLine> readers_of(View const& view, org::UnitScope const& scope, WorkerId worker);

// ---- Wiring ----

/// The 32 bytes that seal persons' keys; set once by app before serving.
void keep_key(std::string key);
void add_routes(web::Routes& routes);

} // namespace karya::wbp
