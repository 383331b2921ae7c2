#include "mail/whatsapp.h"
#include "base/json.h"
#include "base/text.h"
#include <algorithm>
#include <array>
#include <boost/json.hpp>

namespace karya::mail {

namespace {

namespace json = boost::json;

constexpr std::size_t digits_min = 8;
constexpr std::size_t digits_max = 15; // E.164
constexpr std::size_t form_max = 512;
constexpr std::size_t gaps_max = 10;
constexpr std::size_t gap_max = 300;

struct MessageContent {
    Lang lang {};
    std::string form {};
    std::vector<std::string> gaps {};
    std::string page {};
};
BOOST_DESCRIBE_STRUCT(MessageContent, (), (lang, form, gaps, page))

bool is_number(std::string_view to)
{
    return to.starts_with('+') && to.size() > digits_min && to.size() <= digits_max + 1
        && std::ranges::all_of(to.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_form(std::string_view name)
{
    return !name.empty() && name.size() <= form_max && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

/// One line without wide gaps, and never empty: else it is refused there.
std::string gap_of(std::string_view words)
{
    std::string line;
    for (char const c : trimmed(words)) {
        bool const space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!space)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    return line.empty() ? "-" : first_letters(line, gap_max);
}

/// Its own code of what is wrong.
std::int64_t trouble_of(json::value const& body)
{
    auto const* error = wire::member(body, "error");
    std::int64_t code = 0;
    return error && parse_integer(wire::text_of(*error, "code"), code) ? code : 0;
}

/// Nothing that we do makes it arrive: not on WhatsApp, not reachable, does not want it, or a
/// parameter that is none. Faults of ours (keys, templates that wait to be approved) and of its own
/// are tried again.
bool is_for_good(std::int64_t code)
{
    constexpr std::array<std::int64_t, 8> refusals { 100,     131'008, 131'009, 131'021,
                                                     131'026, 131'030, 131'050, 131'051 };
    return std::ranges::find(refusals, code) != refusals.end();
}

} // namespace

bool is_whole(Message const& message)
{
    bool const words = std::ranges::all_of(
        message.gaps, [](std::string const& gap) { return is_clean_utf8(gap); });
    bool const page = is_clean_utf8(message.page)
        && message.page.find_first_of(" \r\n\t") == std::string::npos;
    return is_number(message.to) && is_form(message.form) && words && page
        && !message.purpose.empty() && message.gaps.size() <= gaps_max;
}

std::string content_of(Message const& message)
{
    return json_text(MessageContent { message.lang, message.form, message.gaps, message.page });
}

Message message_in(std::string const& recipient, std::string const& content)
{
    auto read = from_json_text<MessageContent>(content);
    CHECK(read.ok()); // we wrote it
    auto kept = read.take();
    return { .to = recipient,
             .lang = kept.lang,
             .form = std::move(kept.form),
             .gaps = std::move(kept.gaps),
             .page = std::move(kept.page) };
}

std::string question_of(Message const& message)
{
    json::array parameters;
    auto const text = [](std::string words) {
        return json::object { { "type", "text" }, { "text", std::move(words) } };
    };
    for (auto const& gap : message.gaps) parameters.push_back(text(gap_of(gap)));
    json::array components;
    if (!parameters.empty())
        components.push_back(
            json::object { { "type", "body" }, { "parameters", std::move(parameters) } });
    if (!message.page.empty())
        components.push_back(json::object { { "type", "button" },
                                            { "sub_type", "url" },
                                            { "index", "0" },
                                            { "parameters", json::array { text(message.page) } } });
    json::object const form { { "name", message.form },
                              { "language", json::object { { "code", name_of(message.lang) } } },
                              { "components", std::move(components) } };
    return json::serialize(json::object { { "messaging_product", "whatsapp" },
                                          { "recipient_type", "individual" },
                                          { "to", message.to.substr(1) },
                                          { "type", "template" },
                                          { "template", form } });
}

Result<void> post(WhatsApp const& whatsapp, Message const& message)
{
    constexpr int taken = 200;
    auto const url = whatsapp.url + "/" + whatsapp.version + "/" + whatsapp.phone + "/messages";
    auto const answer = TRY(
        wire::ask_json({ .method = "POST",
                         .url = url,
                         .headers = { { "Authorization", "Bearer " + whatsapp.token },
                                      { "Content-Type", "application/json" } },
                         .body = question_of(message),
                         .trusted_file = whatsapp.trusted_file }));
    auto const* messages = wire::member(answer.body, "messages");
    bool const named = messages && messages->is_array() && !messages->as_array().empty()
        && !wire::text_of(messages->as_array().front(), "id").empty();
    if (answer.status == taken && named) return {};
    auto const code = trouble_of(answer.body);
    auto const why = std::to_string(answer.status) + " " + std::to_string(code);
    return Error { is_for_good(code) ? wire::mail_refused : wire::mail_delayed, why };
}

} // namespace karya::mail
