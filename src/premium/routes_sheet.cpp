// One sheet: what is shared, how, among whom, who approved it, and the next step.

#include "base/json.h"
#include "identity/identity.h"
#include "premium/routes.h"
#include "premium/state.h"
#include "premium/text.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::premium {

namespace {

struct SheetLineRow {
    WorkerId worker {};
    std::string number {};
    std::string name {};
    std::int64_t days {};
    Quantity hours {};
    Quantity pieces {};
    std::optional<std::int64_t> difficulty {};
    std::optional<std::int64_t> conduct {};
    Quantity weight {};
    Rupiah amount {};
    LineState state {};
    bool below { false }; ///< the share of the minimum wage
    Rupiah share {};
    std::string late {}; ///< what it counts of days before the sheet's own
};
BOOST_DESCRIBE_STRUCT(SheetLineRow, (),
                      (worker, number, name, days, hours, pieces, difficulty, conduct, weight,
                       amount, state, below, share, late))

struct StepRow {
    Step step {};
    std::string by {};
    LocalTime at {};
    std::string hash {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(StepRow, (), (step, by, at, hash, reason))

/// Whether the minimum wage is known, and what it is.
struct WagePart {
    bool known { false };
    bool enough { false };
    std::int64_t below_count {};
    WageKind wage_kind {};
    Rupiah wage_month {};
    std::int64_t wage_days {};
    Day wage_since {};
    std::string wage_source {};
};
BOOST_DESCRIBE_STRUCT(WagePart, (),
                      (known, enough, below_count, wage_kind, wage_month, wage_days, wage_since,
                       wage_source))

struct StepForm {
    Basis basis { Basis::days };
    std::string reason {};
    std::string purpose {};
};
BOOST_DESCRIBE_STRUCT(StepForm, (), (basis, reason, purpose))

struct BasisOption {
    Basis basis {};
};
BOOST_DESCRIBE_STRUCT(BasisOption, (), (basis))

struct SheetPage {
    std::string title {};
    PremiumId sheet {};
    std::string unit_name {};
    std::string activity_name {};
    Fund fund {};
    bool is_premi { false };
    Day first_day {};
    Day last_day {};
    SheetState state {};
    std::int64_t version {};
    Basis basis {};
    bool plain { false }; ///< marks do not weigh
    Day factors_since {};
    std::string difficulty_words {};
    std::string conduct_words {};
    std::string measure {};    ///< of the pieces; empty: not known
    bool unmeasured { false }; ///< pieces are shown without one
    Rupiah accrued {};
    std::int64_t sale_count {};
    std::optional<Rupiah> carried_in {}; ///< absent: none, as those below
    std::optional<Rupiah> claimed {};
    std::optional<Rupiah> topped_up {};
    std::optional<Rupiah> carried_out {};
    Rupiah amount {};
    Rupiah paid {};
    bool paying { false };
    bool single { false }; ///< lines are shown
    bool named { false };
    std::string reading {};
    std::vector<SheetLineRow> lines {};
    std::vector<StepRow> steps {};
    std::string hash {};
    std::string seal {};   ///< of the page that checks its paper
    std::string reason {}; ///< it was sent back
    bool outdated { false };
    bool nobody { false };
    bool with_late { false }; ///< a line counts days before the sheet's own
    bool draft { false };
    bool sent { false };
    bool verified { false };
    std::optional<WagePart> wage {};
    std::vector<BasisOption> bases {};
    StepForm form {};
};
BOOST_DESCRIBE_STRUCT(SheetPage, (),
                      (title, sheet, unit_name, activity_name, fund, is_premi, first_day, last_day,
                       state, version, basis, plain, factors_since, difficulty_words, conduct_words,
                       measure, unmeasured, accrued, sale_count, carried_in, claimed, topped_up,
                       carried_out, amount, paid, paying, single, named, reading, lines, steps,
                       hash, seal, reason, outdated, nobody, with_late, draft, sent, verified, wage,
                       bases, form))

std::optional<Rupiah> if_any(Rupiah amount)
{
    if (amount == Rupiah {}) return {};
    return amount;
}

std::string factor_words(Lang lang, std::vector<std::int64_t> const& factors)
{
    constexpr std::int64_t thousandths_a_hundredth = 10;
    std::string words;
    for (auto const factor : factors) {
        if (!words.empty()) words += " · ";
        words += show(lang, Quantity { factor * thousandths_a_hundredth });
    }
    return words;
}

void put_formula(SheetPage& page, Sheet const& sheet, Lang lang)
{
    auto const formula = from_json_text<Formula>(sheet.formula).take(); // we wrote it
    page.basis = formula.basis;
    page.form.basis = formula.basis;
    page.plain = is_plain(formula.factors);
    page.factors_since = formula.factors.since;
    page.difficulty_words = factor_words(lang, formula.factors.difficulty);
    page.conduct_words = factor_words(lang, formula.factors.conduct);
    page.measure = measure_words(lang, sheet.formula);
    for (auto const basis : enum_values<Basis>()) page.bases.push_back({ basis });
}

void put_lines(View const& view, org::UnitScope const& scope, SheetPage& page,
               std::optional<ReadingId> reading)
{
    auto names = names_of(view, scope, reading);
    page.named = !names.empty();
    if (page.named) page.reading = reading->text();
    auto const paid = payout_lines(view, scope, page.sheet);
    page.nobody = true;
    for (auto const& line : lines(view, scope, page.sheet)) {
        page.unmeasured = page.unmeasured || (page.measure.empty() && line.pieces > Quantity {});
        page.nobody = page.nobody && line.weight == 0 && line.earned == Rupiah {};
        page.lines.push_back({ .worker = line.worker,
                               .number = wbp::number_of(scope, line.n),
                               .name = names[line.worker].name,
                               .days = line.present,
                               .hours = line.hours,
                               .pieces = line.pieces,
                               .difficulty = line.difficulty,
                               .conduct = line.conduct,
                               .weight = weight_shown(page.basis, line.weight),
                               .amount = line.amount,
                               .state = line_state(line, paid) });
    }
}

/// "Susulan: 2 hari, hasil 12, nilai Rp 24.000": what there is of each.
std::string late_words(Lang lang, Late const& late)
{
    std::string words;
    auto const put = [&](bool any, std::string const& part) {
        if (any) words += (words.empty() ? "" : ", ") + part;
    };
    put(late.present != 0, text::late_days(lang, show(lang, late.present)));
    put(late.hours != Quantity {}, text::late_hours(lang, show(lang, late.hours)));
    put(late.pieces != Quantity {}, text::late_pieces(lang, show(lang, late.pieces)));
    put(late.earned != Rupiah {}, text::late_earned(lang, show(lang, late.earned)));
    return text::late_words(lang, words);
}

void put_lates(View const& view, org::UnitScope const& scope, SheetPage& page)
{
    for (auto const& late : lates(view, scope, page.sheet)) {
        auto const line = std::ranges::find(page.lines, late.worker, &SheetLineRow::worker);
        if (line == page.lines.end()) continue;
        page.with_late = true;
        line->late = late_words(view.lang, late);
    }
}

/// Of work for a partner, and of piece work: production contracts.
void put_wage(View const& view, org::UnitScope const& scope, SheetPage& page,
              org::ContractType contract)
{
    if (contract != org::ContractType::partner_labour && page.fund != Fund::upah) return;
    page.wage = WagePart {};
    auto const wage = wage_on(view, scope, page.last_day);
    if (!wage) return;
    page.wage = WagePart { .known = true,
                           .wage_kind = wage->kind,
                           .wage_month = wage->month,
                           .wage_days = wage->days,
                           .wage_since = wage->since,
                           .wage_source = wage->source };
    for (auto& line : page.lines) {
        line.share = share_of(*wage, line.days);
        line.below = line.amount < line.share;
        page.wage->below_count += line.below ? 1 : 0;
    }
    page.wage->enough = page.wage->below_count == 0;
}

void put_steps(View const& view, org::UnitScope const& scope, SheetPage& page)
{
    for (auto const& one : approvals(view, scope, page.sheet)) {
        page.steps.push_back({ .step = one.step,
                               .by = identity::name_of(view, one.officer),
                               .at = { one.at, scope.zone() },
                               .hash = one.hash.substr(0, 12),
                               .reason = one.reason });
        page.reason = one.step == Step::sent_back ? one.reason : "";
    }
}

Result<SheetPage> show_sheet(View& view, NamedSheet const& path)
{
    auto const scope = TRY(scope_of(view, path.sheet));
    auto const found = TRY(sheet(view, scope, path.sheet));
    auto const activity = TRY(org::activity(view, scope, found.activity));
    SheetPage page { .title = number_of(scope, found),
                     .sheet = found.id,
                     .unit_name = TRY(org::unit(view, scope.unit())).name,
                     .activity_name = activity.name,
                     .fund = found.fund,
                     .is_premi = found.fund == Fund::premi,
                     .first_day = found.first_day,
                     .last_day = found.last_day,
                     .state = found.state,
                     .version = found.version,
                     .accrued = found.accrued,
                     .sale_count = static_cast<std::int64_t>(parts(view, scope, found.id).size()),
                     .carried_in = if_any(found.carried_in),
                     .claimed = if_any(found.claimed),
                     .topped_up = if_any(found.topped_up),
                     .carried_out = if_any(found.carried_out),
                     .amount = found.amount,
                     .paid = found.paid,
                     .paying = is_authorised(found.state),
                     .single = sees_lines(view, scope),
                     .hash = found.hash,
                     .seal = seal_of(found),
                     .draft = found.state == SheetState::draft,
                     .sent = found.state == SheetState::sent,
                     .verified = found.state == SheetState::verified };
    put_formula(page, found, view.lang);
    if (page.single) {
        put_lines(view, scope, page, path.reading);
        put_lates(view, scope, page);
        put_wage(view, scope, page, activity.contract);
    }
    put_steps(view, scope, page);
    page.outdated = is_open(found.state) && !is_current(view, scope, found);
    return page;
}

// ---- Steps ----

struct StepInput {
    PremiumId sheet {};
    std::int64_t version {};
};
BOOST_DESCRIBE_STRUCT(StepInput, (), (sheet, version))

using Move = Result<Sheet> (*)(Call&, org::UnitScope const&, Seen const&);
template<Move move>
Result<SheetPath> post_step(Call& call, StepInput const& input)
{
    TRY(move(call, TRY(org::own(call.view())), { input.sheet, input.version }));
    return SheetPath { input.sheet };
}

struct ComputeInput {
    PremiumId sheet {};
    std::int64_t version {};
    Basis basis {};
};
BOOST_DESCRIBE_STRUCT(ComputeInput, (), (sheet, version, basis))

Result<SheetPath> post_compute(Call& call, ComputeInput const& input)
{
    TRY(compute(call, TRY(org::own(call.view())), { input.sheet, input.version }, input.basis));
    return SheetPath { input.sheet };
}

struct BackInput {
    PremiumId sheet {};
    std::int64_t version {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(BackInput, (), (sheet, version, reason))

Result<SheetPath> post_back(Call& call, BackInput const& input)
{
    TRY(send_back(call, TRY(org::own(call.view())), { input.sheet, input.version }, input.reason));
    return SheetPath { input.sheet };
}

// ---- Who they are ----

struct PurposeInput {
    PremiumId sheet {};
    std::string purpose {};
};
BOOST_DESCRIBE_STRUCT(PurposeInput, (), (sheet, purpose))

struct ReadSheet {
    PremiumId sheet {};
    ReadingId reading {};
};
BOOST_DESCRIBE_STRUCT(ReadSheet, (), (sheet, reading))

/// Of those on the sheet alone.
Result<ReadSheet> post_purpose(Call& call, PurposeInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    wbp::ReadingWish wish { .workers = std::vector<WorkerId> {}, .purpose = input.purpose };
    TRY(sheet(call.view(), scope, input.sheet));
    for (auto const& line : lines(call.view(), scope, input.sheet)) {
        auto const worker = TRY(wbp::worker(call.view(), scope, line.worker));
        if (!worker.erased_at) wish.workers->push_back(line.worker);
    }
    return ReadSheet { input.sheet, TRY(wbp::read(call, scope, wish)) };
}

} // namespace

void add_sheet_routes(web::Routes& routes)
{
    constexpr std::string_view one = "/meja/premi/{sheet}";
    constexpr web::Then then { one, one };
    routes.query<NamedSheet, SheetPage>(one, read_right, show_sheet, { "premium/sheet" });
    routes.command<ComputeInput, SheetPath>("/meja/premi/{sheet}/hitung", make_right, post_compute,
                                            then);
    routes.command<StepInput, SheetPath>("/meja/premi/{sheet}/pengajuan", make_right,
                                         post_step<send>, then);
    routes.command<StepInput, SheetPath>("/meja/premi/{sheet}/verifikasi", verify_right,
                                         post_step<verify>, then);
    routes.command<StepInput, SheetPath>("/meja/premi/{sheet}/otorisasi", authorise_right,
                                         post_step<authorise>, then);
    routes.command<StepInput, SheetPath>("/meja/premi/{sheet}/pembatalan", make_right,
                                         post_step<drop>, then);
    routes.command<BackInput, SheetPath>("/meja/premi/{sheet}/pengembalian", return_right,
                                         post_back, then);
    routes.command<PurposeInput, ReadSheet>("/meja/premi/{sheet}/pembacaan", wbp::identity_right,
                                            post_purpose,
                                            { "/meja/premi/{sheet}?reading={reading}", one });
}

} // namespace karya::premium
