#include "app/subjects.h"
#include "app/text.h"
#include "books/books.h"
#include "books/text.h"
#include "cash/cash.h"
#include "catalogue/catalogue.h"
#include "counter/counter.h"
#include "coupons/coupons.h"
#include "device/device.h"
#include "evidence/evidence.h"
#include "evidence/text.h"
#include "identity/identity.h"
#include "labels/labels.h"
#include "labels/text.h"
#include "ledger/ledger.h"
#include "orders/orders.h"
#include "payments/payments.h"
#include "pnbp/pnbp.h"
#include "premium/premium.h"
#include "production/production.h"
#include "reviews/reviews.h"
#include "reviews/text.h"
#include "sales/sales.h"
#include "tlog/text.h"
#include "wbp/wbp.h"
#include "workshop/workshop.h"
#include <array>

namespace karya::app {

namespace {

using core::Subject;
using core::SubjectQuestion;
using Found = Result<Subject>;

Found account_subject(View const& view, SubjectQuestion const& question)
{
    auto const account = TRY(identity::account(view, TRY(OfficerId::parse(question.id))));
    auto const& actor = view.actor;
    bool const opens = identity::manage_accounts.allows(actor)
        && (actor.level() == Level::nation || account.unit == actor.unit);
    auto name = account.name.empty() ? account.login : account.name;
    return Subject { std::move(name), opens ? "/meja/akun/" + account.id.text() : "" };
}

Found session_subject(View const& view, SubjectQuestion const&)
{
    return Subject { text::a_session(view.lang), "" };
}

Found unit_subject(View const& view, SubjectQuestion const& question)
{
    // board.choose: "<unit> <day>"
    auto const unit = TRY(
        org::unit(view, TRY(UnitId::parse(question.id.substr(0, question.id.find(' '))))));
    return Subject { unit.name, "/unit/" + unit.slug };
}

Found kit_subject(View const& view, SubjectQuestion const& question)
{
    auto const scope = TRY(org::reach(view, question.unit));
    auto const kit = TRY(catalogue::kit(view, scope, TRY(KitId::parse(question.id))));
    return Subject { kit.name(view.lang), "/meja/paket/" + kit.id.text() };
}

Found cash_subject(View const& view, SubjectQuestion const& question)
{
    auto const scope = TRY(org::reach(view, question.unit));
    auto const move = TRY(cash::move(view, scope, TRY(CashMoveId::parse(question.id))));
    bool const opens = cash::read_right.allows(view.actor);
    return Subject { cash::number_of(scope, move), opens ? "/meja/kas/" + move.id.text() : "" };
}

Found coupon_subject(View const& view, SubjectQuestion const& question)
{
    auto const coupon = TRY(coupons::coupon(view, TRY(CouponId::parse(question.id))));
    return Subject { coupon.code, coupons::coupon_right.allows(view.actor) ? "/meja/kupon" : "" };
}

Found activity_subject(View const& view, SubjectQuestion const& question)
{
    auto const scope = TRY(org::reach(view, question.unit));
    // workshop.record_day: "<activity> <day>"
    auto const id = TRY(ActivityId::parse(question.id.substr(0, question.id.find(' '))));
    bool const opens = workshop::see_right.allows(view.actor);
    return Subject { TRY(org::activity(view, scope, id)).name,
                     opens ? "/meja/kegiatan/" + id.text() : "" };
}

Found goods_subject(View const& view, SubjectQuestion const& question)
{
    auto const scope = TRY(org::reach(view, question.unit));
    auto const goods = TRY(catalogue::goods_name(view, scope, question.id));
    return Subject { goods.name, "/meja/produk/" + goods.product.text() };
}

Found document_subject(View const& view, SubjectQuestion const& question)
{
    auto const scope = TRY(org::reach(view, question.unit));
    auto const document = TRY(sales::document(view, scope, question.id));
    return Subject { document.number, "/kasir/struk/" + document.sale.text() };
}

Found shift_subject(View const& view, SubjectQuestion const& question)
{
    auto const scope = TRY(org::reach(view, question.unit));
    auto const shift = TRY(sales::shift(view, scope, TRY(ShiftId::parse(question.id))));
    auto const opened = show(view.lang, LocalTime { shift.opened_at, scope.zone() });
    bool const opens = counter::trace_right.allows(view.actor);
    return Subject { text::shift_of(view.lang, opened),
                     opens ? "/kasir/sif/" + shift.id.text() : "" };
}

Found device_subject(View const& view, SubjectQuestion const& question)
{
    auto const scope = TRY(org::reach(view, question.unit));
    auto const found = TRY(device::device_name(view, scope, question.id));
    bool const opens = device::read_right.allows(view.actor);
    return Subject { found.name, opens ? "/meja/perangkat/" + found.device.text() : "" };
}

Found order_subject(View const& view, SubjectQuestion const& question)
{
    auto const scope = TRY(org::reach(view, question.unit));
    auto const order = TRY(orders::order(view, scope, TRY(OrderId::parse(question.id))));
    bool const opens = orders::fulfil_right.allows(view.actor);
    return Subject { order.number, opens ? "/meja/pesanan/" + order.id.text() : "" };
}

Found review_subject(View const& view, SubjectQuestion const& question)
{
    auto const scope = TRY(org::reach(view, question.unit));
    auto const found = TRY(reviews::review(view, scope, TRY(ReviewId::parse(question.id))));
    bool const opens = reviews::read_right.allows(view.actor);
    return Subject { reviews::text::review_of(view.lang, found.name),
                     opens ? "/meja/ulasan/" + found.id.text() : "" };
}

/// A correction is told by its deposit: its key is that one's id, then its number.
Found deposit_subject(View const& view, SubjectQuestion const& question)
{
    auto const scope = TRY(org::reach(view, question.unit));
    auto const id = TRY(DepositId::parse(question.id.substr(0, question.id.find(' '))));
    auto const deposit = TRY(pnbp::deposit(view, scope, id));
    bool const opens = pnbp::read_right.allows(view.actor);
    return Subject { pnbp::number_of(scope, deposit),
                     opens ? "/meja/pnbp/setoran/" + deposit.id.text() : "" };
}

/// Payer, targets and files are told by their unit.
Found deposits_subject(View const& view, SubjectQuestion const& question)
{
    auto const unit = TRY(org::unit(view, question.unit));
    bool const opens = pnbp::read_right.allows(view.actor);
    return Subject { unit.name, opens ? "/meja/pnbp?unit=" + unit.id.text() : "" };
}

Subject subject_of_sheet(View const& view, org::UnitScope const& scope, premium::Sheet const& sheet)
{
    bool const opens = premium::read_right.allows(view.actor);
    return { premium::number_of(scope, sheet), opens ? "/meja/premi/" + sheet.id.text() : "" };
}

Found premium_subject(View const& view, SubjectQuestion const& question)
{
    auto const scope = TRY(org::reach(view, question.unit));
    auto const id = TRY(PremiumId::parse(question.id));
    return subject_of_sheet(view, scope, TRY(premium::sheet(view, scope, id)));
}

/// Told by its sheet; what came back also says whose it was.
Found payout_subject(View const& view, SubjectQuestion const& question)
{
    auto const scope = TRY(org::reach(view, question.unit));
    auto const id = question.id.substr(0, question.id.find(' '));
    auto const payout = TRY(premium::payout(view, scope, TRY(PayoutId::parse(id))));
    return subject_of_sheet(view, scope, TRY(premium::sheet(view, scope, payout.sheet)));
}

/// Factors, minimum wages and columns are told by their unit.
Found premium_rules_subject(View const& view, SubjectQuestion const& question)
{
    auto const unit = TRY(org::unit(view, question.unit));
    bool const opens = premium::see_right.allows(view.actor);
    return Subject { unit.name, opens ? "/meja/premi/aturan" : "" };
}

Found label_run_subject(View const& view, SubjectQuestion const& question)
{
    auto const scope = TRY(org::reach(view, question.unit));
    auto const run = TRY(labels::run(view, scope, TRY(LabelRunId::parse(question.id))));
    bool const opens = labels::read_right.allows(view.actor);
    return Subject { run.name + ", " + std::to_string(run.first) + "–" + std::to_string(run.last),
                     opens ? "/meja/label/" + run.id.text() : "" };
}

Found label_report_subject(View const& view, SubjectQuestion const&)
{
    bool const opens = labels::read_right.allows(view.actor);
    return Subject { labels::text::reports_title(view.lang), opens ? "/meja/label/laporan" : "" };
}

Found label_key_subject(View const& view, SubjectQuestion const& question)
{
    bool const opens = labels::key_right.allows(view.actor);
    return Subject { std::string { question.id }, opens ? "/meja/label/kunci" : "" };
}

Found batch_subject(View const& view, SubjectQuestion const& question)
{
    auto const scope = TRY(org::reach(view, question.unit));
    // production.read_buyers: "<batch> <reading>"
    auto const id = question.id.substr(0, question.id.find(' '));
    auto const batch = TRY(production::batch(view, scope, TRY(BatchId::parse(id))));
    bool const opens = production::read_right.allows(view.actor);
    return Subject { batch.lot, opens ? "/meja/produksi/" + batch.id.text() : "" };
}

Found report_subject(View const& view, SubjectQuestion const& question)
{
    auto const report = TRY(books::report(view, TRY(ReportId::parse(question.id))));
    bool const opens = books::read_right.allows(view.actor);
    auto const period = books::period_words(report.first, report.last).in(view.lang);
    return Subject { books::text::report_title(view.lang) + ", " + period,
                     opens ? "/meja/laporan/" + report.id.text() : "" };
}

/// books.send_day: "<unit> <day>"
Found day_report_subject(View const& view, SubjectQuestion const& question)
{
    auto const unit = TRY(org::unit(view, question.unit));
    auto const day = question.id.substr(std::min(question.id.find(' ') + 1, question.id.size()));
    bool const opens = books::read_right.allows(view.actor);
    return Subject {
        unit.name + ", " + show(view.lang, TRY(Day::parse(day))),
        opens ? "/meja/laporan/harian?unit=" + unit.id.text() + "&day=" + std::string { day } : ""
    };
}

Found sample_subject(View const& view, SubjectQuestion const& question)
{
    auto const scope = TRY(org::reach(view, question.unit));
    auto const found = TRY(evidence::sample(view, scope, TRY(SampleId::parse(question.id))));
    bool const opens = evidence::read_right.allows(view.actor);
    return Subject { evidence::text::sample_title(view.lang, show(view.lang, found.n)),
                     opens ? "/meja/pemeriksaan/" + found.id.text() : "" };
}

Found log_subject(View const& view, SubjectQuestion const&)
{
    return Subject { tlog::text::log_title(view.lang), "/bukti" };
}

Found cutoff_subject(View const& view, SubjectQuestion const&)
{
    bool const opens = books::watch_right.allows(view.actor);
    return Subject { books::text::cutoff_title(view.lang), opens ? "/meja/laporan/batas" : "" };
}

Found worker_subject(View const& view, SubjectQuestion const& question)
{
    auto const scope = TRY(org::reach(view, question.unit));
    auto const worker = TRY(wbp::worker(view, scope, TRY(WorkerId::parse(question.id))));
    bool const opens = wbp::see_right.allows(view.actor);
    return Subject { wbp::number_of(scope, worker.n),
                     opens ? "/meja/wbp/" + worker.id.text() : "" };
}

Found payment_subject(View const& view, SubjectQuestion const& question)
{
    auto const named = TRY(payments::named(view, question.id));
    bool const own = named.unit == view.actor.unit && view.actor.level() != Level::kanwil;
    bool const opens = own && payments::read_right.allows(view.actor);
    return Subject { named.code, opens ? "/meja/pembayaran/" + std::string { question.id } : "" };
}

/// Told by whose it is; the nation's has no name of its own.
Found account_of_subject(View const& view, SubjectQuestion const& question)
{
    if (question.unit.empty()) return Subject { text::whole_country(view.lang), "" };
    return Subject { TRY(org::unit(view, question.unit)).name, "" };
}

Found rule_subject(View const& view, SubjectQuestion const& question)
{
    auto const rule = TRY(ledger::rule(view, TRY(RuleId::parse(question.id))));
    bool const opens = ledger::read_books.allows(view.actor);
    return Subject { ledger::rule_words(view.lang, rule),
                     opens ? "/meja/aturan/" + rule.id.text() : "" };
}

/// The rule versions that split a sale or a refund.
Found rules_subject(View const& view, SubjectQuestion const& question)
{
    auto const scope = TRY(org::reach(view, question.unit));
    TRY(sales::document(view, scope, question.id));
    Subject all;
    for (auto const rule : sales::rules_of(view.read, question.id))
        all.parts.push_back(TRY(rule_subject(view, { question.unit, question.what, rule.text() })));
    return all;
}

Found entry_subject(View const& view, SubjectQuestion const& question)
{
    auto const scope = TRY(org::reach(view, question.unit));
    auto const entry = TRY(ledger::entry(view, scope, TRY(EntryId::parse(question.id))));
    bool const opens = ledger::read_books.allows(view.actor);
    return Subject { text::entry_of(view.lang, show(view.lang, entry.seq)),
                     opens ? "/meja/buku/" + entry.id.text() + "?unit=" + scope.unit().text()
                           : "" };
}

Found month_subject(View const& view, SubjectQuestion const& question)
{
    auto const month = TRY(Day::parse(question.id));
    bool const opens = ledger::read_books.allows(view.actor);
    return Subject { ledger::month_name(view.lang, month),
                     opens ? "/meja/buku?unit=" + question.unit.text() : "" };
}

/// Which deeds are told by what; the first that begins like the deed.
struct Namer {
    std::string_view deeds;
    Found (*name)(View const&, SubjectQuestion const&);
};
constexpr std::array namers {
    Namer { "identity.sign_out", session_subject },
    Namer { "identity.end_session", session_subject },
    Namer { "identity.", account_subject },
    Namer { "org.add_activity", activity_subject },
    Namer { "org.", unit_subject },
    Namer { "board.", unit_subject },
    Namer { "catalogue.add_kit", kit_subject },
    Namer { "catalogue.edit_kit", kit_subject },
    Namer { "catalogue.set_kit_state", kit_subject },
    Namer { "catalogue.", goods_subject },
    Namer { "sales.open_shift", shift_subject },
    Namer { "sales.close_shift", shift_subject },
    Namer { "sales.move_cash", shift_subject },
    Namer { "counter.count", shift_subject },
    Namer { "sales.rules", rules_subject },
    Namer { "sales.", document_subject },
    Namer { "counter.", document_subject },
    Namer { "device.", device_subject },
    Namer { "shipping.", unit_subject },
    Namer { "cash.", cash_subject },
    Namer { "coupons.", coupon_subject },
    Namer { "reviews.", review_subject },
    Namer { "orders.set_pickup", unit_subject },
    Namer { "orders.add_slot", unit_subject },
    Namer { "orders.remove_slot", unit_subject },
    Namer { "orders.add_service_slot", goods_subject },
    Namer { "orders.remove_service_slot", goods_subject },
    Namer { "orders.close_day", unit_subject },
    Namer { "orders.open_day", unit_subject },
    Namer { "orders.pass_on", unit_subject },
    Namer { "orders.", order_subject },
    Namer { "pnbp.set_", deposits_subject },
    Namer { "pnbp.send_file", deposits_subject },
    Namer { "pnbp.compare", deposits_subject },
    Namer { "pnbp.", deposit_subject },
    Namer { "premium.set_", premium_rules_subject },
    Namer { "premium.pay", payout_subject },
    Namer { "premium.give_back", payout_subject },
    Namer { "premium.", premium_subject },
    Namer { "labels.make_key", label_key_subject },
    Namer { "labels.report", label_report_subject },
    Namer { "labels.", label_run_subject },
    Namer { "books.send_day", day_report_subject },
    Namer { "books.set_cutoff", cutoff_subject },
    Namer { "books.", report_subject },
    Namer { "tlog.", log_subject },
    Namer { "evidence.", sample_subject },
    Namer { "wbp.", worker_subject },
    Namer { "workshop.", activity_subject },
    Namer { "production.", batch_subject },
    Namer { "payments.set_account", account_of_subject },
    Namer { "payments.set_fee", account_of_subject },
    Namer { "payments.", payment_subject },
    Namer { "ledger.reverse", entry_subject },
    Namer { "ledger.close_period", month_subject },
    Namer { "ledger.", rule_subject },
};

} // namespace

std::optional<core::Subject> subject_of(View const& view, core::SubjectQuestion const& question)
{
    for (auto const& namer : namers) {
        if (!question.what.starts_with(namer.deeds)) continue;
        auto found = namer.name(view, question);
        if (!found.ok()) return {};
        return found.take();
    }
    return {};
}

} // namespace karya::app
