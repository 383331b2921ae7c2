#pragma once
// PDFs as poppler-utils reads them.

#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <vector>

namespace karya::test {

inline std::string whole_file(std::filesystem::path const& path)
{
    std::ifstream file { path, std::ios::binary };
    return { std::istreambuf_iterator<char> { file }, {} };
}

/// Runs a program of poppler-utils on a PDF; what it printed into a file.
inline std::string read_by(std::string program, std::string const& pdf,
                           std::filesystem::path const& folder)
{
    auto const in = folder / "paper.pdf";
    auto const out = folder / "paper.txt";
    std::ofstream { in, std::ios::binary } << pdf;
    std::vector<std::string> words { program, in.string() };
    if (program == "pdftotext") words.insert(words.end(), { out.string() });
    if (program == "pdftotext") words.insert(words.begin() + 1, "-layout");
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions {};
    posix_spawn_file_actions_init(&actions);
    if (program != "pdftotext")
        posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                         0600);
    pid_t child {};
    auto const started = posix_spawnp(&child, program.c_str(), &actions, nullptr, arguments.data(),
                                      environ);
    posix_spawn_file_actions_destroy(&actions);
    if (started != 0) return {};
    int status = 0;
    waitpid(child, &status, 0);
    return status == 0 ? whole_file(out) : std::string {};
}

} // namespace karya::test
