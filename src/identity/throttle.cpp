#include "identity/throttle.h"

#include "base/hash.h"
#include "base/text.h"
#include "identity/store.h"
#include <algorithm>

namespace karya::identity {

namespace {

/// The network of an IPv6 address: whoever has one address has 2^64 of them.
std::string network(std::string_view address)
{
    if (address.find(':') == std::string_view::npos) return std::string { address };
    if (address.starts_with("::ffff:")) return std::string { address.substr(7) };
    std::string first;
    int groups = 0;
    for (auto const group : fields_of(address, ':')) {
        // "::" stands for zeroes, so what follows it is not the network any more.
        if (groups == 4 || group.empty()) break;
        first += std::string { group } + ":";
        ++groups;
    }
    return first + "/64";
}

std::string address_subject(Caller const& caller)
{
    return caller.address.empty() ? "" : "address " + network(caller.address);
}

/// What is left of earlier failures: one is forgotten in each `forget_one_in`.
std::int64_t remembered(store::Tries const& tries, Patience const& patience, Timestamp now)
{
    auto const quiet = std::max(now - tries.changed_at, std::chrono::microseconds { 0 });
    return std::max<std::int64_t>(0, tries.failures - quiet / patience.forget_one_in);
}

std::optional<Timestamp> later(std::optional<Timestamp> a, std::optional<Timestamp> b)
{
    return std::max(a, b);
}

std::optional<Timestamp> block_of(store::Tries const& tries, Timestamp now)
{
    if (tries.not_before <= now) return {};
    return tries.not_before;
}

void count_one(Call& call, std::string const& subject, Patience const& patience,
               store::Tries const& tries)
{
    auto const failures = remembered(tries, patience, call.now) + 1;
    store::set_tries(call.tx, subject,
                     { failures, call.now + wait_after(patience, failures), call.now });
}

} // namespace

Subjects sign_in_subjects(std::string_view login, Caller const& caller)
{
    // Hashed: people type their password into the wrong field.
    return { "login " + sha256_hex(lowered(trimmed(login))), address_subject(caller) };
}

Subjects account_subjects(OfficerId account, Caller const& caller)
{
    return { "account " + account.text(), address_subject(caller) };
}

std::optional<Timestamp> blocked_until(View const& view, Subjects const& subjects)
{
    std::optional<Timestamp> until;
    for (auto const& subject : { subjects.address, subjects.person })
        if (auto const tries = store::tries(view.read, subject))
            until = later(until, block_of(*tries, view.now));
    return until;
}

std::optional<Timestamp> claim(Call& call, Subjects const& subjects)
{
    // Always the address first, so that two tries never wait for each other crosswise.
    std::optional<store::Tries> address;
    if (!subjects.address.empty())
        address = store::tries_locked(call.tx, subjects.address, call.now);
    auto const person = store::tries_locked(call.tx, subjects.person, call.now);
    auto until = block_of(person, call.now);
    if (address) until = later(until, block_of(*address, call.now));
    if (until) return until;
    if (address) count_one(call, subjects.address, patience_with_address, *address);
    count_one(call, subjects.person, patience_with_name, person);
    return {};
}

void forgive(Call& call, Subjects const& subjects)
{
    store::drop_tries(call.tx, subjects.person);
    if (subjects.address.empty()) return;
    auto const address = store::tries_locked(call.tx, subjects.address, call.now);
    store::set_tries(call.tx, subjects.address,
                     { std::max<std::int64_t>(0, address.failures - 1), call.now, call.now });
}

} // namespace karya::identity
