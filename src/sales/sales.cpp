#include "sales/sales.h"
#include "base/hash.h"
#include "core/audit.h"
#include "core/keyed_hash.h"
#include "sales/events.h"
#include "sales/posting.h"
#include "sales/seal.h"
#include "sales/state.h"
#include "sales/store.h"
#include <map>

namespace karya::sales {

namespace {

constexpr std::size_t lines_max = 100;
constexpr std::size_t past_lines_max =
    2'000; ///< of what has happened: papers of wholesale are long
constexpr std::size_t note_length_max = 500;

std::string& nip_key()
{
    static std::string key;
    return key;
}

std::string nip_hash(std::string const& nip)
{
    return nip.empty() ? "" : hmac_hex(nip_key(), "nip:" + nip);
}

/// What another account collects is no way to pay at a counter.
Result<void> check_ways(SaleDraft const& draft)
{
    if (draft.payment == Payment::collected)
        return Error { bad_payment }.at("payment", "sales.bad_payment");
    for (auto const& [payment, amount] : draft.also)
        if (payment == Payment::collected)
            return Error { bad_payment }.at("also", "sales.bad_payment");
    return {};
}

Result<void> check(Call const& call, SaleDraft const& draft)
{
    if (draft.lines.empty()) return nothing_sold;
    bool const past = draft.channel == Channel::import || draft.after_closing;
    if (draft.lines.size() > (past ? past_lines_max : lines_max)) return too_many_lines;
    if (!draft.nip.empty() && !is_nip(draft.nip))
        return Error { bad_nip }.at("nip", "sales.bad_nip");
    if (draft.channel == Channel::counter) TRY(check_ways(draft));
    if (draft.sold_at > call.now + clock_slack
        || draft.sold_at < start_of(Day::from(2000, 1, 1), Zone::wib))
        return bad_instant;
    if (code_points(draft.note) > note_length_max || !is_clean_utf8(draft.note))
        return Error { invalid }.at("note", "sales.bad_note");
    CHECK(!draft.id.empty() && !draft.series.empty());
    return {};
}

/// The sale that is there already under this id, when it says the same.
Result<std::optional<Sale>> repeated(Call& call, org::UnitScope const& scope,
                                     SaleDraft const& draft, std::string const& content)
{
    auto const known = store::content_hash(call.tx, draft.id);
    if (!known) return std::optional<Sale> {};
    auto found = store::sale(call.tx, scope.unit(), draft.id);
    if (!found) return not_found; // another unit's
    if (*known != content) return id_taken;
    return found;
}

Line line_from(catalogue::Taken const& taken, LineDraft const& draft)
{
    return { .variant = taken.variant,
             .product = taken.product,
             .name = taken.name,
             .code = taken.code,
             .measure = taken.measure,
             .quantity = draft.quantity,
             .price = draft.price.value_or(taken.price),
             .discount = draft.discount,
             .cost = draft.cost ? draft.cost : taken.cost,
             .activity = taken.activity,
             .short_by = taken.short_by,
             .left = draft.quantity };
}

/// Amounts of all lines, the order's discount spread over them.
Result<void> price_lines(std::vector<Line>& lines, Rupiah discount)
{
    std::vector<Rupiah> amounts;
    for (auto const& line : lines)
        amounts.push_back(TRY(line_amount(line.price, line.quantity, line.discount)));
    if (discount < Rupiah {}) return bad_discount;
    auto const shares = spread_discount(discount, amounts);
    if (!shares) return bad_discount;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        lines[i].discount += (*shares)[i];
        lines[i].amount = amounts[i] - (*shares)[i];
    }
    return {};
}

/// Splits each line by the rule in force on the business day; one look-up an activity.
Result<void> split_lines(Call& call, org::UnitScope const& scope, Day day,
                         std::vector<catalogue::Taken> const& taken, std::vector<Line>& lines)
{
    std::map<ActivityId, ledger::SplitRule> rules;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto known = rules.find(lines[i].activity);
        if (known == rules.end()) {
            auto rule = TRY(ledger::rule_in_force(
                call.view(), scope,
                { .activity = taken[i].activity, .contract = taken[i].contract, .day = day }));
            known = rules.emplace(lines[i].activity, std::move(rule)).first;
        }
        lines[i].rule = known->second.id;
        lines[i].parts = ledger::parts_of(known->second, sold_line(lines[i]));
    }
    return {};
}

