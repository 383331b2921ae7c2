#pragma once
// Letters to people, by e-mail, and messages by WhatsApp. A module writes one in its own words; it
// waits in the writer's own transaction and is handed over by a job, once a recipient and purpose.

#include "core/call.h"
#include "db/engine.h"
#include "wire/wire.h"
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace karya::mail {

inline constexpr ErrorCode bad_address { "mail.bad_address", Fault::invalid };
inline constexpr ErrorCode bad_letter { "mail.bad_letter", Fault::invalid };
inline constexpr ErrorCode bad_message { "mail.bad_message", Fault::invalid };

/// How it gets to somebody: one queue, handed over apart, so that neither waits for the other.
enum class Channel : std::uint8_t { mail, whatsapp };
BOOST_DESCRIBE_ENUM(Channel, mail, whatsapp)

/// A button of the letter.
struct Action {
    std::string words {};
    std::string url {}; ///< whole, https
};

struct Letter {
    std::string purpose {}; ///< "orders.placed <id>": a second one to the same person is not sent
    std::string to {};      ///< one address
    Lang lang { Lang::id };
    std::string subject {};
    std::vector<std::string> paragraphs {}; ///< plain words; lines inside stay lines
    std::optional<Action> action {};
};

/// True when a server for it is set; without one nothing is kept, for nobody wants old news.
bool is_set(Channel channel);
/// "https://karya.example/en/pesanan/…", of a path of ours without language. Nothing without a
/// server, or when the installation was not told its own https address: no host that a request
/// names ever gets into a letter.
std::optional<std::string> address_of(Lang lang, std::string_view path);
/// Puts a letter on its way. A repeat of purpose and recipient is fine and sends nothing.
/// Fails: mail.bad_address, bad_letter (empty, too long, or an action that is no https address).
Result<void> send(Call& call, Letter const& letter);

/// A message by WhatsApp: first words to somebody are those of a template that Meta has approved.
struct Message {
    std::string purpose {}; ///< as of a letter
    std::string to {};      ///< "+6281234567890"
    Lang lang { Lang::id };
    std::string form {};              ///< the template's name
    std::vector<std::string> gaps {}; ///< what stands in its body, in order; lines become one
    std::string page {};              ///< what its button adds to our address: "pesanan/…"
};
/// As for letters. Fails: mail.bad_message (no number, no name of a template, odd words).
Result<void> send(Call& call, Message const& message);

/// "a@b.c", as mail servers take it; nothing for anything else.
bool is_address(std::string_view address);

/// Set once by app. `from`: "karya@example.id"; `name` stands before it.
struct Sender {
    wire::MailServer server {};
    std::string from {};
    std::string name { "Karya" };
    std::string site {}; ///< "https://karya.example": where the buttons of letters lead
};
void keep_sender(std::optional<Sender> sender);

/// Meta's WhatsApp Cloud API. Set once by app.
struct WhatsApp {
    std::string phone {}; ///< the id of the number that messages come from
    std::string token {}; ///< of a system user
    std::string version { "v23.0" };
    std::string url { "https://graph.facebook.com" };
    std::string site {}; ///< as of a Sender
    std::string trusted_file {};
};
void keep_whatsapp(std::optional<WhatsApp> whatsapp);

/// Hands over what goes by one channel, one at a time, each held by one node; after a fault later
/// and later, for two days. What was sent or given up keeps no address and no words.
class MailWork {
public:
    MailWork(db::Engine& engine, std::function<Timestamp()> clock, Channel channel = Channel::mail);
    /// True when it handed one over or tried to. Fails as the database.
    Result<bool> work();

private:
    db::Engine& m_engine;
    std::function<Timestamp()> m_clock;
    Channel m_channel;
    std::string m_name;
};

/// How many wait, and how many were given up in the last week, for the operators.
struct Waiting {
    std::int64_t waiting {};
    std::int64_t failed {};
};
Waiting waiting(db::Read& read, Timestamp now, Channel channel = Channel::mail);

} // namespace karya::mail
