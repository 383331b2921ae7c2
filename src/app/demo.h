#pragma once
// The demonstration as an installation: accounts, goods, past sales, and a day that is played.

#include "app/house.h"
#include "exchange/exchange.h"

namespace karya::app {

inline constexpr ErrorCode demo_torn { "app.demo_torn", Fault::conflict };

struct DemoMade {
    bool already { false }; ///< it was there before
    exchange::Demo laid {};
    /// DIR/demo-accounts.txt, a line each: login, password, name, role, place, with tabs between.
    std::string accounts {};
};

/// Fills the installation unless the demonstration is there. Fails: app.is_real (also when somebody
/// has an account here), app.demo_torn (an earlier try was broken off), exchange.cannot_write.
Result<DemoMade> make_demo(House& house);

/// Plays the campaign's day, `speed` times as fast as life, until `stop` says so.
Result<void> play_demo(House& house, std::int64_t speed, std::function<bool()> const& stop);

} // namespace karya::app