Result<std::vector<Line>> sold_lines(Call& call, org::UnitScope const& scope, Day day,
                                     SaleDraft const& draft)
{
    std::vector<catalogue::Want> wants;
    for (auto const& line : draft.lines) {
        if (line.quantity <= Quantity {}) return bad_line;
        if (line.cost && (*line.cost < Rupiah {} || line.cost->amount() > Rupiah::amount_max))
            return bad_line;
        wants.push_back({ line.variant, line.quantity });
    }
    auto const taken = TRY(catalogue::take(call, scope, wants, draft.id.text(), draft.shortage));
    std::vector<Line> lines;
    for (std::size_t i = 0; i < taken.size(); ++i) {
        lines.push_back(line_from(taken[i], draft.lines[i]));
        lines.back().n = static_cast<std::int64_t>(i + 1);
    }
    TRY(price_lines(lines, draft.discount));
    TRY(split_lines(call, scope, day, taken, lines));
    return lines;
}

Rupiah total_of(std::vector<Line> const& lines)
{
    Rupiah total;
    for (auto const& line : lines) total += line.amount;
    return total;
}

Result<void> check_money(Lang lang, SaleDraft const& draft, Rupiah total)
{
    if (draft.seen_total && *draft.seen_total != total)
        return Error { total_changed }.with("total", show(lang, total));
    auto const cash = by_way(TRY(paid_by(draft, total)), Payment::cash);
    if (cash > Rupiah {} && draft.received && *draft.received < cash) {
        auto error = Error { too_little_cash }
                         .with("missing", show(lang, cash - *draft.received))
                         .at("received", "sales.too_little_cash");
        error.fields.back().args = error.args;
        return error;
    }
    return {};
}

Result<Sale> sale_from(Call const& call, org::UnitScope const& scope, SaleDraft const& draft,
                       std::vector<Line> lines)
{
    auto const total = total_of(lines);
    if (total > total_max)
        return Error { total_too_large }.with("most", show(call.lang, total_max));
    TRY(check_money(call.lang, draft, total));
    auto paid = TRY(paid_by(draft, total));
    auto const cash = by_way(paid, Payment::cash);
    auto const handed = cash > Rupiah {} ? draft.received.value_or(cash) : cash;
    return Sale { .id = draft.id,
                  .unit = scope.unit(),
                  .day = scope.day(draft.sold_at),
                  .sold_at = draft.sold_at,
                  .channel = draft.channel,
                  .state = SaleState::recorded,
                  .shift = draft.shift,
                  .officer = call.actor.officer,
                  .buyer = draft.buyer,
                  .nip_tail = draft.nip.empty() ? "" : draft.nip.substr(15),
                  .payment = draft.payment,
                  .total = total,
                  .received = total - cash + handed,
                  .note = draft.note,
                  .lines = std::move(lines),
                  .paid = std::move(paid) };
}

Result<void> book(Call& call, org::UnitScope const& scope, Sale& sale)
{
    auto const posted = TRY(ledger::post(call, scope, entry_of(sale)));
    sale.late = posted.late;
    return {};
}

Result<std::int64_t> number_of(Call& call, org::UnitScope const& scope, SaleDraft const& draft)
{
    if (!draft.n)
        return store::next_number(call.tx, scope.unit(), draft.series, store::Series::sale);
    CHECK(*draft.n > 0);
    store::Given const given { draft.series, store::Series::sale, *draft.n,
                               draft.channel != Channel::import };
    if (!given.live && store::is_ahead_of_till(call.tx, scope.unit(), given)) return number_ahead;
    // First noted, which keeps twins out, then looked up.
    store::note_number(call.tx, scope.unit(), given);
    auto const number = scope.code() + "-" + draft.series + "-" + std::to_string(*draft.n);
    if (store::id_of_number(call.tx, scope.unit(), number)) return number_taken;
    return *draft.n;
}

void announce_sale(Call& call, Sale const& sale)
{
    auto const parts = sum_of_parts(sale.lines);
    SaleRecorded event { .sale = sale.id,
                         .unit = sale.unit,
                         .day = sale.day,
                         .sold_at = sale.sold_at,
                         .turnover = sale.total,
                         .premi = parts.premi + parts.upah,
                         .pnbp = parts.pnbp };
    for (auto const& line : sale.lines)
        event.goods.push_back({ line.product, line.quantity, line.amount });
    core::announce(call, event);
}

} // namespace

