#include "support/toy_site.h"
#include "web/openapi.h"
#include <gtest/gtest.h>

namespace karya::web {
namespace {

TEST(OpenApi, DescribesEveryRoute)
{
    auto const routes = test::toy_routes();
    auto const tree = parse_json(openapi_json(routes, "https://karya.example"));
    ASSERT_TRUE(tree.ok()) << tree.error().why();
    auto const& api = tree.value().get_object();
    EXPECT_EQ(api.at("openapi").get_string(), "3.1.0");
    auto const& paths = api.at("paths").get_object();
    for (auto const& route : routes.all()) {
        auto const& path = paths.at("/api/v1" + route.pattern).get_object();
        EXPECT_TRUE(path.contains(route.method == Method::post ? "post" : "get")) << route.pattern;
    }
}

/// Every "$ref" leads somewhere.
void follow(boost::json::value const& value, boost::json::object const& schemas)
{
    if (auto const* array = value.if_array())
        for (auto const& element : *array) follow(element, schemas);
    auto const* object = value.if_object();
    if (!object) return;
    for (auto const& entry : *object) {
        constexpr std::string_view prefix = "#/components/schemas/";
        auto const* target = entry.key() == "$ref" ? entry.value().if_string() : nullptr;
        if (target && target->starts_with(prefix)) {
            EXPECT_TRUE(schemas.contains(target->subview(prefix.size()))) << *target;
        }
        follow(entry.value(), schemas);
    }
}

TEST(OpenApi, NamesTypesOnceAndEveryNameIsThere)
{
    auto const tree = parse_json(openapi_json(test::toy_routes(), "")).take();
    auto const& schemas = tree.at("components").at("schemas").get_object();
    for (auto const* name : { "Thing", "Line", "Kind", "Rupiah", "Quantity", "Id", "Problem" })
        EXPECT_TRUE(schemas.contains(name)) << name;
    EXPECT_FALSE(schemas.contains("Rupiah2"));
    follow(tree, schemas);
}

TEST(OpenApi, SaysWhatACommandNeeds)
{
    auto const tree = parse_json(openapi_json(test::toy_routes(), "")).take();
    auto const& post = tree.at("paths").at("/api/v1/benda").at("post").get_object();
    EXPECT_EQ(post.at("parameters").at(0).at("name").get_string(), "Idempotency-Key");
    auto const& schema = post.at("requestBody").at("content").at("application/json").at("schema");
    EXPECT_EQ(schema.at("required").get_array().size(), 2U); // name, price
    EXPECT_FALSE(schema.at("additionalProperties").get_bool());
    EXPECT_EQ(post.at("security").get_array().size(), 0U);
    EXPECT_EQ(tree.at("paths").at("/api/v1/meja").at("get").at("security").get_array().size(), 1U);
}

} // namespace
} // namespace karya::web
