// What a deposit says of its payment, corrected: proposed, confirmed or refused, and shown.

#include "base/embedded.h"
#include "identity/identity.h"
#include "pnbp/routes.h"
#include "pnbp/text.h"
#include "web/routes.h"

namespace karya::pnbp {

namespace {

std::vector<ChangeRow> changes_of(Lang lang, Correction const& one)
{
    std::vector<ChangeRow> rows;
    auto const put = [&](std::string what, std::string was, std::string becomes) {
        if (was != becomes) rows.push_back({ std::move(what), std::move(was), std::move(becomes) });
    };
    put("NTPN", one.was_ntpn, one.ntpn);
    put("NTB", one.was_ntb, one.ntb);
    put(text::channel(lang), one.was_channel, one.channel);
    put(text::paid_day(lang), show(lang, one.was_paid_on), show(lang, one.paid_on));
    put(text::paid_from(lang), karya::text::of(lang, one.was_money),
        karya::text::of(lang, one.money));
    return rows;
}

CorrectionRow row_of(View const& view, org::UnitScope const& scope, Correction const& one)
{
    CorrectionRow row { .n = one.n,
                        .state = one.state,
                        .why = one.why,
                        .by = identity::name_of(view, one.proposed_by),
                        .at = { one.proposed_at, scope.zone() },
                        .mine = one.proposed_by == view.actor.officer,
                        .moves = moves_money(one),
                        .changes = changes_of(view.lang, one) };
    if (one.decided_at) row.decided_at = LocalTime { *one.decided_at, scope.zone() };
    if (one.decided_by) row.decided_by = identity::name_of(view, *one.decided_by);
    return row;
}

} // namespace

std::vector<CorrectionRow> correction_rows(View const& view, org::UnitScope const& scope,
                                           DepositId id)
{
    std::vector<CorrectionRow> rows;
    for (auto const& one : corrections(view, scope, id)) rows.push_back(row_of(view, scope, one));
    return rows;
}

namespace {

struct ProposeInput {
    DepositId deposit {};
    std::string ntpn {};
    std::optional<std::string> ntb {};
    std::optional<std::string> channel {};
    Day paid_on {};
    MoneySource money {};
    std::string why {};
    bool sure { false };
};
BOOST_DESCRIBE_STRUCT(ProposeInput, (), (deposit, ntpn, ntb, channel, paid_on, money, why, sure))

Result<DepositPath> post_proposal(Call& call, ProposeInput const& input)
{
    TRY(propose(call, TRY(org::own(call.view())),
                { .deposit = input.deposit,
                  .ntpn = input.ntpn,
                  .ntb = input.ntb.value_or(""),
                  .channel = input.channel.value_or(""),
                  .paid_on = input.paid_on,
                  .money = input.money,
                  .sure = input.sure },
                input.why));
    return DepositPath { input.deposit };
}

struct DecideInput {
    DepositId deposit {};
    std::int64_t n {}; ///< of the proposal that was seen
};
BOOST_DESCRIBE_STRUCT(DecideInput, (), (deposit, n))

Result<DepositPath> post_confirmation(Call& call, DecideInput const& input)
{
    TRY(confirm(call, TRY(org::own(call.view())), { input.deposit, input.n }));
    return DepositPath { input.deposit };
}

Result<DepositPath> post_refusal(Call& call, DecideInput const& input)
{
    TRY(refuse(call, TRY(org::own(call.view())), { input.deposit, input.n }));
    return DepositPath { input.deposit };
}

Result<DepositPath> post_unmatch(Call& call, DepositPath const& path)
{
    TRY(unmatch(call, TRY(org::own(call.view())), path.deposit));
    return path;
}

} // namespace

void add_correction_routes(web::Routes& routes)
{
    constexpr std::string_view one = "/meja/pnbp/setoran/{deposit}";
    routes.command<ProposeInput, DepositPath>("/meja/pnbp/setoran/{deposit}/koreksi", write_right,
                                              post_proposal, { one, one });
    routes.command<DecideInput, DepositPath>("/meja/pnbp/setoran/{deposit}/koreksi/persetujuan",
                                             confirm_right, post_confirmation, { one, one });
    routes.command<DecideInput, DepositPath>("/meja/pnbp/setoran/{deposit}/koreksi/penolakan",
                                             refuse_right, post_refusal, { one, one });
    routes.command<DepositPath, DepositPath>("/meja/pnbp/setoran/{deposit}/pelepasan", write_right,
                                             post_unmatch, { one, one });
}

} // namespace karya::pnbp
