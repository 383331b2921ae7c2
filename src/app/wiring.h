#pragma once
// Who listens to what, and which modules have routes: the two lists.

#include "core/outbox.h"
#include "web/routes.h"
#include "web/session.h"

namespace karya::app {

std::vector<core::Subscriber> subscribers();
web::Routes routes();
web::SessionHooks session_hooks();

} // namespace karya::app
