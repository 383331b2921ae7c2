#pragma once
// The transparency log: each unit's closed day becomes a line in a log that anybody may copy and
// check, so that no figure can be changed later without being seen. Nothing in it is personal.

#include "db/engine.h"
#include "org/org.h"
#include "tlog/line.h"
#include "tlog/note.h"
#include <functional>

namespace karya::web {
class Routes;
}

namespace karya::tlog {

inline constexpr ErrorCode no_key { "tlog.no_key", Fault::conflict };

/// See the keys and make a new one sign.
inline constexpr Permission key_right { allow("tlog.key", { Role::admin }) };

/// `secret`: 32 bytes of this install; `origin`: the log's name, "karya.example/tlog", which the
/// first line fixes for ever.
struct Settings {
    std::string secret {};
    std::string origin {};
};
/// Set once by app before anything is asked.
void keep_settings(Settings settings);

// ---- Closing days (log.cpp) ----

/// When a day closes, after the midnight that ends it.
inline constexpr auto closes_after = std::chrono::hours { 3 };

/// A zone's day that is over and not in the log.
struct Due {
    Zone zone {};
    Day day {};
};
/// The earliest. The log begins with the first day that anybody booked on, at most a week back:
/// what was booked before is told in one line a unit.
std::optional<Due> next_due(View const& view);
/// Writes the lines of all units of that zone and signs a checkpoint; nothing when another has done
/// so. Audited.
Result<void> close_day(Call& call, Due const& due);

/// The job: closes what is due, a zone's day at a time.
class Closer {
public:
    explicit Closer(db::Engine& engine) : m_engine(engine) { }
    /// True when more may wait.
    Result<bool> work(Timestamp now);

private:
    db::Engine& m_engine;
    Timestamp m_next {};
};

// ---- Reading ----

struct Log {
    std::string origin {};
    Day began {};
    std::int64_t size {};
};
BOOST_DESCRIBE_STRUCT(Log, (), (origin, began, size))
/// Nothing before the first line.
std::optional<Log> log(View const& view);

struct SignedHead {
    std::int64_t size {};
    std::string root {}; ///< base64
    std::string note {}; ///< as it was signed, with what witnesses added
    Timestamp at {};
};
BOOST_DESCRIBE_STRUCT(SignedHead, (), (size, root, note, at))
std::optional<SignedHead> newest_checkpoint(View const& view);

/// A line with its place.
struct Logged {
    std::int64_t n {};
    UnitId unit {};
    std::string text {};
};
BOOST_DESCRIBE_STRUCT(Logged, (), (n, unit, text))
/// All that is said of a unit's day: its line first, then corrections as they came.
std::vector<Logged> lines_about(View const& view, UnitId unit, Day day);
/// Fails: core.not_found.
Result<Logged> logged(View const& view, std::int64_t n);
/// Against the newest checkpoint. Fails: core.not_found.
Result<Receipt> receipt_of(View const& view, std::int64_t n);

/// A file of the log by its path below "tile/", as c2sp.org/tlog-tiles has it: "0/x001/067.p/12",
/// "entries/000". Fails: core.not_found.
Result<std::string> tile(View const& view, std::string_view path);

// ---- Keys (keys.cpp): of each purpose the newest signs, all verify ----

enum class Purpose : std::uint8_t { log, witness };
BOOST_DESCRIBE_ENUM(Purpose, log, witness)

struct Key {
    std::int64_t n {};
    Purpose purpose {};
    std::string public_half {}; ///< base64
    std::string salt {};
    Timestamp made_at {};
    std::optional<Timestamp> retired_at {};
};
/// Newest first.
std::vector<Key> keys(View const& view);
Verifier verifier_of(std::string_view name, Key const& key);
/// Makes a new key for the log, which signs from the next checkpoint on. Audited.
Key rotate(Call& call);
/// A signed note of these words by the key that signs the log; their first line must name what they
/// are, so that nobody takes them for a checkpoint. Fails: tlog.no_key (before the first line).
Result<Note> signed_words(View const& view, std::string words);

// ---- Witness of other logs (witness.cpp): c2sp.org/tlog-witness ----

inline constexpr ErrorCode unknown_log { "tlog.unknown_log", Fault::not_found };
inline constexpr ErrorCode not_signed { "tlog.not_signed", Fault::forbidden };
inline constexpr ErrorCode not_consistent { "tlog.not_consistent", Fault::invalid };
inline constexpr ErrorCode log_known { "tlog.log_known", Fault::conflict };

/// A log whose growth this install vouches for.
struct Watched {
    std::string origin {};
    std::string verifier {};
    std::int64_t size {};
    std::string root {}; ///< base64; empty before its first checkpoint
    std::string note {}; ///< the newest that was cosigned, with our cosignature
    Timestamp at {};
};
BOOST_DESCRIBE_STRUCT(Watched, (), (origin, verifier, size, root, note, at))
/// By name, at most 1,000.
std::vector<Watched> watched(View const& view);
std::optional<Watched> watched_log(View const& view, std::string_view origin);
/// Watches the log of that key from now on. Audited. Fails: tlog.bad_key, tlog.log_known.
Result<void> watch(Call& call, std::string_view verifier);
/// How this install is called as a witness.
std::string witness_name();

/// What a log that asks is answered: lines of cosignatures, or (`stale`) the size seen last.
struct Witnessed {
    bool stale { false };
    std::string text {};
};
/// Fails: tlog.bad_submission (also an old size above the new one), tlog.unknown_log,
/// tlog.not_signed, tlog.not_consistent.
Result<Witnessed> witness(Call& call, std::string_view submitted);

// ---- Witnesses of this log (asking.cpp) ----

inline constexpr ErrorCode bad_address { "tlog.bad_address", Fault::invalid };
inline constexpr ErrorCode witness_known { "tlog.witness_known", Fault::conflict };

/// What came of asking a witness last. `ahead`: it has seen more lines than we have; `forked`: what
/// it has seen is no beginning of ours; `odd`: no answer of the protocol.
enum class Asked : std::uint8_t {
    waiting,
    cosigned,
    unreachable,
    unknown,
    refused,
    forked,
    ahead,
    odd
};
BOOST_DESCRIBE_ENUM(Asked, waiting, cosigned, unreachable, unknown, refused, forked, ahead, odd)

/// Somebody who vouches for our log.
struct Witness {
    std::string name {};
    std::string verifier {};
    std::string url {};
    std::int64_t size {}; ///< that it has seen, as far as we know
    Asked state {};
    Timestamp at {};
    std::int64_t tries {}; ///< since it last cosigned
};
BOOST_DESCRIBE_STRUCT(Witness, (), (name, verifier, url, size, state, at, tries))
/// By name, at most 100.
std::vector<Witness> witnesses(View const& view);

struct NewWitness {
    std::string verifier {};
    std::string url {}; ///< https, or http on this machine
};
/// New checkpoints are handed to it from now on. Audited. Fails: tlog.bad_key, tlog.bad_address,
/// tlog.witness_known.
Result<void> add_witness(Call& call, NewWitness const& wanted);
/// Asks it no more; what it cosigned stays. Audited. Fails: core.not_found.
Result<void> drop_witness(Call& call, std::string_view name);

/// The job: hands the newest checkpoint to who has not cosigned it, one at a time, each held by one
/// node; after a fault later and later. What comes back stands under the checkpoint.
class Asking {
public:
    Asking(db::Engine& engine, std::function<Timestamp()> clock);
    /// True when it asked. Fails as the database.
    Result<bool> work();

private:
    db::Engine& m_engine;
    std::function<Timestamp()> m_clock;
};

void add_routes(web::Routes& routes);
/// The first line that the books do not say, or checkpoint that is not of this log; for `karya
/// verify`.
std::optional<std::string> first_broken_line(db::Read& read);

} // namespace karya::tlog
