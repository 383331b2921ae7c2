#pragma once
// Who acts, and what a route asks of him. Rights are data here; which routes ask for which right is
// stated beside each route.

#include "base/face.h"
#include "core/ids.h"
#include <initializer_list>
#include <string>

namespace karya {

/// What an account may be. The first four belong to one unit, `kanwil` to one regional office, the
/// last three to the nation.
enum class Role : std::uint8_t { cashier, kasi, treasurer, head, kanwil, ditjen, auditor, admin };
BOOST_DESCRIBE_ENUM(Role, cashier, kasi, treasurer, head, kanwil, ditjen, auditor, admin)

enum class Level : std::uint8_t { unit, kanwil, nation };
BOOST_DESCRIBE_ENUM(Level, unit, kanwil, nation)

constexpr Level level_of(Role role)
{
    if (role < Role::kanwil) return Level::unit;
    return role == Role::kanwil ? Level::kanwil : Level::nation;
}

/// The signed-in account of a request; `officer` is empty for the public.
struct Actor {
    OfficerId officer {};
    std::string name {};
    Role role { Role::cashier };
    UnitId unit {};     ///< set at unit level only
    KanwilId kanwil {}; ///< set at unit and kanwil level
    bool signed_in() const { return !officer.empty(); }
    Level level() const { return level_of(role); }
};

/// The right a route asks for. There is no default: a route without one does not compile.
struct Permission {
    std::string_view name; ///< "sales.sell": stable; shown by `karya routes`
    std::uint32_t roles { 0 };
    bool everyone { false };

    constexpr bool allows(Role role) const
    {
        return everyone || (roles & (1U << static_cast<unsigned>(role))) != 0;
    }
    bool allows(Actor const& actor) const
    {
        return everyone || (actor.signed_in() && allows(actor.role));
    }
};

constexpr Permission allow(std::string_view name, std::initializer_list<Role> roles)
{
    Permission permission { name };
    for (auto const role : roles) permission.roles |= 1U << static_cast<unsigned>(role);
    return permission;
}

inline constexpr Permission anyone { "anyone", 0, true };
/// Any signed-in account.
inline constexpr Permission signed_in { "signed_in", 0xff, false };

} // namespace karya
