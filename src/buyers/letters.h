#pragma once
// Letters to mailboxes: the link, and that another one took its place. For buyers/ only.

#include "buyers/buyers.h"

namespace karya::buyers {

/// `token` is in this letter and nowhere else.
Result<void> send_link(Call& call, Link const& link, std::string_view token);
/// To the mailbox that was left.
void tell_left(Call& call, std::string const& left, std::string const& email);

} // namespace karya::buyers
