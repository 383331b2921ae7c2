#include "identity/known_browser.h"
#include "base/hash.h"
#include "base/text.h"
#include "identity/keys.h"
#include <algorithm>
#include <sodium.h>

namespace karya::identity {

namespace {

constexpr std::size_t people_max = 5;
constexpr std::size_t nonce_length = 16;
constexpr std::size_t proof_length = 32;
constexpr char between = '~';

/// "day.nonce.proof": the day when it was given, and that it was given for this login.
std::string token_of(std::string_view day, std::string_view nonce, std::string_view login)
{
    auto const begin = std::string { day } + "." + std::string { nonce };
    auto const proof = derived("browser " + begin + " " + lowered(trimmed(login)));
    return begin + "." + proof.substr(0, proof_length);
}

std::int64_t days(Timestamp at)
{
    return std::chrono::floor<std::chrono::days>(at.time_since_epoch()).count();
}

bool is_fresh(std::string_view token, Timestamp now)
{
    auto const parts = fields_of(token, '.');
    auto const hex = [](std::string_view text) {
        return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    };
    std::int64_t day {};
    return parts.size() == 3 && parse_integer(parts[0], day) && days(now) - day < known_for.count()
        && parts[1].size() == nonce_length && hex(parts[1]) && parts[2].size() == proof_length
        && hex(parts[2]);
}

/// Those whose form and day are right, whoever they were given to.
std::vector<std::string_view> tokens_of(Caller const& caller, Timestamp now)
{
    auto tokens = fields_of(caller.known_token, between);
    std::erase_if(tokens, [&](auto token) { return !is_fresh(token, now); });
    if (tokens.size() > people_max) tokens.resize(people_max);
    return tokens;
}

/// `token` is one of `tokens_of`.
bool given_to(std::string_view token, std::string_view login)
{
    auto const parts = fields_of(token, '.');
    auto const right = token_of(parts[0], parts[1], login);
    return right.size() == token.size()
        && sodium_memcmp(right.data(), token.data(), right.size()) == 0;
}

} // namespace

std::optional<std::string> known_by(Caller const& caller, std::string_view login, Timestamp now)
{
    std::optional<std::string> known;
    for (auto const token : tokens_of(caller, now))
        if (given_to(token, login)) known = token;
    return known;
}

std::string made_known(Caller const& caller, std::string_view login, Timestamp now)
{
    auto all = token_of(std::to_string(days(now)), random_hex(nonce_length / 2), login);
    std::size_t people = 1;
    for (auto const token : tokens_of(caller, now)) {
        if (people == people_max || given_to(token, login)) continue;
        all += between + std::string { token };
        ++people;
    }
    return all;
}

} // namespace karya::identity
