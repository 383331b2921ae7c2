#include "support/toy_site.h"
#include "web/page.h"
#include <gtest/gtest.h>

namespace karya::web {
namespace {

struct Inner {
    std::string name;
    std::optional<Rupiah> price;
    bool sold { false };
};
BOOST_DESCRIBE_STRUCT(Inner, (), (name, price, sold))

struct Outer {
    std::string title { "Judul <b>" };
    std::string name { "luar" };
    std::optional<Rupiah> price { Rupiah { 1000 } };
    bool sold { true };
    Zone zone { Zone::wita };
    LocalTime at { test::noon, Zone::wib };
    std::vector<Inner> inner {};
    std::vector<std::string> words { "satu", "dua" };
    std::optional<Inner> one {};
    std::string link { "javascript:alert(1)" };
};
BOOST_DESCRIBE_STRUCT(Outer, (), (title, name, price, sold, zone, at, inner, words, one, link))

Result<Outer> outer(View&, Nothing const&) { return Outer {}; }

/// A site with one page of that source.
struct OnePage {
    explicit OnePage(std::string_view body, bool cached = false)
        : source("{{%AUTOESCAPE context=\"HTML\"}}" + std::string { body })
    {
        routes.query<Nothing, Outer>("/satu", anyone, outer, { "toy/satu", cached });
        for (auto const& page : embedded::pages())
            if (page.name.starts_with("web/")) sources.push_back(page);
        for (auto const lang : { Lang::id, Lang::en })
            sources.push_back({ "toy/satu", lang, source });
    }
    std::string render(Outer value) const
    {
        Pages const pages { routes, sources };
        Output const output { std::make_shared<Outer const>(std::move(value)),
                              &detail::output_face<Outer>() };
        auto const html = pages.render("toy/satu", output, {});
        auto const from = html.find("<main");
        auto const start = html.find('>', from) + 1;
        return std::string { trimmed(html.substr(start, html.find("</main>") - start)) };
    }
    std::string problems() const
    {
        std::string all;
        for (auto const& problem : page_problems(routes, sources))
            if (problem.starts_with("toy/")) all += problem + "\n";
        return all;
    }
    std::string source;
    Routes routes;
    std::vector<embedded::PageSource> sources;
};

struct Shown {
    std::string source;
    std::string html;
};

TEST(Page, KeepsLinesInTextsAndFields)
{
    Outer value;
    value.name = "*Omzet*\nRp 90.000\r\n<ya>";
    EXPECT_EQ(OnePage { "<textarea>{{name}}</textarea>" }.render(value),
              "<textarea>*Omzet*\nRp 90.000\n&lt;ya&gt;</textarea>");
    EXPECT_EQ(OnePage { "<b data-copy=\"{{name}}\">x</b>" }.render(value),
              "<b data-copy=\"*Omzet*\nRp 90.000\n&lt;ya&gt;\">x</b>");
}

TEST(Page, ShowsMembersByTheirMarkers)
{
    Outer value;
    value.inner = { { "a", {}, false }, { "b", Rupiah { 2500 }, true } };
    Shown const cases[] {
        { "{{name}}", "luar" },
        { "{{title}}", "Judul &lt;b&gt;" },
        { "<a href=\"{{link}}\">x</a>", "<a href=\"#\">x</a>" },
        { "{{price}} {{price_raw}}", "Rp\u00a01.000 1000" },
        { "{{#sold}}ya{{/sold}}{{#sold_no}}tidak{{/sold_no}}", "ya" },
        { "{{zone}}{{#zone_is_wita}}!{{/zone_is_wita}}{{#zone_is_wib}}?{{/zone_is_wib}}", "wita!" },
        { "{{at_clock}}", "14.05 WIB" },
        { "{{at_short}}", "26\u00a0Apr\u00a02021 14.05" },
        { "{{#words}}[{{words}}]{{/words}} {{words_count}}", "[satu][dua] 2" },
        { "{{#one}}ada{{/one}}{{#one_no}}tiada{{/one_no}}", "tiada" },
        { "{{#inner_any}}{{#inner}}{{name}};{{/inner}}{{/inner_any}}", "a;b;" },
        // An absent member of an element never shows the outer one of the same name.
        { "{{#inner}}{{#price}}{{price}}{{/price}}{{#price_no}}-{{/price_no}};{{/inner}}",
          "-;Rp\u00a02.500;" },
        { "{{#inner}}{{#sold}}s{{/sold}}{{#sold_no}}n{{/sold_no}}{{title}};{{/inner}}",
          "nJudul &lt;b&gt;;sJudul &lt;b&gt;;" },
    };
    for (auto const& item : cases) {
        OnePage const page { item.source };
        EXPECT_EQ(page.problems(), "") << item.source;
        EXPECT_EQ(page.render(value), item.html) << item.source;
    }
}

TEST(Page, TheCheckFindsWhatNobodyFills)
{
    for (auto const* source :
         { "{{nama}}", "{{#nama}}{{/nama}}", "{{#inner}}{{at}}{{words_x}}{{/inner}}", "{{index}}",
           "{{#name}}{{/name}}", "{{value_name}}", "{{#error_name}}{{/error_name}}",
           "{{#chosen_zone}}{{/chosen_zone}}", "{{#zone_is_wiw}}{{/zone_is_wiw}}",
           "{{#can_sell_moon}}{{/can_sell_moon}}", "{{name:none}}", "{{>BODY}}", "{{#sold}}",
           "{{/sold}}", "{{name" })
        EXPECT_NE(OnePage { source }.problems(), "") << source;
    EXPECT_NE((OnePage { "{{key}}", true }.problems()), "");
}

TEST(Page, TheToySiteIsWhole)
{
    auto const routes = test::toy_routes();
    auto const pages = test::toy_pages();
    std::string all;
    for (auto const& problem : page_problems(routes, pages))
        if (!problem.ends_with("_title") && problem.find("can_") == std::string::npos)
            all += problem + "\n";
    EXPECT_EQ(all, "");
}

TEST(Page, EveryFormOfAPageHasItsOwnKey)
{
    auto const html = OnePage { "{{key}} {{key}}" }.render({});
    EXPECT_NE(html.substr(0, 36), html.substr(37));
}

} // namespace
} // namespace karya::web
