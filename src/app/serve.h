#pragma once
// Serving until told to stop.

#include "app/house.h"

namespace karya::app {

/// Two servers on one SQLite folder would each believe in their own cache: the second refuses
/// (app.folder_in_use). Held until it goes; makes the folder if there is none.
class FolderLock {
public:
    explicit FolderLock(std::filesystem::path const& folder);
    FolderLock(FolderLock const&) = delete;
    FolderLock& operator=(FolderLock const&) = delete;
    ~FolderLock();
    bool held() const { return m_held; }

private:
    int m_file { -1 };
    bool m_held { false };
};

/// Serves `house` until SIGINT or SIGTERM, then drains. `ready` is called with the port once it
/// listens. Fails: web.cannot_listen.
Result<void> serve(House& house, std::function<void(unsigned port)> const& ready);

} // namespace karya::app
