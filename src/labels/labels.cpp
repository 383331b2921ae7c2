// A label in the order it lives: numbered in a run, looked up, withdrawn.

#include "labels/labels.h"
#include "base/base64.h"
#include "base/embedded.h"
#include "base/json.h"
#include "base/text.h"
#include "core/audit.h"
#include "labels/book.h"
#include "labels/keys.h"
#include "labels/store.h"
#include <algorithm>

namespace karya::labels {

namespace {

LotTeller& lot_teller()
{
    static LotTeller kept {};
    return kept;
}

constexpr std::size_t reason_max = 200;
constexpr int made_ago_max = 3'650; ///< days

bool is_article(std::string const& code)
{
    return code.size() <= article_length_max && is_clean_utf8(code)
        && code.find_first_of("\t\r\n") == code.npos;
}

Result<void> check(RunDraft const& draft, Day today)
{
    if (draft.count < 1 || draft.count > run_max)
        return Error { bad_run }.at("count", "labels.count_range");
    if (draft.day > today) return Error { bad_run }.at("day", "labels.in_future");
    if (draft.day < today.next(-made_ago_max))
        return Error { bad_run }.at("day", "labels.long_ago");
    return {};
}

Error wrong_of(std::string field, std::string_view why, std::string name, std::string value)
{
    Error error { bad_run };
    error.fields.push_back(
        { std::move(field), std::string { why }, { { std::move(name), std::move(value) } } });
    return error;
}

/// Who reads a lot on a label will trust it when it is called back: so it is true.
Result<void> check_lot(Call& call, org::UnitScope const& scope, RunDraft const& draft)
{
    if (draft.lot.empty()) return {};
    if (is_recalled(call.view(), scope, draft.lot))
        return Error { bad_run }.at("lot", "labels.lot_recalled");
    auto const known = lots(call.view(), scope, draft.lot);
    auto const lot = std::ranges::find(known, draft.lot, &Lot::lot);
    if (lot == known.end() || !is_lot(scope.code(), draft.lot))
        return Error { bad_run }.at("lot", "labels.no_such_lot");
    if (lot->variant != draft.variant)
        return wrong_of("lot", "labels.lot_of_others", "goods", lot->goods);
    if (lot->day != draft.day)
        return wrong_of("day", "labels.day_of_lot", "day", show(call.lang, lot->day));
    return {};
}

/// Those that are in force on the day, as people know them: "Halal ID123 · P-IRT 456".
std::string papers_on(catalogue::Product const& product, Day day)
{
    std::string words;
    for (auto const& paper : product.papers) {
        if (paper.valid_to && *paper.valid_to < day) continue;
        if (!words.empty()) words += " · ";
        words += karya::text::of(Lang::id, paper.kind) + " " + paper.number;
    }
    return words;
}

/// What is printed, as the catalogue tells it now.
Result<PrintRun> described(Call& call, org::UnitScope const& scope, RunDraft const& draft)
{
    auto const view = call.view();
    auto const goods = TRY(catalogue::goods_name(view, scope, draft.variant.text()));
    auto const product = TRY(catalogue::product(view, scope, goods.product));
    auto const variant = std::ranges::find(product.variants, draft.variant,
                                           &catalogue::Variant::id);
    if (variant == product.variants.end()) return not_found;
    if (!is_article(variant->code)) return Error { bad_run }.at("variant", "labels.long_code");
    PrintRun run { .id = LabelRunId::make(call.now),
                   .unit = scope.unit(),
                   .variant = draft.variant,
                   .product = goods.product,
                   .article = variant->code,
                   .day = draft.day,
                   .lot = draft.lot,
                   .name = goods.name,
                   .unit_name = TRY(org::unit_on(view, scope.unit(), draft.day)).name,
                   .origin = product.origin,
                   .papers = papers_on(product, scope.day(call.now)),
                   .made_at = call.now,
                   .made_by = call.actor.officer };
    if (draft.with_price) run.price = variant->price;
    return run;
}

} // namespace

Result<PrintRun> issue(Call& call, org::UnitScope const& scope, RunDraft const& draft)
{
    TRY(check(draft, scope.day(call.now)));
    TRY(check_lot(call, scope, draft));
    auto run = TRY(described(call, scope, draft));
    run.first = store::take_serials(call.tx, scope.unit(), draft.count);
    run.last = run.first + draft.count - 1;
    run.n = store::next_n(call.tx, scope.unit());
    run.kid = signing_key(call).kid;
    store::insert(call.tx, run);
    call.tx.touch(std::string { book_tag });
    core::audit(call,
                { .what = "labels.issue",
                  .object = run.id.text(),
                  .after = json_text(run),
                  .unit = scope.unit() });
    return run;
}

std::vector<PrintRun> runs(View const& view, org::UnitScope const& scope,
                           std::optional<std::int64_t> before)
{
    return store::runs(view.read, scope.unit(), before.value_or(INT64_MAX));
}

Result<PrintRun> run(View const& view, org::UnitScope const& scope, LabelRunId id)
{
    auto found = store::run(view.read, scope.unit(), id);
    if (!found) return not_found;
    return std::move(*found);
}

Result<UnitId> unit_of(View const& view, LabelRunId id)
{
    auto const unit = store::unit_of(view.read, id);
    if (!unit) return not_found;
    return *unit;
}

namespace {

bool all_withdrawn(View const& view, org::UnitScope const& scope, PrintRun const& run,
                   Stretch const& serials)
{
    if (!run.lot.empty() && is_recalled(view, scope, run.lot)) return true;
    auto next = serials.first;
    for (auto const& gone : store::withdrawn_among(view.read, run.id, serials))
        if (gone.first <= next) next = std::max(next, gone.last + 1);
    return next > serials.last;
}

} // namespace

Result<void> withdraw(Call& call, org::UnitScope const& scope, WithdrawalDraft const& draft)
{
    auto const run = TRY(labels::run(call.view(), scope, draft.run));
    auto const [first, last] = draft.serials;
    if (first < run.first || first > run.last)
        return Error { bad_withdrawal }.at("first", "labels.outside_run");
    if (last < first || last > run.last)
        return Error { bad_withdrawal }.at("last", "labels.outside_run");
    std::string const reason { trimmed(draft.reason) };
    if (reason.empty() || code_points(reason) > reason_max || !is_clean_utf8(reason))
        return Error { bad_withdrawal }.at("reason", "labels.reason_form");
    if (all_withdrawn(call.view(), scope, run, draft.serials))
        return Error { bad_withdrawal }.at("first", "labels.withdrawn_already");
    Withdrawal const made { .id = WithdrawalId::make(call.now),
                            .first = first,
                            .last = last,
                            .reason = reason,
                            .at = call.now,
                            .officer = call.actor.officer };
    store::insert(call.tx, run, made);
    call.tx.touch(std::string { book_tag });
    core::audit(call,
                { .what = "labels.withdraw",
                  .object = run.id.text(),
                  .after = json_text(made),
                  .unit = scope.unit() });
    return {};
}

namespace {

std::optional<Withdrawal> recalled(View const& view, PrintRun const& run)
{
    auto const found = run.lot.empty() ? std::nullopt : store::recall(view.read, run.unit, run.lot);
    if (!found) return {};
    return Withdrawal { .first = run.first,
                        .last = run.last,
                        .reason = found->reason,
                        .at = found->at,
                        .officer = found->officer };
}

} // namespace

std::vector<Withdrawal> withdrawals(View const& view, PrintRun const& run)
{
    auto all = store::withdrawals(view.read, run.id);
    if (auto whole = recalled(view, run)) all.push_back(std::move(*whole));
    return all;
}

void tell_lots_by(LotTeller teller) { lot_teller() = teller; }

std::vector<Lot> lots(View const& view, org::UnitScope const& scope, std::string_view lot)
{
    return lot_teller() ? lot_teller()(view, scope, lot) : std::vector<Lot> {};
}

std::vector<PrintRun> runs_of(View const& view, org::UnitScope const& scope, std::string_view lot)
{
    return store::runs_of(view.read, scope.unit(), lot);
}

void recall(Call& call, org::UnitScope const& scope, std::string const& lot,
            std::string const& reason)
{
    store::insert_recall(call.tx, scope.unit(), lot, { reason, call.now, call.actor.officer });
    call.tx.touch(std::string { book_tag });
}

bool is_recalled(View const& view, org::UnitScope const& scope, std::string_view lot)
{
    return store::recall(view.read, scope.unit(), lot).has_value();
}

std::vector<CalledBack> called_back(View const& view, org::UnitScope const& scope)
{
    return store::called_back(view.read, scope.unit());
}

namespace {

Result<Read> proven(View const& view, std::string_view token)
{
    auto read = TRY(read_token(token));
    auto const key = store::key(view.read, read.kid);
    if (!key) return unknown_key;
    auto const public_bytes = from_base64url(key->public_half);
    CHECK(public_bytes.has_value()); // we wrote it
    if (!is_signed(read.to_sign, read.signature, *public_bytes)) return wrong_signature;
    return read;
}

bool is_of(PrintRun const& run, Read const& read)
{
    auto const& said = read.claims;
    return run.kid == read.kid && run.article == said.article && run.day == said.day
        && run.lot == said.lot;
}

} // namespace

Result<Label> look_up(View const& view, std::string_view token)
{
    auto const read = TRY(proven(view, token));
    auto const unit = org::unit_by_code(view, read.claims.unit);
    if (!unit.ok()) return not_issued;
    auto const serial = read.claims.serial;
    auto const run = store::run_with(view.read, unit.value().id, serial);
    if (!run || !is_of(*run, read)) return not_issued;
    Label label { .run = *run,
                  .serial = serial,
                  .withdrawn = store::withdrawal_of(view.read, run->id, serial) };
    if (!label.withdrawn) label.withdrawn = recalled(view, *run);
    return label;
}

std::optional<Looks> looks_at(View const& view, Label const& label)
{
    return store::looks(view.read, label.run.unit, label.serial);
}

std::optional<std::string> token_in(std::string_view scanned)
{
    scanned = trimmed(scanned);
    auto const scheme = lowered(scanned.substr(0, scanned.find("://")));
    if (scheme != "https" && scheme != "http") return {};
    auto const slash = scanned.rfind('/');
    auto const before = scanned.substr(0, slash);
    if (!before.ends_with("/L") && !before.ends_with("/l")) return {};
    return std::string { scanned.substr(slash + 1) };
}

} // namespace karya::labels
