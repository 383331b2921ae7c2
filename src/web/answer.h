#pragma once
// From an Output or an Error to a Response in the face that was asked for.

#include "web/exchange.h"
#include "web/page.h"
#include "web/problem.h"

namespace karya::web {

/// What every answer needs to know of the whole.
struct AnswerSetting {
    Pages const& pages;
    bool demo { false };
    std::string_view sign_in {};
};

PageFrame frame_of(AnswerSetting const& setting, Exchange const& exchange, std::string path);

/// 200 as page, JSON or file.
Response answer_query(AnswerSetting const& setting, Exchange const& exchange, Output const& output);
/// 303 for a page, 201 with the Output for JSON.
Response answer_command(Exchange const& exchange, Output const& output);
/// Problem+json, or a page; who is not signed in is sent to sign in.
Response answer_error(AnswerSetting const& setting, Exchange const& exchange, Error const& error);

/// The form's page again, at the error's status, with what was sent and what was wrong.
Response answer_form(AnswerSetting const& setting, Exchange const& form, Output const& output,
                     Error const& error);

/// Where success leads: `Then.location` filled from the Output, in the language of the request.
std::string location_of(Exchange const& exchange, Output const& output);

/// A strong entity tag of the bytes.
std::string entity_tag(std::string_view bytes);

} // namespace karya::web
