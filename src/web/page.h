#pragma once
// Pages: ctemplate files filled from the Output's Shape, inside the one layout. ctemplate escapes
// by context and stays in page.cpp.

#include "base/embedded.h"
#include "core/actor.h"
#include "web/form.h"
#include "web/routes.h"
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace karya::web {

/// What a page may say beside its Output.
struct PageFrame {
    Lang lang { Lang::id };
    std::string path {}; ///< without the language prefix, with the query
    Actor actor {};
    std::string csrf {};
    Timestamp now {};
    bool demo { false };
    std::string_view site {}; ///< "https://karya.example": before a path, a whole address
    /// A form shown again: what was sent, and what was wrong. Null on a first visit.
    Field const* sent { nullptr };
    std::vector<FieldError> const* errors { nullptr };
    std::string problem {}; ///< the sentence for the whole form
    std::string seen {};    ///< the mark of what a form shows of what is stored (web/seen.h)
};

/// Every embedded page, compiled. Thread-safe after construction.
class Pages {
public:
    /// A page that does not compile, or a route whose page is not there, is a Bug.
    Pages(Routes const& routes, std::span<embedded::PageSource const> sources);
    ~Pages();
    Pages(Pages const&) = delete;
    Pages& operator=(Pages const&) = delete;

    /// The whole document: page `name` in "web/layout".
    std::string render(std::string_view name, Output const& output, PageFrame const& frame) const;

private:
    struct Inside;
    std::unique_ptr<Inside> m_inside;
};

/// Markers of pages that no Output, form or frame can fill, and words without a text: one sentence
/// each, empty when all is well.
std::vector<std::string> page_problems(Routes const& routes,
                                       std::span<embedded::PageSource const> sources);

/// "/en/produk" for "/produk" in English; Indonesian has no prefix.
std::string localized(Lang lang, std::string_view path);

} // namespace karya::web
