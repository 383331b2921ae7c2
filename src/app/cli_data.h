#pragma once
// The commands that move data, each beside its like.

#include "app/cli.h"

namespace karya::app {

void add_import(CLI::App& app, Chosen& chosen);
void add_export(CLI::App& app, Chosen& chosen);
void add_move(CLI::App& app, Chosen& chosen);
void add_replay(CLI::App& app, Chosen& chosen);
void add_backup(CLI::App& app, Chosen& chosen);
void add_restore(CLI::App& app, Chosen& chosen);

/// Shows how far a long work has come, on one line of a terminal; silent elsewhere.
class ProgressLine {
public:
    void show(std::int64_t done, std::int64_t total);
    ~ProgressLine();

private:
    std::int64_t m_shown { -1 };
};

} // namespace karya::app
