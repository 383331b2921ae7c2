#include "app/verify.h"
#include "app/store.h"
#include "board/board.h"
#include "catalogue/catalogue.h"
#include "core/audit.h"
#include "core/outbox.h"
#include "ledger/ledger.h"
#include "sales/sales.h"

namespace karya::app {

namespace {

constexpr ErrorCode looked_at { "app.looked_at", Fault::conflict };

Check check_of(std::string name, std::optional<std::string> const& broken)
{
    return { std::move(name), !broken, broken.value_or("") };
}

Check check_ledger(ledger::Verdict const& verdict)
{
    auto const counted = std::to_string(verdict.units) + " units, "
        + std::to_string(verdict.entries) + " entries, " + std::to_string(verdict.postings)
        + " postings";
    return { "ledger", verdict.sound, verdict.sound ? counted : verdict.first_broken };
}

/// The first line in which two versions of the board differ.
std::optional<std::string> first_difference(std::vector<std::string> const& stored,
                                            std::vector<std::string> const& rebuilt)
{
    for (std::size_t i = 0; i < stored.size() || i < rebuilt.size(); ++i) {
        auto const& was = i < stored.size() ? stored[i] : "(nothing)";
        auto const& is = i < rebuilt.size() ? rebuilt[i] : "(nothing)";
        if (was != is) return was + " instead of " + is;
    }
    return {};
}

/// Rebuilds the board from its events inside a transaction that is then undone. Events that wait
/// for delivery are delivered first, so that both sides know the same.
Result<Check> check_board(db::Engine& engine)
{
    auto const subscriber = board::subscriber();
    while (TRY(core::deliver(engine, subscriber))) { }
    Check check { "board" };
    auto const undone = engine.write([&](db::Tx& tx) -> Result<void> {
        TRY(core::deliver_within(tx, subscriber)); // what was announced meanwhile
        auto const stored = board::fingerprint(tx);
        board::forget(tx);
        core::rewind(tx, subscriber.name);
        TRY(core::deliver_within(tx, subscriber));
        check = check_of("board", first_difference(stored, board::fingerprint(tx)));
        return looked_at;
    });
    if (undone.error().code() != looked_at) return Error { undone.error() };
    return check;
}

} // namespace

Result<Proof> verify(db::Engine& engine)
{
    Proof proof;
    TRY(engine.read([&](db::Read& read) -> Result<void> {
        proof.checks.push_back(check_of("storage", store::broken_storage(read)));
        proof.checks.push_back(check_ledger(TRY(ledger::verify(read))));
        proof.checks.push_back(check_of("sales", sales::first_broken_sale(read)));
        proof.checks.push_back(check_of("stock", catalogue::first_broken_stock(read)));
        proof.checks.push_back(check_of("audit", core::broken_audit(read)));
        return {};
    }));
    proof.checks.push_back(TRY(check_board(engine)));
    for (auto const& check : proof.checks) proof.sound = proof.sound && check.sound;
    return proof;
}

} // namespace karya::app
