#pragma once
// The parts of a ZIP archive held in memory (libzip), inflated piece by piece under one budget.
// Parts are found by name inside the archive only; nothing is ever written to a path it names.

#include "sheet/sheet.h"
#include <span>

struct zip;
struct zip_file;

namespace karya::sheet {

class Package;

/// One part being inflated. It must not outlive its Package.
class Part {
public:
    Part(Part&& other) noexcept;
    Part& operator=(Part&&) = delete;
    ~Part();

    /// The next bytes; 0 at the end. Fails: sheet.damaged, sheet.inflates_too_far.
    Result<std::size_t> read(std::span<char> into);
    Progress progress() const { return { m_done, m_size }; }

private:
    friend class Package;
    Part(Package& package, zip_file* file, std::int64_t size)
        : m_package(&package),
          m_file(file),
          m_size(size)
    {
    }
    Package* m_package;
    zip_file* m_file;
    std::int64_t m_size; ///< as the archive claims: shown as progress, never believed
    std::int64_t m_done { 0 };
};

class Package {
public:
    /// Reads the whole source. Fails: sheet.damaged, sheet.inflates_too_far.
    static Result<std::unique_ptr<Package>> open(std::unique_ptr<Source> source, Limits limits);
    ~Package();
    Package(Package const&) = delete;
    Package& operator=(Package const&) = delete;

    bool has(std::string const& name) const;
    /// Fails: sheet.damaged when there is no such part, sheet.locked when it is encrypted.
    Result<Part> part(std::string const& name);

private:
    friend class Part;
    explicit Package(std::string bytes) : m_bytes(std::move(bytes)) { }

    std::string m_bytes;
    zip* m_archive { nullptr };
    std::int64_t m_bytes_left { 0 };
};

} // namespace karya::sheet
