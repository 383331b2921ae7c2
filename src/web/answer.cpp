#include "web/answer.h"
#include "base/hash.h"
#include "web/refusal.h"
#include "web/route_table.h"
#include "web/seen.h"

namespace karya::web {

namespace {

constexpr std::string_view varies = "Accept, Accept-Encoding, Cookie";
constexpr std::string_view json_type = "application/json";

/// "" when the Output has no such member.
std::string plain_member(Output const& output, std::string_view name)
{
    auto const* marker = output.face->shape->value(std::string { name } + "_raw");
    auto const* member = marker ? marker->reach(output.value.get()) : nullptr;
    if (!member) return {};
    std::string scratch;
    return std::string { marker->text(member, Lang::id, scratch) };
}

void add_freshness(Response& response, Exchange const& exchange)
{
    response.headers.emplace_back("Vary", varies);
    auto const& route = *exchange.route;
    bool const personal = exchange.session.has_value() || !route.right.everyone
        || route.output->secret;
    response.headers.emplace_back("Cache-Control", personal ? "no-store" : "no-cache");
}

Response file_response(Exchange const& exchange, File const& file)
{
    auto response = Response::text(200, file.content_type, file.bytes);
    bool const open = exchange.route->right.everyone;
    if (file.no_store) {
        response.headers.emplace_back("Cache-Control", "no-store");
    } else if (file.immutable) {
        auto const who = open ? "public" : "private";
        response.headers.emplace_back("Cache-Control",
                                      std::string { who } + ", max-age=31536000, immutable");
    } else {
        add_freshness(response, exchange);
        if (open && !exchange.session)
            response.headers.emplace_back("ETag", entity_tag(file.bytes));
    }
    if (!file.download_name.empty())
        response.headers.emplace_back("Content-Disposition",
                                      "attachment; filename*=UTF-8''"
                                          + percent_encode(file.download_name));
    return response;
}

std::string target_of(Exchange const& exchange)
{
    auto const& query = exchange.request.query;
    return exchange.path + (query.empty() ? "" : "?" + query);
}

/// Back to where a page can be shown: the page itself, or the one that holds the form.
std::string way_back(Exchange const& exchange)
{
    if (exchange.request.method != Method::post) return target_of(exchange);
    auto const form = exchange.route ? exchange.route->then.form : std::string_view {};
    return form.empty() || form.find('{') != std::string_view::npos ? "/" : std::string { form };
}

} // namespace

std::string entity_tag(std::string_view bytes)
{
    return "\"" + sha256_hex(bytes).substr(0, 24) + "\"";
}

PageFrame frame_of(AnswerSetting const& setting, Exchange const& exchange, std::string path)
{
    PageFrame frame;
    frame.lang = exchange.lang();
    frame.path = std::move(path);
    frame.actor = exchange.actor();
    if (exchange.session) frame.csrf = exchange.session->csrf;
    frame.now = exchange.request.at;
    frame.demo = setting.demo;
    frame.site = exchange.site;
    return frame;
}

Response answer_query(AnswerSetting const& setting, Exchange const& exchange, Output const& output)
{
    auto const& face = *output.face;
    if (face.file) return file_response(exchange, *face.file(output.value.get()));
    Response response;
    auto const page = exchange.route->page.name;
    if (exchange.json || page.empty()) {
        std::string text;
        face.json(output.value.get(), text);
        response = Response::text(200, std::string { json_type }, std::move(text));
        // A program without a page to read it from. What is for everyone is kept, and bears none.
        if (exchange.session && !exchange.route->right.everyone)
            response.headers.emplace_back("X-CSRF-Token", exchange.session->csrf);
    } else {
        auto frame = frame_of(setting, exchange, target_of(exchange));
        if (exchange.route->page.edits) frame.seen = seen_mark(output);
        response = Response::text(200, response.content_type,
                                  setting.pages.render(page, output, frame));
    }
    add_freshness(response, exchange);
    if (face.headers)
        for (auto& header : face.headers(output.value.get()))
            response.headers.push_back(std::move(header));
    return response;
}

std::string location_of(Exchange const& exchange, Output const& output)
{
    auto const pattern = exchange.route->then.location;
    auto const names = capture_names(pattern);
    if (names.size() == 1 && pattern.size() == names[0].size() + 2) {
        auto path = safe_path(plain_member(output, names[0]));
        bool const has_prefix = path == "/en" || path.starts_with("/en/");
        return has_prefix ? path : localized(exchange.lang(), path);
    }
    std::string path;
    auto rest = pattern;
    for (auto const& name : names) {
        auto const open = rest.find('{');
        path += std::string { rest.substr(0, open) } + percent_encode(plain_member(output, name));
        rest.remove_prefix(rest.find('}') + 1);
    }
    path += rest;
    return localized(exchange.lang(), path);
}

Response answer_command(Exchange const& exchange, Output const& output)
{
    auto const& face = *output.face;
    CHECK(face.json);
    if (face.plain) {
        auto plain = face.plain(output.value.get());
        return Response::text(plain.status, std::move(plain.content_type), std::move(plain.bytes));
    }
    bool const leads = !exchange.route->then.location.empty();
    Response response;
    if (exchange.json || !leads) {
        std::string text;
        face.json(output.value.get(), text);
        response = Response::text(201, std::string { json_type }, std::move(text));
        if (leads) response.headers.emplace_back("Location", location_of(exchange, output));
    } else {
        response = Response::redirect(location_of(exchange, output));
    }
    if (face.headers)
        for (auto& header : face.headers(output.value.get()))
            response.headers.push_back(std::move(header));
    return response;
}

Response answer_form(AnswerSetting const& setting, Exchange const& form, Output const& output,
                     Error const& error)
{
    auto frame = frame_of(setting, form, target_of(form));
    frame.sent = &form.fields;
    frame.errors = &error.fields;
    frame.problem = text::find(form.lang(), error.code().id, error.args);
    frame.seen = form.seen;
    std::vector<FieldError> stored;
    if (error.code() == changed_since) {
        stored = stored_now(form.lang(), output, form.fields);
        frame.errors = &stored;
        frame.seen = seen_mark(output);
    }
    Response response;
    response = Response::text(status_of(error.code()), response.content_type,
                              setting.pages.render(form.route->page.name, output, frame));
    response.headers.emplace_back("Vary", varies);
    response.headers.emplace_back("Cache-Control", "no-store");
    add_headers(response, error);
    return response;
}

Response answer_error(AnswerSetting const& setting, Exchange const& exchange, Error const& error)
{
    if (error.code().fault == Fault::unauthenticated && !exchange.json) {
        auto const back = percent_encode(way_back(exchange));
        auto const own = argument(error, "sign_in"); // not everybody signs in at the same page
        auto const page = own.empty() ? std::string { setting.sign_in } : own;
        auto response = Response::redirect(localized(exchange.lang(), page + "?ke=" + back));
        response.headers.emplace_back("Cache-Control", "no-store");
        return response;
    }
    auto problem = problem_of(error, exchange.lang(), exchange.request.id);
    Response response;
    if (exchange.json) {
        response = json_response(problem);
    } else {
        auto const frame = frame_of(setting, exchange, way_back(exchange));
        int const status = problem.status;
        Output const output { std::make_shared<Problem const>(std::move(problem)),
                              &detail::output_face<Problem>() };
        response = Response::text(status, response.content_type,
                                  setting.pages.render("web/problem", output, frame));
    }
    response.headers.emplace_back("Vary", varies);
    response.headers.emplace_back("Cache-Control", "no-store");
    add_headers(response, error);
    return response;
}

} // namespace karya::web
