#pragma once
// A letter as bytes (RFC 5322, MIME): plain text and HTML, nothing that is fetched. For mail/ only.

#include "mail/mail.h"

namespace karya::mail {

struct Envelope {
    std::string from {};
    std::string name {};
    std::string id {}; ///< the same for every try: who gets it twice can tell
    Timestamp at {};
};
/// Headers and body, lines ended by CR LF and at most 78 long.
std::string message_of(Letter const& letter, Envelope const& envelope);

std::string plain_of(Letter const& letter);
std::string html_of(Letter const& letter);
/// A header's words (RFC 2047).
std::string encoded_words(std::string_view words);

} // namespace karya::mail
