#pragma once
// The command line. Each command is added by a function of its own; the words are CLI11's.

#include "app/house.h"
#include <functional>
#include <memory>

namespace CLI {
class App;
}

namespace karya::app {

inline constexpr ErrorCode no_such_account { "app.no_such_account", Fault::not_found };
inline constexpr ErrorCode no_such_unit { "app.no_such_unit", Fault::not_found };
inline constexpr ErrorCode bad_role { "app.bad_role", Fault::invalid };

/// Runs `karya …`; the exit status: 0 done, 1 refused or not sound, 2 wrong words.
int run(int count, char** words);

/// What the words on the command line chose to do; run after they were read.
struct Chosen {
    Config config = config_from_environment();
    std::function<int()> action {};
};

/// Opens the installation for a command; prints why not, and that it is a new one: the folder may
/// be a slip.
std::unique_ptr<House> open_house(Chosen const& chosen, Folder folder);
/// Prints an error in the console's language; answers exit status 1.
int complain(Error const& error);
/// Indonesian unless LANG begins with "en".
Lang console_lang();

void add_serve(CLI::App& app, Chosen& chosen);
void add_migrate(CLI::App& app, Chosen& chosen);
void add_routes_list(CLI::App& app, Chosen& chosen);
void add_user(CLI::App& app, Chosen& chosen);
void add_verify(CLI::App& app, Chosen& chosen);
/// demo, import, export, move, replay, backup, restore
void add_data(CLI::App& app, Chosen& chosen);

/// The option --data that every command with an installation has.
void with_data(CLI::App& command, Chosen& chosen);

} // namespace karya::app
