#pragma once
// What happens to every request: asset → route → session → right → CSRF → input → idempotency →
// command or query → page | JSON | problem.

#include "base/embedded.h"
#include "db/engine.h"
#include "web/routes.h"
#include "web/session.h"
#include <functional>
#include <memory>
#include <span>
#include <string>

namespace karya::web {

struct PipelineSettings {
    bool demo { false }; ///< every page and paper says that it is a demonstration
    /// "https://karya.example": the only origin whose forms are taken. Empty: the one of the Host
    /// header (development, one machine).
    std::string origin {};
    std::string sign_in { "/masuk" };
    std::span<embedded::PageSource const> pages { embedded::pages() };
    std::size_t cache_bytes_max { 64 * 1024 * 1024 };
    /// Told once a request, with its route (null: none), before the answer is sent. Any thread.
    std::function<void(Route const*, Request const&, int status)> observe {};
    /// The engine has one `on_commit`, which the pipeline takes for its cache; this is called next.
    db::Engine::OnCommit on_commit {};
};

class Pipeline {
public:
    /// `engine` and `routes` outlive the pipeline; it takes the engine's `on_commit`. Compiles
    /// every page: one that does not compile is a Bug.
    Pipeline(db::Engine& engine, Routes const& routes, SessionHooks hooks,
             PipelineSettings settings);
    ~Pipeline(); ///< after the server has stopped and the engine has answered everything

    Pipeline(Pipeline const&) = delete;
    Pipeline& operator=(Pipeline const&) = delete;

    /// Answers exactly once: during the call or later, on any thread. Safe to call from any thread.
    void handle(Request&& request, Reply reply);

    /// The same as a Handler for the server.
    Handler handler();

private:
    struct Inside;
    std::unique_ptr<Inside> m_inside;
};

} // namespace karya::web
