#include "web/openapi.h"
#include "web/problem.h"
#include "web/route_table.h"
#include "web/session.h"

namespace karya::web {

namespace {

std::string json_word(std::string_view text)
{
    std::string out;
    append_json(out, text);
    return out;
}

/// "counter" of "/kasir/penjualan" would mislead: routes are grouped by the first word of their
/// path.
std::string tag_of(Route const& route)
{
    auto const path = std::string_view { route.pattern }.substr(1);
    auto const word = path.substr(0, path.find('/'));
    return word.empty() || word.starts_with('{') ? "karya" : std::string { word };
}

std::string operation_id(Route const& route)
{
    std::string id = route.method == Method::post ? "post" : "get";
    for (char const c : route.pattern) {
        bool const word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        if (word)
            id += c;
        else if (c != '}' && !id.ends_with('-'))
            id += '-';
    }
    while (id.ends_with('-')) id.pop_back();
    return id;
}

std::string parameter(SchemaBook::Member const& member, bool in_path)
{
    return "{\"name\":" + json_word(member.name) + ",\"in\":\"" + (in_path ? "path" : "query")
        + "\",\"required\":" + (in_path ? "true" : "false") + ",\"schema\":" + member.schema + "}";
}

constexpr std::string_view key_parameter =
    R"({"name":"Idempotency-Key","in":"header","required":true,)"
    R"("description":"8 to 100 letters, digits, - and _. A repeat does nothing twice and gets the )"
    R"(same bytes, unless they are a secret or set a cookie.",)"
    R"("schema":{"type":"string","pattern":"^[A-Za-z0-9_-]{8,100}$"}})";

constexpr std::string_view csrf_parameter =
    R"({"name":"X-CSRF-Token","in":"header","required":false,)"
    R"("description":"The session's token; needed whenever the session cookie is sent. )"
    R"(Each JSON answer to a GET that asks for a session bears it in this header.",)"
    R"("schema":{"type":"string"}})";

std::string parameters_of(Route const& route, SchemaBook const& book)
{
    std::string text;
    auto const add = [&](std::string_view item) {
        text += (text.empty() ? "" : ",") + std::string { item };
    };
    auto const captures = capture_names(route.pattern);
    for (auto const& member : book.input()) {
        bool const in_path = std::ranges::count(captures, member.name) != 0;
        if (in_path || route.method != Method::post) add(parameter(member, in_path));
    }
    // A brace that no member takes is still part of the path.
    for (auto const& name : captures)
        if (std::ranges::none_of(book.input(), [&](auto const& m) { return m.name == name; }))
            add(parameter({ name, R"({"type":"string"})" }, true));
    if (route.method == Method::post && !route.notice) {
        add(key_parameter);
        add(csrf_parameter);
    }
    return "[" + text + "]";
}

