#pragma once
// The install's signing keys at work. For labels/ only.

#include "base/signature.h"
#include "labels/labels.h"

namespace karya::labels {

/// The pair of a stored key. CHECKs that the kept key is the one it was made with.
KeyPair pair_of(Key const& key);
/// The key that signs now; the install's first one is made when it is first asked for.
Key signing_key(Call& call);

} // namespace karya::labels
