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

/// Runs a program; what it printed, nothing when it failed.
inline std::string said_by(std::vector<std::string> words, std::filesystem::path const& out)
{
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions {};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    pid_t child {};
    auto const started = posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(),
                                      environ);
    posix_spawn_file_actions_destroy(&actions);
    if (started != 0) return {};
    int status = 0;
    waitpid(child, &status, 0);
    return status == 0 ? whole_file(out) : std::string {};
}

/// Runs a program of poppler-utils on a PDF; what it tells of it.
inline std::string read_by(std::string const& program, std::string const& pdf,
                           std::filesystem::path const& folder)
{
    auto const in = (folder / "paper.pdf").string();
    std::ofstream { in, std::ios::binary } << pdf;
    std::vector<std::string> words { program, in };
    if (program == "pdftotext") words = { program, "-layout", in, "-" };
    return said_by(words, folder / "paper.txt");
}

/// What the code on the first page of a PDF holds, by a camera's eyes.
inline std::string code_in(std::string const& pdf, std::filesystem::path const& folder)
{
    auto const in = (folder / "paper.pdf").string();
    auto const page = (folder / "page").string();
    std::ofstream { in, std::ios::binary } << pdf;
    said_by({ "pdftoppm", "-r", "200", "-mono", "-singlefile", in, page }, folder / "none.txt");
    return said_by({ "zbarimg", "--quiet", "--raw", page + ".pbm" }, folder / "code.txt");
}

} // namespace karya::test
