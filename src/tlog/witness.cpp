// A witness vouches that a log of others only ever grows, so that nobody can be shown another past
// of it.

#include "base/base64.h"
#include "base/text.h"
#include "core/audit.h"
#include "tlog/keys.h"
#include "tlog/store.h"

namespace karya::tlog {

namespace {

/// Whether what was seen last is the beginning of what is shown now.
Result<void> check_growth(Watched const& seen, TreeHead const& now, std::vector<Hash> const& path)
{
    if (now.size == 0 && now.root != sha256("")) return not_consistent;
    if (seen.size == 0) {
        if (path.empty()) return {};
        return not_consistent;
    }
    TreeHead const before { seen.size, from_base64(seen.root).value_or("") };
    if (!is_consistent(before, now, path)) return not_consistent;
    return {};
}

/// Adds our cosignature and keeps the note as the newest.
std::string cosign(Call& call, Watched log, Note note, TreeHead const& head)
{
    auto const seconds = std::chrono::floor<std::chrono::seconds>(call.now.time_since_epoch());
    auto const pair = pair_of(signing_key(call, Purpose::witness));
    auto const ours = cosigned_by(pair, witness_name(), note.text, seconds.count());
    std::erase_if(note.signatures, [&](Signature const& one) { return one.name == ours.name; });
    if (note.signatures.size() == signatures_max) note.signatures.pop_back();
    note.signatures.push_back(ours);
    log.size = head.size;
    log.root = to_base64(head.root);
    log.note = spelled(note);
    log.at = call.now;
    store::update(call.tx, log);
    return spelled(ours);
}

} // namespace

std::string witness_name() { return settings().origin + "/saksi"; }

std::vector<Watched> watched(View const& view) { return store::watched(view.read); }

std::optional<Watched> watched_log(View const& view, std::string_view origin)
{
    return store::watched(view.read, origin);
}

Result<void> watch(Call& call, std::string_view verifier)
{
    auto const key = read_verifier(trimmed(verifier));
    if (!key.ok() || key.value().signing != Signing::note)
        return Error { bad_key }.at("verifier", "tlog.bad_key");
    Watched const log { .origin = key.value().name,
                        .verifier = spelled(key.value()),
                        .at = call.now };
    if (!store::insert(call.tx, log)) return Error { log_known }.at("verifier", "tlog.log_known");
    core::audit(call, { .what = "tlog.watch", .object = log.origin, .after = log.verifier });
    signing_key(call, Purpose::witness); // so that it can be handed to the log
    return {};
}

Result<Witnessed> witness(Call& call, std::string_view submitted)
{
    auto const asked = TRY(read_submission(submitted));
    auto const point = read_checkpoint(asked.note.text);
    if (!point.ok()) return bad_submission;
    auto const log = store::watched_locked(call.tx, point.value().origin);
    if (!log) return unknown_log;
    if (how_signed(asked.note, TRY(read_verifier(log->verifier))) != Signed::rightly)
        return not_signed;
    auto const& head = point.value().head;
    if (asked.older > head.size) return bad_submission;
    if (asked.older != log->size) return Witnessed { true, std::to_string(log->size) + "\n" };
    TRY(check_growth(*log, head, asked.path));
    return Witnessed { false, cosign(call, *log, asked.note, head) };
}

} // namespace karya::tlog