constexpr std::string_view any_bytes =
    R"({"*/*":{"schema":{"type":"string","contentMediaType":"application/octet-stream"}}})";

std::string body_of(Route const& route, SchemaBook const& book)
{
    if (route.notice) return R"({"required":true,"content":)" + std::string { any_bytes } + "}";
    auto const captures = capture_names(route.pattern);
    std::string members;
    std::string required;
    for (auto const& member : book.input()) {
        if (std::ranges::count(captures, member.name) != 0) continue;
        members += (members.empty() ? "" : ",") + json_word(member.name) + ":" + member.schema;
        if (member.required) required += (required.empty() ? "" : ",") + json_word(member.name);
    }
    std::string schema = R"({"type":"object","additionalProperties":false,"properties":{)" + members
        + "}";
    if (!required.empty()) schema += ",\"required\":[" + required + "]";
    schema += "}";
    bool const files = std::ranges::any_of(book.input(), &SchemaBook::Member::file);
    std::string const type = files ? "multipart/form-data" : "application/json";
    return R"({"required":true,"content":{")" + type + R"(":{"schema":)" + schema + "}}}";
}

std::string success_of(Route const& route, SchemaBook const& book)
{
    bool const post = route.method == Method::post;
    std::string text = post ? R"("201":{"description":"Done.")"
                            : R"("200":{"description":"Found.")";
    if (!route.channel.empty())
        text += R"(,"content":{"text/event-stream":{"schema":{"type":"string"}}})";
    else if (book.output().empty() || (route.output && route.output->plain))
        text += R"(,"content":)" + std::string { any_bytes };
    else
        text += R"(,"content":{"application/json":{"schema":)" + book.output() + "}}";
    return text + "}";
}

std::string operation(Route const& route, SchemaBook const& book)
{
    std::string text = "{\"operationId\":" + json_word(operation_id(route));
    text += ",\"tags\":[" + json_word(tag_of(route)) + "]";
    text += ",\"summary\":" + json_word(words_of(Lang::en, route));
    text += ",\"description\":" + json_word("Right: " + std::string { route.right.name });
    text += ",\"parameters\":" + parameters_of(route, book);
    if (route.method == Method::post) text += ",\"requestBody\":" + body_of(route, book);
    text += ",\"responses\":{" + success_of(route, book)
        + R"(,"default":{"$ref":"#/components/responses/Problem"}})";
    text += route.right.everyone ? ",\"security\":[]}" : ",\"security\":[{\"session\":[]}]}";
    return text;
}

} // namespace

std::string words_of(Lang lang, Route const& route)
{
    auto const method = route.method == Method::post ? "POST " : "GET ";
    auto const key = "Route." + std::string { method } + std::string { route.pattern };
    return karya::text::has(key) ? karya::text::find(lang, key) : std::string {};
}

std::string SchemaBook::keep(std::string_view name, std::string schema)
{
    std::string free { name };
    for (int number = 2;; ++number) {
        auto const [entry, is_new] = m_schemas.try_emplace(free, schema);
        if (is_new || entry->second == schema) return free;
        free = std::string { name } + std::to_string(number);
    }
}

std::string SchemaBook::object_schema(std::vector<Member> const& members)
{
    std::string text = R"({"type":"object","properties":{)";
    std::string required;
    for (auto const& member : members) {
        text += (text.ends_with('{') ? "" : ",") + json_word(member.name) + ":" + member.schema;
        if (member.required) required += (required.empty() ? "" : ",") + json_word(member.name);
    }
    text += "}";
    if (!required.empty()) text += ",\"required\":[" + required + "]";
    return text + "}";
}

std::string SchemaBook::enum_schema(std::vector<std::string_view> const& words)
{
    std::string text = R"({"type":"string","enum":[)";
    for (auto const word : words) text += (text.ends_with('[') ? "" : ",") + json_word(word);
    return text + "]}";
}

std::string openapi_json(Routes const& routes, std::string_view origin)
{
    SchemaBook book;
    std::map<std::string, std::string> paths;
    for (auto const& route : routes.all()) {
        SchemaBook described; // an events route has neither Input nor Output
        if (route.describe) route.describe(book);
        auto& text = paths["/api/v1" + route.pattern];
        text += text.empty() ? "{" : ",";
        text += route.method == Method::post ? "\"post\":" : "\"get\":";
        text += operation(route, route.describe ? book : described);
    }
    book.describe<Nothing, Problem>();

    std::string text =
        R"({"openapi":"3.1.0","info":{"title":"Karya","version":"1",)"
        R"("description":"Sales, ledger and live board of prison products. )"
        R"(Errors are problem+json (RFC 9457); what a code means is at its type."},)";
    text += "\"servers\":[{\"url\":" + json_word(origin.empty() ? "/" : origin) + "}],\"paths\":{";
    std::string items;
    for (auto const& [path, item] : paths)
        items += (items.empty() ? "" : ",") + json_word(path) + ":" + item + "}";
    text += items
        + R"(},"components":{"securitySchemes":{"session":{"type":"apiKey","in":"cookie","name":)"
        + json_word(session_cookie) + R"(}},"responses":{"Problem":{"description":"A problem.",)"
        + R"("content":{"application/problem+json":{"schema":)" + book.output()
        + R"(}}}},"schemas":{)";
    std::string schemas;
    for (auto const& [name, schema] : book.schemas())
        schemas += (schemas.empty() ? "" : ",") + json_word(name) + ":" + schema;
    return text + schemas + "}}}";
}

} // namespace karya::web
