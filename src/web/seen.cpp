#include "web/seen.h"
#include "base/hash.h"
#include "web/shape.h"

namespace karya::web {

namespace {

constexpr std::size_t mark_length = 24;

/// A value of the form as `marker` writes it; empty when it is absent.
std::string written(Shape const& shape, void const* form, std::string const& marker, Lang lang)
{
    auto const* found = shape.value(marker);
    auto const* member = found ? found->reach(form) : nullptr;
    if (!member) return {};
    std::string scratch;
    return std::string { found->text(member, lang, scratch) };
}

} // namespace

std::string seen_mark(Output const& output)
{
    CHECK(output.face->form != nullptr);
    return sha256_hex(output.face->form(output.value.get())).substr(0, mark_length);
}

std::vector<FieldError> stored_now(Lang lang, Output const& output, Field const& sent)
{
    auto const* section = output.face->shape->section("form");
    CHECK(section && section->inside);
    auto const* form = section->reach(output.value.get());
    auto const& shape = *section->inside;
    std::vector<FieldError> stored;
    for (auto const& member : shape.members) {
        if (!shape.value(member)) continue; // a list: its rows stand on the page
        auto const raw = written(shape, form, member + "_raw", lang);
        if (raw == sent.text(member)) continue;
        auto const words = shape.value(member + "_text") ? member + "_text" : member;
        auto text = written(shape, form, words, lang);
        if (text == sent.text(member)) continue;
        if (text.empty())
            stored.push_back({ member, "web.stored_empty" });
        else
            stored.push_back({ member, "web.stored_now", { { "stored", std::move(text) } } });
    }
    return stored;
}

} // namespace karya::web
