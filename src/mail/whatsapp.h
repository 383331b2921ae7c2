#pragma once
// Messages as Meta's WhatsApp Cloud API takes them. For mail/ only.

#include "mail/mail.h"

namespace karya::mail {

/// A number, the name of a template, words that can be shown.
bool is_whole(Message const& message);
/// What is kept of a message until it is gone, and back.
std::string content_of(Message const& message);
Message message_in(std::string const& recipient, std::string const& content);
/// The question that hands it over.
std::string question_of(Message const& message);
/// Blocks: for the job alone. Fails: wire.mail_refused (this recipient, or this message, for good),
/// mail_delayed; as wire::ask_json.
Result<void> post(WhatsApp const& whatsapp, Message const& message);

} // namespace karya::mail
