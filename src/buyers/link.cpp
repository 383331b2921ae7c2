// Links that prove a mailbox: asked for, looked at, used once.

#include "base/per_hour.h"
#include "base/text.h"
#include "buyers/letters.h"
#include "buyers/secret.h"
#include "mail/mail.h"
#include <chrono>

namespace karya::buyers {

namespace {

constexpr std::chrono::minutes link_lives { 30 };
constexpr int asked_from_address = 40; ///< an hour: many people share a mobile network's
constexpr std::int64_t asked_of_mailbox = 5;
constexpr std::size_t secret_bytes = 32;
constexpr std::size_t next_max = 300;

ProofHearer& proof_hearer()
{
    static ProofHearer hearer { nullptr };
    return hearer;
}

void prove(Call& call, BuyerId id, std::string_view mailbox)
{
    if (proof_hearer()) proof_hearer()(call, id, mailbox);
}

/// What is asked for beside the mailbox.
struct Asked {
    Purpose purpose {};
    std::optional<BuyerId> account {};
    std::string next {};
    std::string wish {}; ///< slug
};

Result<void> send_one(Call& call, std::string const& typed, Asked asked)
{
    if (!offered()) return no_letters;
    std::string const email { trimmed(typed) };
    if (!mail::is_address(email))
        return Error { bad_email }.at("email", std::string { mail::bad_address.id });
    static PerHour links { asked_from_address };
    if (!links.note(call.caller.address, call.now)) return too_many_asked;
    auto const mailbox = mailbox_of(email);
    // Whoever asks learns nothing of it: neither whose mailbox this is nor how often he was asked.
    if (store::count_asked(call.tx, mailbox, call.now) > asked_of_mailbox) return {};
    auto const token = random_hex(secret_bytes);
    store::insert_link(call.tx, hash_of_secret(token),
                       { asked.purpose, mailbox, sealed_email(email, mailbox), asked.account,
                         std::move(asked.next), std::move(asked.wish) },
                       call.now + link_lives);
    return send_link(call, { asked.purpose, email }, token);
}

/// The account of that mailbox; a new one at the first time.
BuyerId account_of(Call& call, store::LinkRow const& row)
{
    store::insert_account(call.tx, { BuyerId::make(call.now), row.mailbox, row.email, call.now });
    auto const id = store::owner(call.tx, row.mailbox);
    CHECK(id.has_value());
    return *id;
}

Result<Entry> enter(Call& call, store::LinkRow const& row)
{
    auto const id = account_of(call, row);
    sign_out(call); // whoever was signed in here before
    auto token = random_hex(secret_bytes);
    store::insert_session(call.tx, hash_of_secret(token), id, call.now);
    prove(call, id, row.mailbox);
    if (!row.wish.empty()) (void)keep_wish_of(call, id, row.wish).ok(); // it may be gone by now
    return Entry { std::move(token), row.next };
}

Result<Entry> change_mailbox(Call& call, store::LinkRow const& row)
{
    auto const account = signed_in(call.view());
    // Else who is written to unasked would give his orders to another's account with one click.
    if (!account || account->id != row.account) return other_account;
    if (!store::hold_account(call.tx, account->id)) return other_account;
    prove(call, account->id, account->mailbox); // what was ordered with it stays his
    if (!store::set_mailbox(call.tx, { account->id, row.mailbox, row.email, {} }))
        return email_taken;
    prove(call, account->id, row.mailbox);
    tell_left(call, account->email, *opened_email(row.email, row.mailbox));
    return Entry { {}, row.next };
}

} // namespace

void tell_proofs_to(ProofHearer hearer) { proof_hearer() = hearer; }

Result<void> ask_link(Call& call, LinkWish const& wish)
{
    bool const follows = !wish.next.empty() && wish.next.size() <= next_max;
    auto const own = std::string { home_path } + (wish.slug.empty() ? "" : "/keinginan");
    return send_one(call, wish.email,
                    { Purpose::sign_in,
                      {},
                      follows ? wish.next : own,
                      wish.slug.size() <= next_max ? wish.slug : "" });
}

Result<void> ask_change(Call& call, std::string const& email)
{
    auto const account = TRY(account_locked(call));
    return send_one(call, email,
                    { Purpose::change, account.id, std::string { home_path } + "?told=true", {} });
}

Result<Link> link(View const& view, std::string_view token)
{
    if (!is_secret(token)) return link_gone;
    auto const row = store::link(view.read, hash_of_secret(token), view.now);
    auto const email = row ? opened_email(row->email, row->mailbox) : std::nullopt;
    if (!email) return link_gone;
    return Link { row->purpose, *email };
}

Result<Entry> use_link(Call& call, std::string_view token)
{
    if (!is_secret(token)) return link_gone;
    auto const row = store::use_link(call.tx, hash_of_secret(token), call.now);
    if (!row || !opened_email(row->email, row->mailbox)) return link_gone;
    return row->purpose == Purpose::change ? change_mailbox(call, *row) : enter(call, *row);
}

} // namespace karya::buyers
