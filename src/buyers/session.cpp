// Who is signed in, and until when.

#include "buyers/secret.h"
#include <chrono>
#include <mutex>
#include <set>

namespace karya::buyers {

namespace {

using std::chrono::days;

constexpr days idle_max { 30 };
/// A session's last use is noted once a day, for a page that is only read writes nothing.
constexpr days noted_each { 1 };

/// Sessions that were used since their last use was noted, in the memory of this node. What is
/// forgotten with it is noted at the next page.
class UsedSessions {
public:
    void note(std::string hash)
    {
        constexpr std::size_t most = 10'000;
        std::scoped_lock const lock { m_mutex };
        if (m_hashes.size() < most) m_hashes.insert(std::move(hash));
    }
    std::set<std::string> take()
    {
        std::scoped_lock const lock { m_mutex };
        return std::exchange(m_hashes, {});
    }

private:
    std::mutex m_mutex;
    std::set<std::string> m_hashes;
};

UsedSessions& used_sessions()
{
    static UsedSessions used;
    return used;
}

/// Buyers sign in at a page of their own.
Error not_signed_in() { return Error { sign_in_first }.with("sign_in", std::string { home_path }); }

} // namespace

std::optional<Account> signed_in(View const& view)
{
    if (!is_secret(view.caller.buyer_token)) return {};
    auto hash = hash_of_secret(view.caller.buyer_token);
    auto const row = store::session(view.read, hash);
    if (!row || view.now - row->seen_at >= idle_max) return {};
    auto email = opened_email(row->email, row->mailbox);
    if (!email) return {};
    bool const due = view.now - row->seen_at >= noted_each;
    if (due) used_sessions().note(std::move(hash));
    return Account { row->id, std::move(*email), row->mailbox, row->made_at, due };
}

Result<Account> account(View const& view)
{
    auto found = signed_in(view);
    if (!found) return not_signed_in();
    return std::move(*found);
}

Result<Account> account_locked(Call& call)
{
    auto found = TRY(account(call.view()));
    // Erased by another window since it was read.
    if (!store::hold_account(call.tx, found.id)) return not_signed_in();
    return found;
}

std::optional<BuyerId> owner(db::Read& read, std::string_view mailbox)
{
    return store::owner(read, mailbox);
}

void sign_out(Call& call)
{
    if (is_secret(call.caller.buyer_token))
        store::drop_session(call.tx, hash_of_secret(call.caller.buyer_token));
}

Result<void> sign_out_everywhere(Call& call)
{
    store::drop_sessions(call.tx, TRY(account(call.view())).id);
    return {};
}

std::vector<SessionTimes> sessions(View const& view, BuyerId id)
{
    return store::sessions(view.read, id);
}

void erase(Call& call, BuyerId id)
{
    auto const row = store::account(call.tx, id);
    if (!row || !store::hold_account(call.tx, id)) return;
    store::drop_account(call.tx, id, row->mailbox);
}

void tidy_up(Call& call)
{
    for (auto const& hash : used_sessions().take()) store::set_seen(call.tx, hash, call.now);
    store::drop_idle(call.tx, call.now - idle_max);
    store::drop_links(call.tx, call.now);
    store::drop_asked(call.tx, call.now - std::chrono::hours { 1 });
}

std::optional<std::string> first_broken_account(db::Read& read)
{
    BuyerId after;
    for (auto rows = store::accounts(read, after); !rows.empty();
         rows = store::accounts(read, after)) {
        for (auto const& row : rows) {
            if (!opens_email(row)) return "account " + row.id.text() + ": its mailbox";
            int preferred = 0;
            auto const addresses = store::addresses(read, row.id);
            for (auto const& address : addresses) {
                if (!opens_address(address)) return "address " + address.id.text();
                preferred += address.preferred ? 1 : 0;
            }
            if (preferred != (addresses.empty() ? 0 : 1))
                return "account " + row.id.text() + ": preferred addresses";
        }
        after = rows.back().id;
    }
    return {};
}

} // namespace karya::buyers
