#include "mail/message.h"
#include "base/base64.h"
#include "base/hash.h"
#include "base/text.h"
#include <algorithm>
#include <array>

namespace karya::mail {

namespace {

constexpr std::string_view line_end = "\r\n";

std::string two(unsigned number)
{
    auto text = std::to_string(number);
    return text.size() < 2 ? "0" + text : text;
}

/// "Mon, 26 Apr 2021 07:05:00 +0000"
std::string date_of(Timestamp at)
{
    using namespace std::chrono;
    static constexpr std::array days { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
    static constexpr std::array months { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    auto const midnight = floor<std::chrono::days>(at);
    year_month_day const date { midnight };
    hh_mm_ss const time { floor<seconds>(at - midnight) };
    return std::string { days.at(weekday { midnight }.c_encoding()) } + ", "
        + two(unsigned { date.day() }) + " " + months.at(unsigned { date.month() } - 1) + " "
        + std::to_string(int { date.year() }) + " "
        + two(static_cast<unsigned>(time.hours().count())) + ":"
        + two(static_cast<unsigned>(time.minutes().count())) + ":"
        + two(static_cast<unsigned>(time.seconds().count())) + " +0000";
}

std::string in_lines(std::string const& base64)
{
    constexpr std::size_t width = 76;
    std::string lines;
    for (std::size_t at = 0; at < base64.size(); at += width)
        lines += base64.substr(at, width).append(line_end);
    return lines;
}

std::string part(std::string_view type, std::string const& text)
{
    return "Content-Type: " + std::string { type } + "; charset=utf-8\r\n"
        + "Content-Transfer-Encoding: base64\r\n\r\n" + in_lines(to_base64(text));
}

std::string paragraph_html(std::string_view words)
{
    auto html = html_escaped(words);
    for (std::size_t at = 0; (at = html.find('\n', at)) != std::string::npos; at += 4)
        html.replace(at, 1, "<br>");
    return "<p style=\"margin:0 0 16px\">" + html + "</p>";
}

} // namespace

std::string encoded_words(std::string_view words)
{
    bool const plain = std::ranges::all_of(words, [](char c) { return c >= ' ' && c < '\x7f'; });
    if (plain && words.size() < 60) return std::string { words };
    constexpr std::size_t bytes_max = 42; // 56 letters and the frame: within one line
    std::string encoded;
    while (!words.empty()) {
        auto size = std::min(words.size(), bytes_max);
        while (size < words.size() && (words[size] & '\xc0') == '\x80') --size;
        if (!encoded.empty()) encoded += "\r\n ";
        encoded += "=?utf-8?B?" + to_base64(words.substr(0, size)) + "?=";
        words.remove_prefix(size);
    }
    return encoded;
}

std::string plain_of(Letter const& letter)
{
    std::string text;
    for (auto const& words : letter.paragraphs) text += words + "\n\n";
    if (letter.action) text += letter.action->words + ":\n" + letter.action->url + "\n\n";
    return text + "-- \nKarya\n";
}

std::string html_of(Letter const& letter)
{
    std::string body;
    for (auto const& words : letter.paragraphs) body += paragraph_html(words);
    if (letter.action)
        body += "<p style=\"margin:24px 0\"><a href=\"" + html_escaped(letter.action->url)
            + "\" style=\"background:#2c3e66;color:#ffffff;padding:12px 20px;border-radius:4px;"
              "text-decoration:none;font-weight:600\">"
            + html_escaped(letter.action->words) + "</a></p>";
    return "<!DOCTYPE html><html lang=\"" + std::string { name_of(letter.lang) }
    + "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\"><title>"
        + html_escaped(letter.subject)
        + "</title></head><body style=\"margin:0;background:#f6f1e7;color:#3b2a1e;"
          "font:16px/1.5 Georgia,serif\"><div style=\"max-width:560px;margin:0 auto;"
          "padding:32px 20px\">"
        + body
        + "<p style=\"margin:32px 0 0;padding-top:16px;border-top:1px solid #d9cbb3;"
          "color:#6b5644\">Karya</p></div></body></html>";
}

std::string message_of(Letter const& letter, Envelope const& envelope)
{
    auto const domain = envelope.from.substr(envelope.from.find('@') + 1);
    auto const mark = "karya-" + sha256_hex(envelope.id).substr(0, 32);
    std::string text;
    auto const header = [&](std::string_view name, std::string const& value) {
        text.append(name).append(": ").append(value).append(line_end);
    };
    header("From", encoded_words(envelope.name) + " <" + envelope.from + ">");
    header("To", "<" + letter.to + ">");
    header("Subject", encoded_words(letter.subject));
    header("Date", date_of(envelope.at));
    header("Message-ID", "<" + envelope.id + "@" + domain + ">");
    header("Auto-Submitted", "auto-generated");
    header("Content-Language", std::string { name_of(letter.lang) });
    header("MIME-Version", "1.0");
    header("Content-Type", "multipart/alternative;\r\n boundary=\"" + mark + "\"");
    text.append(line_end);
    text += "--" + mark + "\r\n" + part("text/plain", plain_of(letter));
    text += "--" + mark + "\r\n" + part("text/html", html_of(letter));
    return text + "--" + mark + "--\r\n";
}

} // namespace karya::mail
