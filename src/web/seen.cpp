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

Marker const* list_of(Shape const& shape, std::string const& member)
{
    return shape.section(member + "_any") ? shape.section(member) : nullptr;
}

/// What is stored beside what was sent, field for field and row for row.
struct Comparison {
    Lang lang;
    std::vector<FieldError> stored {};

    void look(Shape const& shape, void const* form, Field const* sent, std::string const& path)
    {
        for (auto const& member : shape.members) {
            if (shape.value(member))
                look_at(shape, form, sent ? sent->text(member) : "", path, member);
            else if (auto const* list = list_of(shape, member))
                look_at(*list, list->reach(form), sent ? sent->find(member) : nullptr,
                        path + member + ".");
        }
    }

private:
    void look_at(Marker const& list, void const* rows, Field const* sent, std::string const& path)
    {
        for (std::size_t i = 0; list.element && i < list.count(rows); ++i) {
            auto const name = std::to_string(i);
            look(*list.inside, list.element(rows, i), sent ? sent->find(name) : nullptr,
                 path + name + ".");
        }
    }
    void look_at(Shape const& shape, void const* form, std::string_view sent,
                 std::string const& path, std::string const& member)
    {
        if (written(shape, form, member + "_raw", lang) == sent) return;
        auto const words = shape.value(member + "_text") ? member + "_text" : member;
        auto text = written(shape, form, words, lang);
        if (text == sent) return;
        if (text.empty())
            stored.push_back({ path + member, "web.stored_empty" });
        else
            stored.push_back(
                { path + member, "web.stored_now", { { "stored", std::move(text) } } });
    }
};

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
    Comparison comparison { lang };
    comparison.look(*section->inside, section->reach(output.value.get()), &sent, "");
    return std::move(comparison.stored);
}

} // namespace karya::web
