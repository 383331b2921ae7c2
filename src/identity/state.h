#pragma once
// Pure rules of identity: who may manage whom, how long a session lives, how long to wait.

#include "identity/identity.h"

namespace karya::identity {

/// What a session still lacks before it stands for its account.
enum class Stage : std::uint8_t { code, enrol, full };
BOOST_DESCRIBE_ENUM(Stage, code, enrol, full)

/// A role and where it is held. `kanwil` is that of the unit, at unit level.
struct Place {
    Role role { Role::cashier };
    UnitId unit {};
    KanwilId kanwil {};
};

/// Administrators manage every account, a Kanwil the heads of its units, a head the accounts of
/// his unit below him; nobody else manages any.
bool may_manage(Actor const& actor, Place const& place);
/// True when there is any place where the actor may manage that role.
bool may_give(Actor const& actor, Role role);
/// Unit roles have a unit, Kanwil roles a Kanwil, national roles neither.
bool fits(Role role, bool has_unit, bool has_kanwil);

/// The instant from which a session used last at `seen_at` and begun at `begun_at` is dead.
struct SessionTimes {
    Timestamp begun_at;
    Timestamp seen_at;
};
Timestamp dead_from(Stage stage, Role role, SessionTimes const& times);

/// Tries in a row that cost nothing, and the first wait after them; each further try doubles it.
struct Patience {
    std::int64_t free_tries;
    std::chrono::seconds first_wait;
    std::chrono::seconds wait_max;
    std::chrono::seconds forget_one_in; ///< a quiet time that takes one failure off
};
/// With guesses from one place: a name at an address, a known browser, a second factor.
inline constexpr Patience patience_with_place { 5, std::chrono::seconds { 15 },
                                                std::chrono::minutes { 15 },
                                                std::chrono::hours { 1 } };
/// With one name, wherever it is typed: what many places may guess together.
inline constexpr Patience patience_with_name { 100, std::chrono::seconds { 10 },
                                               std::chrono::minutes { 5 },
                                               std::chrono::minutes { 10 } };
/// A whole unit may sit behind one address, so it is given more.
inline constexpr Patience patience_with_address { 30, std::chrono::seconds { 10 },
                                                  std::chrono::minutes { 15 },
                                                  std::chrono::minutes { 10 } };
/// How long to wait after `failures` wrong tries in a row.
std::chrono::seconds wait_after(Patience const& patience, std::int64_t failures);

/// "Chrome · Android" from a User-Agent; short, never the whole text.
std::string device_name(std::string_view user_agent);

/// Folded to lower case: 3 to 60 of a-z, 0-9, dot, dash, underscore and @, beginning with a letter
/// or digit. Fails: identity.bad_login.
Result<std::string> folded_login(std::string_view login);

/// Trimmed, one line, at most 120 characters. Fails: identity.bad_name.
enum class MayBeEmpty : bool { no, yes };
Result<std::string> checked_name(std::string_view name, MayBeEmpty empty);

} // namespace karya::identity
