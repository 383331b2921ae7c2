#pragma once
// Where a table is written that is sent at once.

#include "base/id.h"
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace karya::sheet {

/// A folder for one file on its way out, gone with it.
class Passage {
public:
    explicit Passage(std::string const& name)
        : m_folder(std::filesystem::temp_directory_path() / ("karya-" + random_hex(16)))
    {
        std::error_code failure;
        std::filesystem::create_directory(m_folder, failure);
        std::filesystem::permissions(m_folder, std::filesystem::perms::owner_all, failure);
        m_file = m_folder / name;
    }
    ~Passage()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_folder, ignored);
    }
    Passage(Passage const&) = delete;
    Passage& operator=(Passage const&) = delete;
    std::filesystem::path const& file() const { return m_file; }
    std::string bytes() const
    {
        std::ifstream in { m_file, std::ios::binary };
        std::ostringstream all;
        all << in.rdbuf();
        return std::move(all).str();
    }

private:
    std::filesystem::path m_folder;
    std::filesystem::path m_file {};
};

} // namespace karya::sheet
