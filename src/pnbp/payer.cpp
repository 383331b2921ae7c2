// What the treasurer writes down once: the payer as SIMPONI asks for him, and targets.

#include "base/json.h"
#include "base/text.h"
#include "core/audit.h"
#include "pnbp/state.h"
#include "pnbp/store.h"
#include <algorithm>

namespace karya::pnbp {

namespace {

constexpr std::size_t words_max = 200;

bool digits(std::string_view text, std::size_t length)
{
    return text.size() == length
        && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

void check_code(Error& error, std::string_view text, std::size_t length, char const* field)
{
    if (text.empty() || digits(text, length)) return;
    error.fields.push_back({ field, "pnbp.code_digits", { { "digits", std::to_string(length) } } });
}

void check_text(Error& error, std::string_view text, char const* field)
{
    if (code_points(text) > words_max || !is_clean_utf8(text)
        || text.find('\n') != std::string_view::npos)
        error.fields.push_back({ field, "pnbp.too_long" });
}

} // namespace

bool is_whole(Payer const& payer)
{
    return !payer.ministry.empty() && !payer.echelon.empty() && !payer.satker.empty()
        && !payer.kind.empty() && !payer.account.empty() && !payer.payer.empty();
}

std::optional<Payer> payer(View const& view, org::UnitScope const& scope)
{
    return store::payer(view.read, scope.unit());
}

Result<void> set_payer(Call& call, org::UnitScope const& scope, Payer const& payer)
{
    Error error { bad_payer };
    check_code(error, payer.ministry, 3, "ministry");
    check_code(error, payer.echelon, 2, "echelon");
    check_code(error, payer.satker, 6, "satker");
    check_code(error, payer.account, 6, "account");
    check_text(error, payer.kind, "kind");
    check_text(error, payer.payer, "payer");
    check_text(error, payer.note, "note");
    if (!error.fields.empty()) return error;
    auto const before = store::payer(call.tx, scope.unit());
    store::put_payer(call.tx, scope.unit(), payer);
    core::audit(call,
                { .what = "pnbp.set_payer",
                  .object = scope.unit().text(),
                  .before = before ? json_text(*before) : "",
                  .after = json_text(payer),
                  .unit = scope.unit() });
    return {};
}

Result<void> set_target(Call& call, org::UnitScope const& scope, Target const& target)
{
    if (target.month != first_of_month(target.month))
        return Error { bad_target }.at("month", "pnbp.bad_month");
    if (target.amount < Rupiah {} || target.amount.amount() > Rupiah::amount_max)
        return Error { bad_target }.at("amount", "base.bad_amount");
    store::put_target(call.tx, scope.unit(), target);
    core::audit(call,
                { .what = "pnbp.set_target",
                  .object = target.month.text(),
                  .after = std::to_string(target.amount.amount()),
                  .unit = scope.unit() });
    return {};
}

} // namespace karya::pnbp
