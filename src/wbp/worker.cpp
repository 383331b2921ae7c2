// A worker in the order of his stay: added, corrected, gone, back, erased.

#include "base/json.h"
#include "base/text.h"
#include "core/audit.h"
#include "wbp/held.h"
#include "wbp/store.h"

namespace karya::wbp {

namespace {

constexpr std::size_t name_max = 120;
constexpr std::size_t register_max = 40;

void check(Error& error, std::string_view text, std::size_t most, char const* field)
{
    if (text.empty())
        error.fields.push_back({ field, "wbp.empty" });
    else if (code_points(text) > most || !is_clean_utf8(text)
             || text.find('\n') != std::string_view::npos)
        error.fields.push_back({ field, "wbp.too_long" });
}

/// Trimmed, or refused.
Result<Identity> clean(Identity const& written)
{
    Identity identity { std::string { trimmed(written.register_number) },
                        std::string { trimmed(written.name) } };
    Error error { bad_worker };
    check(error, identity.register_number, register_max, "register_number");
    check(error, identity.name, name_max, "name");
    if (!error.fields.empty()) return error;
    return identity;
}

/// Nobody else of the unit may have that register number.
Result<void> check_free(Call& call, org::UnitScope const& scope, WorkerId id,
                        std::string_view register_number)
{
    auto const other = store::by_mark(call.tx, scope.unit(), mark_of(register_number));
    if (!other || other->id == id) return {};
    auto const number = number_of(scope, other->n);
    Error error { register_taken };
    error.args = { { "number", number } };
    error.fields = { { "register_number", "wbp.register_taken", { { "number", number } } } };
    return error;
}

Result<bool> is_for_children(Call& call, org::UnitScope const& scope)
{
    return TRY(org::unit(call.view(), scope.unit())).kind == org::UnitKind::lpka;
}

} // namespace

std::string number_of(org::UnitScope const& scope, std::int64_t n)
{
    return scope.code() + "-WBP-" + std::to_string(n);
}

void note(Call& call, std::string_view what, Worker const& before, Worker const& after)
{
    core::audit(call,
                { .what = what,
                  .object = after.id.text(),
                  .before = before.id.empty() ? "" : json_text(before),
                  .after = json_text(after),
                  .unit = after.unit });
}

Result<Worker> held(Call& call, org::UnitScope const& scope, WorkerId id)
{
    auto const found = store::held(call.tx, scope.unit(), id);
    if (!found) return not_found;
    if (found->erased_at) return is_erased;
    return *found;
}

Result<Worker> add(Call& call, org::UnitScope const& scope, NewWorker const& wanted)
{
    auto const identity = TRY(clean(wanted.identity));
    if (wanted.since > scope.day(call.now)) return Error { bad_day }.at("since", "wbp.ahead");
    Worker const worker { .id = WorkerId::make(call.now),
                          .unit = scope.unit(),
                          .n = store::next_n(call.tx, scope.unit()),
                          .child = TRY(is_for_children(call, scope)),
                          .since = wanted.since };
    TRY(check_free(call, scope, worker.id, identity.register_number));
    auto const key = new_key(worker.id);
    store::add(call.tx, worker, key, sealed(worker.id, key, identity));
    note(call, "wbp.add", {}, worker);
    return worker;
}

Result<void> correct(Call& call, org::UnitScope const& scope, WorkerId id, Identity const& identity)
{
    auto const written = TRY(clean(identity));
    auto const worker = TRY(held(call, scope, id));
    TRY(check_free(call, scope, id, written.register_number));
    auto const key = store::key(call.tx, id);
    if (!key) return is_erased;
    store::set_identity(call.tx, id, sealed(id, *key, written));
    note(call, "wbp.correct", worker, worker);
    return {};
}

Result<void> leave(Call& call, org::UnitScope const& scope, WorkerId id, Day last_day)
{
    auto const worker = TRY(held(call, scope, id));
    if (worker.left_on) return has_left;
    if (last_day < worker.since) return Error { bad_day }.at("last_day", "wbp.before_he_came");
    if (last_day > scope.day(call.now)) return Error { bad_day }.at("last_day", "wbp.ahead");
    auto gone = worker;
    gone.left_on = last_day;
    store::set_left(call.tx, id, gone.left_on);
    note(call, "wbp.leave", worker, gone);
    return {};
}

Result<void> come_back(Call& call, org::UnitScope const& scope, WorkerId id)
{
    auto const worker = TRY(held(call, scope, id));
    if (!worker.left_on) return is_here;
    auto back = worker;
    back.left_on.reset();
    store::set_left(call.tx, id, {});
    note(call, "wbp.come_back", worker, back);
    return {};
}

Result<void> erase(Call& call, org::UnitScope const& scope, WorkerId id)
{
    auto const worker = TRY(held(call, scope, id));
    if (!worker.left_on) return is_here;
    auto erased = worker;
    erased.erased_at = call.now;
    store::revoke_all(call.tx, id, scope.day(call.now));
    store::destroy(call.tx, id, call.now);
    note(call, "wbp.erase", worker, erased);
    return {};
}

Result<Worker> worker(View const& view, org::UnitScope const& scope, WorkerId id)
{
    auto const found = store::worker(view.read, scope.unit(), id);
    if (!found) return not_found;
    return *found;
}

std::vector<Worker> workers(View const& view, org::UnitScope const& scope, Who who,
                            std::int64_t after)
{
    return who == Who::here ? store::here(view.read, scope.unit(), after)
                            : store::everybody(view.read, scope.unit(), after);
}

} // namespace karya::wbp
