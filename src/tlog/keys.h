#pragma once
// The install's keys at work. For tlog/ only.

#include "tlog/tlog.h"

namespace karya::tlog {

Settings const& settings();
/// CHECKs that the kept secret is the one the key was made with.
KeyPair pair_of(Key const& key);
/// The key that signs now; the first one is made when it is first asked for.
Key signing_key(Call& call, Purpose purpose);

} // namespace karya::tlog
