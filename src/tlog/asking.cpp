// Our checkpoints go to witnesses, whose cosignatures stand under them, so that nobody can be shown
// another past of this log. C2SP tlog-witness, the log's side.

#include "base/text.h"
#include "core/audit.h"
#include "tlog/store.h"
#include "tlog/tiles.h"
#include "wire/wire.h"
#include <algorithm>

namespace karya::tlog {

namespace {

using namespace std::chrono_literals;

constexpr auto held_for = 2min;
constexpr auto deadline = 20s;
constexpr auto first_wait = 1min;
constexpr int doublings_max = 6; ///< about an hour
constexpr std::size_t url_max = 200;

/// "https://…", or "http://…" on this machine, without a slash at its end; else nothing.
std::optional<std::string> clean_address(std::string_view typed)
{
    auto address = std::string { trimmed(typed) };
    while (address.ends_with('/')) address.pop_back();
    bool const good = address.starts_with("https://") || address.starts_with("http://127.0.0.1:")
        || address.starts_with("http://localhost:");
    auto const plain = std::ranges::all_of(
        address, [](char c) { return c > ' ' && c < '\x7f' && c != '?' && c != '#' && c != '@'; });
    if (!good || !plain || address.size() > url_max) return {};
    return address;
}

/// What a witness is asked, of one moment.
struct Question {
    Witness witness {};
    SignedHead head {};
    std::string text {};
};

Result<std::optional<Question>> next_question(db::Read& read, Timestamp now)
{
    auto const head = store::newest_checkpoint(read);
    if (!head) return std::optional<Question> {};
    auto const witness = store::next_witness(read, head->size, now);
    if (!witness) return std::optional<Question> {};
    Submission ask { .older = witness->size, .note = TRY(read_note(head->note)) };
    // Its key is ours to vouch for alone: others' cosignatures are none of its business.
    ask.note.signatures.resize(1);
    KeptHashes hashes { read, head->size };
    if (witness->size > 0) ask.path = consistency_of(witness->size, head->size, hashes.all());
    return std::optional { Question { *witness, *head, spelled(ask) } };
}

/// The cosignature that it owes us, if it is a right one.
std::optional<Signature> cosignature_in(std::string_view answer, Question const& question)
{
    auto const verifier = read_verifier(question.witness.verifier);
    auto const told = read_signatures(answer);
    if (!verifier.ok() || !told.ok()) return {};
    auto note = read_note(question.head.note).take(); // one of ours
    for (auto const& signature : told.value()) {
        note.signatures = { signature };
        if (how_signed(note, verifier.value()) == Signed::rightly) return signature;
    }
    return {};
}

/// What came back; `size` and `state` are for the witness.
struct ToldSize {
    Asked state { Asked::odd };
    std::int64_t size {};
    std::optional<Signature> cosignature {};
    bool at_once { false }; ///< it may be asked again without waiting
};

ToldSize told_size(std::string_view body, Question const& question)
{
    std::int64_t seen = 0;
    ToldSize told { .size = question.witness.size };
    if (!parse_integer(trimmed(body), seen) || seen < 0) return told;
    if (seen > question.head.size) {
        told.state = Asked::ahead;
        return told;
    }
    told.state = Asked::waiting;
    told.at_once = seen != question.witness.size && question.witness.tries == 0;
    told.size = seen;
    return told;
}

ToldSize told_by(Result<wire::HttpAnswer> const& answer, Question const& question)
{
    ToldSize told { .size = question.witness.size };
    if (!answer.ok()) {
        told.state = Asked::unreachable;
        return told;
    }
    switch (answer.value().status) {
    case 200:
        told.cosignature = cosignature_in(answer.value().body, question);
        if (!told.cosignature) return told;
        told.state = Asked::cosigned;
        told.size = question.head.size;
        return told;
    case 403: told.state = Asked::refused; return told;
    case 404: told.state = Asked::unknown; return told;
    case 409: return told_size(answer.value().body, question);
    case 422: told.state = Asked::forked; return told;
    default: return told;
    }
}

/// Puts it under the checkpoint, in place of an older one of the same key.
void add(db::Tx& tx, std::int64_t size, Signature const& cosignature)
{
    auto const head = store::checkpoint_locked(tx, size);
    CHECK(head.has_value());
    auto note = read_note(head->note).take(); // one of ours
    auto& signatures = note.signatures;
    std::erase_if(signatures, [&](Signature const& one) {
        return one.name == cosignature.name && one.key_id == cosignature.key_id;
    });
    if (signatures.size() == signatures_max) return;
    signatures.push_back(cosignature);
    store::set_note(tx, size, spelled(note));
}

void keep(db::Tx& tx, Question const& question, ToldSize const& told, Timestamp now)
{
    auto witness = question.witness;
    auto const doublings = std::min<std::int64_t>(witness.tries, doublings_max);
    auto const wait = told.cosignature || told.at_once ? 0min : first_wait * (1 << doublings);
    witness.tries = told.cosignature ? 0 : witness.tries + 1;
    witness.size = told.size;
    if (witness.state != told.state) witness.at = now;
    if (told.cosignature) witness.at = now;
    witness.state = told.state;
    store::set_asked(tx, witness, now + wait);
    if (told.cosignature) add(tx, question.head.size, *told.cosignature);
}

} // namespace

std::vector<Witness> witnesses(View const& view) { return store::witnesses(view.read); }

Result<void> add_witness(Call& call, NewWitness const& wanted)
{
    auto const key = read_verifier(trimmed(wanted.verifier));
    if (!key.ok() || key.value().signing != Signing::cosignature)
        return Error { bad_key }.at("verifier", "tlog.bad_witness_key");
    auto const url = clean_address(wanted.url);
    if (!url) return Error { bad_address }.at("url", "tlog.bad_address");
    Witness const witness {
        .name = key.value().name, .verifier = spelled(key.value()), .url = *url, .at = call.now
    };
    if (!store::insert_witness(call.tx, witness))
        return Error { witness_known }.at("verifier", "tlog.witness_known");
    core::audit(call,
                { .what = "tlog.add_witness",
                  .object = witness.name,
                  .after = witness.verifier + " " + witness.url });
    return {};
}

Result<void> drop_witness(Call& call, std::string_view name)
{
    if (!store::delete_witness(call.tx, name)) return not_found;
    core::audit(call, { .what = "tlog.drop_witness", .object = std::string { name } });
    return {};
}

Asking::Asking(db::Engine& engine, std::function<Timestamp()> clock)
    : m_engine(engine),
      m_clock(std::move(clock))
{
}

Result<bool> Asking::work()
{
    auto const now = m_clock();
    auto const question = TRY(m_engine.get<std::optional<Question>>(
        [&](db::Read& read) { return next_question(read, now); }));
    if (!question) return false;
    bool const held = TRY(m_engine.put<bool>([&](db::Tx& tx) -> Result<bool> {
        return store::hold_witness(tx, question->witness.name, now, now + held_for);
    }));
    if (!held) return true; // another node asks it
    auto const answer = wire::ask_http({ .method = "POST",
                                         .url = question->witness.url + "/add-checkpoint",
                                         .headers = { { "Content-Type", "text/plain" } },
                                         .body = question->text,
                                         .deadline = deadline,
                                         .answer_max = note_bytes_max });
    auto const told = told_by(answer, *question);
    TRY(m_engine.write([&](db::Tx& tx) -> Result<void> {
        keep(tx, *question, told, m_clock());
        return {};
    }));
    return true;
}

} // namespace karya::tlog
