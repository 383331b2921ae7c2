#include "identity/throttle.h"

#include "base/hash.h"
#include "base/network.h"
#include "base/text.h"
#include "identity/known_browser.h"
#include "identity/store.h"
#include <algorithm>

namespace karya::identity {

namespace {

/// Hashed: people type their password into the wrong field.
std::string name_key(std::string_view login) { return sha256_hex(lowered(trimmed(login))); }

Subject at_place(std::string key)
{
    return { std::move(key), patience_with_place, After::nothing };
}

Subject of_address(Caller const& caller)
{
    return { "address " + network_of(caller.address), patience_with_address, After::one_less };
}

/// What is left of earlier failures: one is forgotten in each `forget_one_in`.
std::int64_t remembered(store::Tries const& tries, Patience const& patience, Timestamp now)
{
    auto const quiet = std::max(now - tries.changed_at, std::chrono::microseconds { 0 });
    return std::max<std::int64_t>(0, tries.failures - quiet / patience.forget_one_in);
}

std::optional<Timestamp> block_of(store::Tries const& tries, Timestamp now)
{
    // Noted far later than now: the clock was ahead, and nobody waits until it is so late again.
    if (tries.changed_at > now + std::chrono::minutes { 1 } || tries.not_before <= now) return {};
    return tries.not_before;
}

void count_one(Call& call, Subject const& subject, store::Tries const& tries)
{
    auto const failures = remembered(tries, subject.patience, call.now) + 1;
    store::set_tries(call.tx, subject.key,
                     { failures, call.now + wait_after(subject.patience, failures), call.now });
}

void take_one(Call& call, Subject const& subject)
{
    auto const tries = store::tries_locked(call.tx, subject.key, call.now);
    store::set_tries(call.tx, subject.key,
                     { std::max<std::int64_t>(0, tries.failures - 1), call.now, call.now });
}

} // namespace

// The kinds come in one order everywhere, so that two tries never wait for each other crosswise.

Subjects sign_in_subjects(std::string_view login, Caller const& caller, Timestamp now)
{
    if (auto const token = known_by(caller, login, now))
        return { at_place("browser " + sha256_hex(*token)) };
    auto const name = name_key(login);
    Subjects subjects;
    if (!caller.address.empty()) subjects.push_back(of_address(caller));
    subjects.push_back({ "name " + name, patience_with_name, After::one_less });
    subjects.push_back(at_place("login " + name + " " + network_of(caller.address)));
    return subjects;
}

Subjects account_subjects(Account const& account, Caller const& caller, Timestamp now)
{
    Subjects subjects;
    if (!caller.address.empty() && !known_by(caller, account.login, now))
        subjects.push_back(of_address(caller));
    subjects.push_back(at_place("account " + account.id.text()));
    return subjects;
}

std::optional<Timestamp> blocked_until(View const& view, Subjects const& subjects)
{
    std::optional<Timestamp> until;
    for (auto const& subject : subjects)
        if (auto const tries = store::tries(view.read, subject.key))
            until = std::max(until, block_of(*tries, view.now));
    return until;
}

std::optional<Timestamp> claim(Call& call, Subjects const& subjects)
{
    std::optional<Timestamp> until;
    std::vector<store::Tries> found;
    for (auto const& subject : subjects) {
        found.push_back(store::tries_locked(call.tx, subject.key, call.now));
        until = std::max(until, block_of(found.back(), call.now));
    }
    if (until) return until;
    for (std::size_t i = 0; i < subjects.size(); ++i) count_one(call, subjects[i], found[i]);
    return {};
}

void forgive(Call& call, Subjects const& subjects)
{
    for (auto const& subject : subjects) {
        if (subject.after == After::one_less)
            take_one(call, subject);
        else
            store::drop_tries(call.tx, subject.key);
    }
}

} // namespace karya::identity
