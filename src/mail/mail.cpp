#include "mail/mail.h"
#include "base/json.h"
#include "base/text.h"
#include "core/keyed_hash.h"
#include "mail/message.h"
#include "mail/store.h"
#include "mail/whatsapp.h"
#include <algorithm>

namespace karya::mail {

namespace {

using namespace std::chrono_literals;

constexpr auto held_for = 2min;
constexpr auto first_wait = 30s;
constexpr auto longest_wait = 2h;
constexpr int doublings_max = 8;
constexpr std::int64_t tries_max = 32; ///< two days, by these waits
constexpr auto failed_shown = 7 * 24h;
constexpr std::size_t subject_max = 200;
constexpr std::size_t words_max = 10'000;
constexpr std::size_t address_max = 254;

std::optional<Sender>& kept()
{
    static std::optional<Sender> sender;
    return sender;
}

std::optional<WhatsApp>& kept_whatsapp()
{
    static std::optional<WhatsApp> whatsapp;
    return whatsapp;
}

/// What is kept of a letter until it is gone.
struct Content {
    Lang lang {};
    std::string subject {};
    std::vector<std::string> paragraphs {};
    std::string action_words {};
    std::string action_url {};
};
BOOST_DESCRIBE_STRUCT(Content, (), (lang, subject, paragraphs, action_words, action_url))

std::string content_of(Letter const& letter)
{
    auto const action = letter.action.value_or(Action {});
    return json_text(
        Content { letter.lang, letter.subject, letter.paragraphs, action.words, action.url });
}

Letter letter_of(store::Row const& row)
{
    auto read = from_json_text<Content>(row.content);
    CHECK(read.ok()); // we wrote it
    auto content = read.take();
    Letter letter { .to = row.recipient,
                    .lang = content.lang,
                    .subject = content.subject,
                    .paragraphs = content.paragraphs };
    if (!content.action_url.empty())
        letter.action = Action { content.action_words, content.action_url };
    return letter;
}

bool is_line(std::string_view text)
{
    return !text.empty() && code_points(text) <= subject_max && is_clean_utf8(text)
        && text.find_first_of("\r\n\t") == std::string_view::npos;
}

bool is_whole(Letter const& letter)
{
    bool const action = !letter.action
        || (is_line(letter.action->words) && letter.action->url.starts_with("https://")
            && letter.action->url.find_first_of(" \r\n\t") == std::string::npos);
    std::size_t words = 0;
    for (auto const& paragraph : letter.paragraphs) {
        if (!is_clean_utf8(paragraph)) return false;
        words += paragraph.size();
    }
    return action && is_line(letter.subject) && is_line(letter.purpose) && words > 0
        && words <= words_max;
}

Timestamp::duration wait_after(std::int64_t tries)
{
    auto const doubled = first_wait * (1 << std::clamp<std::int64_t>(tries, 0, doublings_max));
    return std::min<Timestamp::duration>(doubled, longest_wait);
}

} // namespace

void keep_sender(std::optional<Sender> sender) { kept() = std::move(sender); }
void keep_whatsapp(std::optional<WhatsApp> whatsapp) { kept_whatsapp() = std::move(whatsapp); }

bool is_set(Channel channel)
{
    return channel == Channel::mail ? kept().has_value() : kept_whatsapp().has_value();
}

std::optional<std::string> address_of(Lang lang, std::string_view path)
{
    std::string site;
    if (is_set(Channel::whatsapp)) site = kept_whatsapp()->site;
    if (is_set(Channel::mail)) site = kept()->site;
    if (!site.starts_with("https://")) return {};
    return site + (lang == Lang::en ? "/en" : "") + std::string { path };
}

bool is_address(std::string_view address)
{
    auto const at = address.find('@');
    if (at == std::string_view::npos || at == 0 || address.size() > address_max) return false;
    auto const domain = address.substr(at + 1);
    auto const good = [](char c) {
        return c > ' ' && c < '\x7f'
            && std::string_view { "<>()[],;:\\\"@" }.find(c) == std::string_view::npos;
    };
    return std::ranges::all_of(address.substr(0, at), good) && std::ranges::all_of(domain, good)
        && domain.find('.') != std::string_view::npos && !domain.starts_with('.')
        && !domain.ends_with('.') && domain.find("..") == std::string_view::npos;
}

Result<void> send(Call& call, Letter const& letter)
{
    if (!is_address(letter.to)) return bad_address;
    if (!is_whole(letter)) return bad_letter;
    if (!is_set(Channel::mail)) return {};
    auto const once = core::keyed_hash("mail " + letter.purpose + " " + lowered(letter.to));
    store::insert(call.tx, Channel::mail, { once, letter.to, content_of(letter) }, call.now);
    return {};
}

Result<void> send(Call& call, Message const& message)
{
    if (!is_whole(message)) return bad_message;
    if (!is_set(Channel::whatsapp)) return {};
    auto const once = core::keyed_hash("whatsapp " + message.purpose + " " + message.to);
    store::insert(call.tx, Channel::whatsapp, { once, message.to, content_of(message) }, call.now);
    return {};
}

Waiting waiting(db::Read& read, Timestamp now, Channel channel)
{
    return { store::count_waiting(read, channel),
             store::count_failed(read, channel, now - failed_shown) };
}

MailWork::MailWork(db::Engine& engine, std::function<Timestamp()> clock, Channel channel)
    : m_engine(engine),
      m_clock(std::move(clock)),
      m_channel(channel),
      m_name(random_hex(8))
{
}

namespace {

void note(db::Tx& tx, store::Row const& row, Result<void> const& sent, Timestamp now)
{
    if (sent.ok()) return store::set_sent(tx, row.once, now);
    auto const trouble = std::string { sent.error().code().id };
    bool const last = row.tries + 1 >= tries_max || sent.error().code() == wire::mail_refused;
    if (last) return store::set_failed(tx, row.once, now, trouble);
    store::put_off(tx, row.once, now + wait_after(row.tries), trouble);
}

} // namespace

namespace {

Result<void> hand_over(Channel channel, store::Row const& row, Timestamp now)
{
    if (channel == Channel::whatsapp)
        return post(*kept_whatsapp(), message_in(row.recipient, row.content));
    auto const& sender = *kept();
    auto const message = message_of(
        letter_of(row),
        { .from = sender.from, .name = sender.name, .id = row.once.substr(0, 32), .at = now });
    return wire::send_mail(sender.server, { sender.from, row.recipient, message });
}

} // namespace

Result<bool> MailWork::work()
{
    if (!is_set(m_channel)) return false;
    auto const now = m_clock();
    auto const next = TRY(m_engine.get<std::optional<store::Row>>(
        [&](db::Read& read) -> Result<std::optional<store::Row>> {
            return store::next(read, m_channel, now);
        }));
    if (!next) return false;
    bool const held = TRY(m_engine.put<bool>([&](db::Tx& tx) -> Result<bool> {
        return store::hold(tx, next->once, { m_name, now, now + held_for });
    }));
    if (!held) return true; // another node has it
    auto const sent = hand_over(m_channel, *next, now);
    TRY(m_engine.write([&](db::Tx& tx) -> Result<void> {
        note(tx, *next, sent, m_clock());
        return {};
    }));
    return true;
}

} // namespace karya::mail
