#include "reviews/state.h"
#include "base/json.h"
#include "base/leaf.h"
#include "base/text.h"
#include "reviews/filter.h"
#include <algorithm>

namespace karya::reviews {

namespace {

constexpr std::size_t words_max = 1'000;
constexpr std::size_t name_max = 40;
constexpr std::size_t report_max = 500;
constexpr std::ptrdiff_t name_digits_max = 3; ///< "Angkatan 98" is a name, a number is not

/// Why such words are never published; empty: they may be.
std::string_view barred(std::vector<Finding> const& found)
{
    if (found.empty()) return {};
    switch (found.front()) {
    case Finding::gambling: return "reviews.no_gambling";
    case Finding::link: return "reviews.no_link";
    case Finding::contact: return "reviews.no_contact";
    case Finding::id_number: return "reviews.no_id_number";
    case Finding::someone: break;
    }
    return {};
}

std::string_view wrong_with(std::string_view text, std::size_t letters_max)
{
    if (!is_clean_utf8(text)) return reason::bad_text;
    if (code_points(text) > letters_max) return reason::too_long;
    return barred(findings(text));
}

std::string_view wrong_with_name(std::string_view name)
{
    if (name.find_first_of("\r\n\t") != std::string_view::npos) return reason::bad_text;
    if (auto const why = wrong_with(name, name_max); !why.empty()) return why;
    auto const digits = std::ranges::count_if(name, [](char c) { return c >= '0' && c <= '9'; });
    if (digits > name_digits_max || name.find('@') != std::string_view::npos)
        return "reviews.no_contact";
    return {};
}

bool tells_of_someone(std::string_view text)
{
    auto const found = findings(text);
    return std::ranges::find(found, Finding::someone) != found.end();
}

/// As it stands after `trail_of`.
struct Trail {
    ReviewState state {};
    std::int64_t stars {};
    std::string words {};
    std::string shown_as {};
    bool photo { false };
    std::optional<Refusal> refusal {};
    std::string answer {};
};
BOOST_DESCRIBE_STRUCT(Trail, (), (state, stars, words, shown_as, photo, refusal, answer))

} // namespace

bool may_become(ReviewState from, ReviewState to)
{
    using enum ReviewState;
    switch (from) {
    case waiting: return to == published || to == refused || to == taken_back;
    case published: return to == refused || to == taken_back;
    case refused: return to == published || to == taken_back || to == waiting;
    case taken_back: return false;
    }
    return false;
}

Result<Checked> checked(Draft const& given)
{
    constexpr std::int64_t stars_max = 5;
    Checked made { .draft = given };
    auto& draft = made.draft;
    draft.words = trimmed(given.words);
    draft.shown_as = trimmed(given.shown_as);
    Error error { bad_review };
    auto const refuse = [&](char const* field, std::string_view why) {
        if (!why.empty()) error.fields.push_back({ field, std::string { why }, {} });
    };
    if (draft.stars < 1 || draft.stars > stars_max) refuse("stars", "reviews.choose_stars");
    refuse("words", wrong_with(draft.words, words_max));
    refuse("shown_as", wrong_with_name(draft.shown_as));
    if (!error.fields.empty()) return error;
    made.someone = tells_of_someone(draft.words);
    return made;
}

Result<std::string> checked_answer(std::string const& given)
{
    std::string words { trimmed(given) };
    if (auto const why = wrong_with(words, words_max); !why.empty())
        return Error { bad_answer }.at("answer", std::string { why });
    return words;
}

Result<std::string> checked_report(std::string const& given)
{
    std::string words { trimmed(given) };
    if (!is_clean_utf8(words) || code_points(words) > report_max)
        return Error { bad_report }.at("words", std::string { reason::too_long });
    return words;
}

std::string trail_of(Review const& review)
{
    return json_text(Trail { review.state, review.stars, review.words, review.shown_as,
                             review.photo, review.refusal, review.answer });
}

catalogue::Rating rating_of(Review const& review)
{
    if (review.state != ReviewState::published) return {};
    return { .count = 1, .sum = review.stars };
}

} // namespace karya::reviews
