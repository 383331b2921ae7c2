#include "identity/second_factor.h"

#include "base/text.h"
#include "core/audit.h"
#include "identity/keys.h"
#include "identity/known_browser.h"
#include "identity/throttle.h"
#include "identity/totp.h"
#include <sodium.h>

namespace karya::identity {

namespace {

constexpr std::size_t secret_size = 20; // what RFC 4226 asks for SHA-1
constexpr std::size_t seed_size = 32;
constexpr int recovery_code_count = 10;

std::string totp_binding(OfficerId account) { return "totp " + account.text(); }

std::string enrolment_binding(OfficerId account) { return "enrolment " + account.text(); }

std::string grouped(std::string_view text)
{
    std::string groups;
    for (std::size_t i = 0; i < text.size(); i += 4) {
        if (i > 0) groups += ' ';
        groups += text.substr(i, 4);
    }
    return groups;
}

/// Under the key, so that a stolen database alone cannot be searched for codes.
std::string recovery_hash(OfficerId account, std::string_view bytes)
{
    return derived("recovery " + account.text() + " " + base32(bytes));
}

/// 80 bits each, from the seed, so that the page can show them until they are confirmed.
std::vector<std::string> recovery_bytes(std::string_view seed)
{
    std::vector<std::string> codes;
    for (int i = 0; i < recovery_code_count; ++i) {
        std::string bytes(crypto_generichash_BYTES_MIN, '\0');
        auto const number = static_cast<unsigned char>(i);
        crypto_generichash(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), &number, 1,
                           reinterpret_cast<unsigned char const*>(seed.data()), seed.size());
        codes.push_back(bytes.substr(0, 10));
    }
    return codes;
}

struct Pending {
    std::string secret;
    std::string seed;
};

Result<Pending> pending(db::Read& read, OfficerId account)
{
    auto const row = store::enrolment(read, account);
    if (!row) return not_found;
    auto const plain = opened(row->sealed, enrolment_binding(account));
    if (!plain || plain->size() != secret_size + seed_size)
        return Error { not_found, "an enrolment sealed with another key" };
    return Pending { plain->substr(0, secret_size), plain->substr(secret_size) };
}

Result<Holder> enrolling_holder(View const& view)
{
    auto found = TRY(holder(view));
    if (found.session.stage == Stage::code) return sign_in_first;
    return found;
}

} // namespace

void begin_enrolment(Call& call, Account const& account)
{
    auto const row = store::enrolment(call.tx, account.id);
    bool const usable = row && call.now - row->begun_at < std::chrono::hours { 1 }
        && pending(call.tx, account.id).ok();
    if (usable) return;
    std::string plain(secret_size + seed_size, '\0');
    randombytes_buf(plain.data(), plain.size());
    store::set_enrolment(call.tx, account.id,
                         { sealed(plain, enrolment_binding(account.id)), call.now });
}

Result<Enrolling> enrolling(View const& view)
{
    auto const found = TRY(enrolling_holder(view));
    auto const made = TRY(pending(view.read, found.account.id));
    Enrolling page { .secret = grouped(base32(made.secret)),
                     .uri = key_uri(found.account.login, made.secret) };
    for (auto const& bytes : recovery_bytes(made.seed))
        page.recovery_codes.push_back(lowered(grouped(base32(bytes))));
    return page;
}

Result<Entry> confirm_enrolment(Call& call, std::string_view code)
{
    auto const found = TRY(enrolling_holder(call.view()));
    auto const& account = found.account;
    auto const made = TRY(pending(call.tx, account.id));
    auto const subjects = account_subjects(account, call.caller, call.now);
    if (auto const until = claim(call, subjects))
        return Entry { .verdict = Verdict::wait, .wait_until = *until };
    auto const step = step_of(made.secret, trimmed(code), call.now);
    if (!step || !store::drop_enrolment(call.tx, account.id)) return Entry {};

    forgive(call, subjects);
    store::set_totp(call.tx, account.id, sealed(made.secret, totp_binding(account.id)), *step);
    std::vector<std::string> hashes;
    for (auto const& bytes : recovery_bytes(made.seed))
        hashes.push_back(recovery_hash(account.id, bytes));
    store::set_recovery_codes(call.tx, account.id, hashes);
    // Sessions that began without it do not outlive it.
    store::drop_sessions(call.tx, account.id, found.session.id);
    store::set_signed_in(call.tx, account.id, call.now);
    Entry entry { .verdict = Verdict::full, .role = account.role };
    entry.token = begin_session(call, account, Stage::full);
    entry.known = made_known(call.caller, account.login, call.now);
    auto as = acting(call, account);
    core::audit(as,
                { .what = "identity.enrol_second_factor",
                  .object = account.id.text(),
                  .before = "off",
                  .after = "on" });
    return entry;
}

Result<void> remove_second_factor(Call& call)
{
    auto const found = TRY(signed_in_holder(call.view()));
    auto const password = store::password_of(call.tx, found.account.id);
    if (found.account.mfa_required || !password.strong_alone) return second_factor_kept;
    store::drop_second_factor(call.tx, found.account.id);
    core::audit(call,
                { .what = "identity.remove_second_factor",
                  .object = found.account.id.text(),
                  .before = "on",
                  .after = "off" });
    return {};
}

bool use_code(Call& call, Account const& account, std::string_view code)
{
    auto const typed = trimmed(code);
    auto const sealed_secret = store::totp(call.tx, account.id);
    if (!sealed_secret) return false;
    auto const secret = opened(*sealed_secret, totp_binding(account.id));
    if (secret) {
        auto const step = step_of(*secret, typed, call.now);
        if (step) return store::use_step(call.tx, account.id, *step);
    }
    auto const bytes = from_base32(typed);
    if (!bytes || bytes->size() != 10) return false;
    return store::use_recovery_code(call.tx, account.id, recovery_hash(account.id, *bytes),
                                    call.now);
}

} // namespace karya::identity
