#include "buyers/letters.h"
#include "buyers/secret.h"
#include "buyers/text.h"
#include "mail/mail.h"

namespace karya::buyers {

namespace {

/// "s…@example.id": enough for its owner to know it again.
std::string masked(std::string_view email)
{
    return std::string { email.substr(0, 1) } + "…" + std::string { email.substr(email.find('@')) };
}

} // namespace

bool offered() { return mail::address_of(Lang::id, "").has_value(); }

Result<void> send_link(Call& call, Link const& link, std::string_view token)
{
    auto const lang = call.lang;
    bool const change = link.purpose == Purpose::change;
    auto const address = mail::address_of(lang, "/pembeli/tautan/" + std::string { token });
    if (!address) return no_letters;
    return mail::send(
        call,
        { .purpose = "buyers.link " + hash_of_secret(token),
          .to = link.email,
          .lang = lang,
          .subject = change ? text::letter_change(lang) : text::letter_sign_in(lang),
          .paragraphs = { change ? text::letter_change_lede(lang) : text::letter_sign_in_lede(lang),
                          text::letter_once(lang), text::letter_not_you(lang) },
          .action = mail::Action {
              change ? text::letter_change_go(lang) : text::letter_sign_in_go(lang), *address } });
}

void tell_left(Call& call, std::string const& left, std::string const& email)
{
    auto const lang = call.lang;
    auto const sent = mail::send(call,
                                 { .purpose = "buyers.left " + rfc3339(call.now),
                                   .to = left,
                                   .lang = lang,
                                   .subject = text::letter_left(lang),
                                   .paragraphs = { text::letter_left_lede(lang, masked(email)),
                                                   text::letter_left_not_you(lang) } });
    (void)sent.ok(); // an address that is none any more
}

} // namespace karya::buyers
