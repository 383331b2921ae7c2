// What a worker agreed to, and took back.

#include "base/json.h"
#include "base/text.h"
#include "core/audit.h"
#include "wbp/held.h"
#include "wbp/store.h"

namespace karya::wbp {

namespace {

constexpr std::size_t paper_max = 80;

void note_consent(Call& call, std::string_view what, org::UnitScope const& scope, WorkerId worker,
                  std::string const& words)
{
    core::audit(call,
                { .what = what, .object = worker.text(), .after = words, .unit = scope.unit() });
}

} // namespace

Result<void> give_consent(Call& call, org::UnitScope const& scope, NewConsent const& wanted)
{
    auto const worker = TRY(held(call, scope, wanted.worker));
    if (worker.child) return child;
    Consent const consent { .id = ConsentId::make(call.now),
                            .purpose = wanted.purpose,
                            .paper = std::string { trimmed(wanted.paper) },
                            .given_on = wanted.given_on };
    if (consent.paper.empty() || code_points(consent.paper) > paper_max
        || !is_clean_utf8(consent.paper))
        return Error { bad_consent }.at("paper", "wbp.no_paper");
    if (consent.given_on > scope.day(call.now))
        return Error { bad_consent }.at("given_on", "wbp.ahead");
    if (store::stands(call.tx, worker.id, wanted.purpose)) return consent_open;
    store::add_consent(call.tx, worker.id, consent);
    note_consent(call, "wbp.give_consent", scope, worker.id, json_text(consent));
    return {};
}

Result<void> revoke_consent(Call& call, org::UnitScope const& scope, WorkerId worker,
                            Purpose purpose)
{
    TRY(held(call, scope, worker));
    if (!store::revoke(call.tx, worker, purpose, scope.day(call.now))) return no_consent;
    note_consent(call, "wbp.revoke_consent", scope, worker, std::string { enum_text(purpose) });
    return {};
}

std::vector<Consent> consents(View const& view, org::UnitScope const& scope, WorkerId worker)
{
    if (!store::worker(view.read, scope.unit(), worker)) return {};
    return store::consents(view.read, worker);
}

bool agrees(View const& view, org::UnitScope const& scope, WorkerId worker, Purpose purpose)
{
    auto const found = store::worker(view.read, scope.unit(), worker);
    return found && !found->child && store::stands(view.read, worker, purpose);
}

} // namespace karya::wbp
