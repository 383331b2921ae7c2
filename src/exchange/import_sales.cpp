// Receipts line by line: all rows with one number in one unit are one receipt, wherever they stand.

#include "base/text.h"
#include "exchange/columns.h"
#include "exchange/groups.h"
#include <algorithm>

namespace karya::exchange {

namespace {

constexpr char apart = '\x1f';

/// A receipt whose rows have not all come yet.
struct Pending {
    Receipt receipt {};
    bool headed { false };
    std::string content {};
    std::vector<KeptRow> rows {};
    std::vector<std::optional<Error>> problems {}; ///< beside the rows
};

ReceiptLine line_of(Cells& cells)
{
    ReceiptLine line { .code = std::string { cells.text("code") },
                       .quantity = cells.some_quantity("quantity").value_or(Quantity {}),
                       .price = cells.some_rupiah("price"),
                       .discount = cells.some_rupiah("discount").value_or(Rupiah {}),
                       .cost = cells.some_rupiah("cost"),
                       .amount = cells.some_rupiah("amount"),
                       .of_line = cells.some_number("of_line").value_or(0) };
    return line;
}

/// "cash 20000 + qris 30000" as all its parts; nothing for one way.
std::vector<sales::Tender> split_of(Cells& cells)
{
    std::vector<sales::Tender> parts;
    auto const cell = cells.text("payment");
    std::string_view rest { cell };
    if (rest.find('+') == std::string_view::npos) return parts;
    while (!rest.empty()) {
        auto const end = std::min(rest.find('+'), rest.size());
        auto const part = trimmed(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        auto const space = std::min(part.rfind(' '), part.size());
        auto const way = Cells::word_of<sales::Payment>(part.substr(0, space));
        std::int64_t amount = 0;
        bool const whole = parse_integer(trimmed(part.substr(space)), amount);
        if (!way || !whole || amount <= 0 || amount > Rupiah::amount_max) {
            cells.refuse("payment");
            return {};
        }
        parts.push_back({ *way, Rupiah { amount } });
    }
    return parts;
}

sales::Payment payment_of(Cells& cells, std::vector<sales::Tender> const& split,
                          sales::Payment otherwise)
{
    bool const several = cells.text("payment").find('+') != std::string::npos;
    if (several) return split.empty() ? otherwise : split.front().payment;
    return cells.word("payment", otherwise);
}

/// The instant of a paper: not ahead of now, as a slip in the year is.
Moment past_moment(Cells& cells, Zone zone, Timestamp now)
{
    auto const moment = cells.moment("sold_at", zone, now);
    auto const first = start_of(Day::from(2000, 1, 1), zone);
    if (moment.at > now + sales::clock_slack || moment.at < first)
        cells.refuse("sold_at", time_ahead);
    return moment;
}

Receipt head_of(Cells& cells, org::UnitScope const* scope, Timestamp now)
{
    auto const zone = scope ? scope->zone() : Zone::wib;
    auto split = split_of(cells);
    auto const payment = payment_of(cells, split, sales::Payment::cash);
    auto const moment = past_moment(cells, zone, now);
    return { .scope = scope,
             .type = cells.word("type", ReceiptType::sale),
             .number = cells.text("receipt"),
             .id = cells.text("id"),
             .at = moment.at,
             .day_only = moment.day_only,
             .buyer = cells.word("buyer", sales::BuyerKind::public_buyer),
             .nip = cells.text("nip"),
             .payment = payment,
             .split = std::move(split),
             .received = cells.some_rupiah("received"),
             .note = cells.text("note"),
             .state = cells.word("state", sales::SaleState::recorded),
             .of_receipt = cells.text("of_receipt"),
             .goods_return = cells.yes("goods_return", true),
             .reason = cells.text("reason") };
}

/// Rows of one receipt say the same of it; later ones may leave it out.
void check_same(Cells& cells, Receipt const& receipt, Timestamp now)
{
    auto const zone = receipt.scope ? receipt.scope->zone() : Zone::wib;
    auto const split = split_of(cells);
    bool const same = (cells.empty("sold_at")
                       || cells.moment("sold_at", zone, now).at == receipt.at)
        && cells.word("buyer", receipt.buyer) == receipt.buyer
        && (cells.empty("payment")
            || (split == receipt.split
                && payment_of(cells, split, receipt.payment) == receipt.payment))
        && cells.word("state", receipt.state) == receipt.state
        && (cells.empty("of_receipt") || cells.text("of_receipt") == receipt.of_receipt);
    if (!same) cells.refuse("receipt", torn_receipt);
}

void check_line(Cells& cells, Receipt const& receipt, ReceiptLine const& line)
{
    bool const sale = receipt.type == ReceiptType::sale;
    if (receipt.number.empty()) cells.refuse("receipt");
    if (sale && line.code.empty()) cells.refuse("code");
    if (sale && line.quantity <= Quantity {}) cells.refuse("quantity", bad_count);
    if (!sale && line.quantity < Quantity {}) cells.refuse("quantity", bad_count);
    if (!sale && receipt.of_receipt.empty()) cells.refuse("of_receipt");
}

/// Reads one row into its receipt.
Result<void> add_row(Pending& pending, Cells& cells, Units& units, Timestamp now, KeptRow copy)
{
    for (auto const& cell : copy.cells) pending.content += cell + apart;
    pending.rows.push_back(std::move(copy));
    if (cells.problem()) { // of the whole row
        pending.problems.push_back(cells.problem());
        return {};
    }
    if (cells.text("receipt") == example_mark) cells.refuse("receipt", example_row);
    auto const* scope = TRY(units.find(cells, "unit"));
    if (pending.headed)
        check_same(cells, pending.receipt, now);
    else
        pending.receipt = head_of(cells, scope, now);
    pending.headed = true;
    auto line = line_of(cells);
    check_line(cells, pending.receipt, line);
    pending.receipt.lines.push_back(std::move(line));
    pending.problems.push_back(cells.problem());
    return {};
}

/// Of a refund in a preview nobody knows more, as its sale is not there yet.
Booked told_by(Receipt const& receipt)
{
    Booked booked { .name = receipt.number };
    for (auto const& line : receipt.lines)
        if (line.amount) booked.amount = booked.amount.value_or(Rupiah {}) + *line.amount;
    return booked;
}

bool has_problem(Pending const& pending)
{
    return std::ranges::any_of(pending.problems,
                               [](auto const& problem) { return problem.has_value(); });
}

enum class Whole : std::uint8_t { yes, no };

/// The receipt with all its rows: taken, or refused with the reasons of its bad ones.
Result<void> close(Intake& intake, Pending pending, Whole whole,
                   std::shared_ptr<KnownVariants> const& variants)
{
    if (whole == Whole::yes && !has_problem(pending)) {
        auto const kind = pending.receipt.type == ReceiptType::sale ? store::RowKind::sale
                                                                    : store::RowKind::refund;
        auto const of_sale = pending.receipt.type == ReceiptType::refund
            ? pending.receipt.scope->code() + "|" + pending.receipt.of_receipt
            : std::string {};
        return intake.take({ .kind = kind,
                             .key = receipt_key(pending.receipt),
                             .content = std::move(pending.content),
                             .of_sale = of_sale,
                             .booked = told_by(pending.receipt),
                             .rows = std::move(pending.rows),
                             .apply = [receipt = std::move(pending.receipt), variants](Call& call) {
                                 return put_receipt(call, receipt, *variants);
                             } });
    }
    for (std::size_t i = 0; i < pending.rows.size(); ++i)
        TRY(intake.refuse(pending.rows[i],
                          pending.problems[i].value_or(Error { receipt_refused })));
    return {};
}

} // namespace

Result<Imported> import_sales(db::Engine& engine, Import const& import)
{
    auto const& header = columns_of(Kind::sales);
    Units units { engine, import };
    auto groups = TRY(Groups::of(import, units));
    auto reader = TRY(sheet::Reader::open(TRY(source_of(import)), header));
    Intake intake { engine, import, header };
    auto const variants = std::make_shared<KnownVariants>();
    std::map<std::string, Pending> open;
    for (sheet::Row row; TRY(reader.next(row));) {
        TRY(intake.count_row(reader.progress()));
        Cells cells { row };
        auto const name = Groups::name_of(cells);
        TRY(add_row(open[name], cells, units, import.now, kept(row, header)));
        if (!groups.is_last(name)) continue;
        auto pending = std::move(open[name]);
        open.erase(name);
        pending.receipt.sale_in_file = groups.tells_sale(cells, pending.receipt.of_receipt);
        auto const torn = groups.is_torn(cells.text("receipt"));
        TRY(close(intake, std::move(pending), torn ? Whole::no : Whole::yes, variants));
    }
    return intake.finish();
}

} // namespace karya::exchange
