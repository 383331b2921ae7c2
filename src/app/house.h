#pragma once
// An opened installation: the database brought up to date, keys read, modules given their settings.

#include "app/config.h"
#include "app/engine_mark.h"
#include <memory>

namespace karya::app {

inline constexpr ErrorCode is_demo { "app.is_demo", Fault::conflict };
inline constexpr ErrorCode is_real { "app.is_real", Fault::conflict };
inline constexpr ErrorCode folder_in_use { "app.folder_in_use", Fault::conflict };

/// Whose data an installation holds: decided once, by what first fills it.
enum class Kind : std::uint8_t { empty, real, demo };
BOOST_DESCRIBE_ENUM(Kind, empty, real, demo)

class House {
public:
    /// Opens and migrates. Fails: as check_engine, db.unavailable, identity.keys_unusable,
    /// app.cannot_mark, app.keys_missing, app.other_keys.
    static Result<std::unique_ptr<House>> open(Config const& config, Folder folder);

    db::Engine& engine() { return *m_engine; }
    Config const& config() const { return m_config; }
    Result<Kind> kind();
    /// Marks an empty installation; a repeat is fine. Fails: app.is_demo, app.is_real.
    Result<void> claim(Kind kind);

private:
    explicit House(Config config) : m_config(std::move(config)) { }
    Config m_config;
    std::unique_ptr<db::Engine> m_engine;
};

/// The instant now, for commands that come from the console.
Timestamp now();

} // namespace karya::app
