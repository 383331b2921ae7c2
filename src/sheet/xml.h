#pragma once
// A streaming XML parser (expat) for parts of a package. No DTD, hence no entities of the file's
// own, and nothing outside the part is ever read.

#include "sheet/zip.h"
#include <array>

struct XML_ParserStruct;

namespace karya::sheet {

/// The attributes of one element, by local name.
class Attributes {
public:
    explicit Attributes(char const** pairs) : m_pairs(pairs) { }
    std::string_view operator[](std::string_view name) const;

private:
    char const** m_pairs;
};

/// Derive and take what the part says; names come without their prefix.
class Xml {
public:
    Xml();
    virtual ~Xml();
    Xml(Xml const&) = delete;
    Xml& operator=(Xml const&) = delete;

    /// Parses the next piece of `part`; false at its end. Fails: sheet.damaged (not well-formed),
    /// sheet.unsafe (DTD, too deep, an endless tag), what the part fails with, what `fail` was
    /// told.
    Result<bool> step(Part& part);
    /// Parses all of it.
    Result<void> parse(Part part);

protected:
    virtual void start(std::string_view name, Attributes attributes) = 0;
    virtual void end(std::string_view) { }
    virtual void text(std::string_view) { }
    /// Stops the parser; the first failure is the one reported.
    void fail(Error error);

private:
    static void on_start(void* self, char const* name, char const** attributes);
    static void on_end(void* self, char const* name);
    static void on_text(void* self, char const* text, int size);
    static void on_doctype(void* self, char const*, char const*, char const*, int);

    XML_ParserStruct* m_parser;
    std::optional<Error> m_failure;
    std::array<char, 64 << 10> m_buffer {};
    std::int64_t m_fed { 0 };
    int m_depth { 0 };
};

} // namespace karya::sheet