void keep_nip_key(std::string key) { nip_key() = std::move(key); }

Result<Sale> record(Call& call, org::UnitScope const& scope, SaleDraft const& draft)
{
    TRY(check(call, draft));
    auto const content = core::keyed_hash(content_of(draft));
    store::hold_id(call.tx, draft.id);
    if (auto known = TRY(repeated(call, scope, draft, content))) return std::move(*known);

    auto const day = scope.day(draft.sold_at);
    TRY(scope.open_on(day));
    bool const counted = TRY(is_closed(call, scope, draft.shift, draft.after_closing));
    auto sale = TRY(sale_from(call, scope, draft, TRY(sold_lines(call, scope, day, draft))));

    auto const n = TRY(number_of(call, scope, draft));
    sale.number = scope.code() + "-" + draft.series + "-" + std::to_string(n);
    TRY(book(call, scope, sale));
    KeptHashes const kept { .nip = nip_hash(draft.nip), .content = content };
    store::insert_sale(call.tx, sale,
                       { .recorded_at = call.now,
                         .series = draft.series,
                         .n = n,
                         .nip_hash = kept.nip,
                         .content_hash = kept.content });
    if (draft.waived)
        store::insert_ahead(call.tx, sale.unit, sale.id,
                            { sale.id, sale.payment, sale.total, *draft.waived });
    if (auto const cash = by_way(sale.paid, Payment::cash); counted && cash > Rupiah {})
        TRY(expect_more(call, scope, { *sale.shift, cash, sale.id.text(), sale.number }));
    announce_sale(call, sale);
    core::audit(call,
                { .what = "sales.record",
                  .object = sale.id.text(),
                  .after = seal_of(sale, kept, call.now),
                  .unit = sale.unit });
    return sale;
}

Result<UnitId> unit_of(View const& view, SaleId id)
{
    auto const unit = store::unit_of(view.read, id);
    if (!unit) return not_found;
    return *unit;
}

Result<Sale> sale(View const& view, org::UnitScope const& scope, SaleId id)
{
    auto found = store::sale(view.read, scope.unit(), id);
    if (!found) return not_found;
    return std::move(*found);
}

Result<Sale> sale_by_number(View const& view, org::UnitScope const& scope, std::string_view number)
{
    if (!number.starts_with(scope.code() + "-")) return not_found;
    auto const id = store::id_of_number(view.read, scope.unit(), number);
    if (!id) return not_found;
    return sale(view, scope, *id);
}

bool series_used(View const& view, UnitId unit, std::string_view series)
{
    return store::series_used(view.read, unit, series);
}

std::vector<SaleRow> sales_of(View const& view, org::UnitScope const& scope, SaleId before)
{
    return store::rows_before(view.read, scope.unit(), before);
}

DayTotal day_total(View const& view, org::UnitScope const& scope, Day day)
{
    return store::day_total(view.read, scope.unit(), day);
}

std::optional<Ahead> ahead_of(View const& view, SaleId id)
{
    return store::ahead_left(view.read, id);
}

Rupiah owed_for(db::Read& read, SaleId origin) { return store::owed_for(read, origin); }

Rupiah waived_back(db::Read& read, UnitId unit) { return store::waived_back(read, unit); }

std::optional<WholeRefund> whole_refund(View const& view, org::UnitScope const& scope, RefundId id)
{
    return store::whole_refund(view.read, scope.unit(), id);
}

void each_sale(db::Read& read, UnitId unit, std::function<void(Sale const&)> const& visit)
{
    for (SaleId after;;) {
        auto const ids = store::ids_after(read, unit, after);
        for (auto const id : ids) {
            auto const found = store::sale(read, unit, id);
            CHECK(found.has_value());
            visit(*found);
        }
        if (ids.empty()) return;
        after = ids.back();
    }
}

void each_refund(db::Read& read, UnitId unit, std::function<void(WholeRefund const&)> const& visit)
{
    for (RefundId after;;) {
        auto const ids = store::refund_ids_after(read, unit, after);
        for (auto const id : ids) {
            auto const found = store::whole_refund(read, unit, id);
            CHECK(found.has_value());
            visit(*found);
        }
        if (ids.empty()) return;
        after = ids.back();
    }
}

} // namespace karya::sales
