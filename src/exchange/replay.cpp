// Real sale lines through the same commands as every import, and the sums that prove it.

#include "exchange/replay.h"
#include "base/json.h"
#include "base/text.h"
#include "exchange/columns.h"
#include "exchange/receipt.h"
#include <algorithm>
#include <fstream>
#include <numeric>
#include <sstream>

namespace karya::exchange {

namespace {

/// One invoice of one country.
struct Invoice {
    std::uint32_t first_row {};
    std::vector<std::uint32_t> accepted {}; ///< rows, in file order
};

/// Everything that the running replay knows.
struct Replaying {
    db::Engine& engine;
    Replay const& wanted;
    Retail retail {};
    std::vector<RowFate> fates {};
    std::vector<Invoice> invoices {};      ///< by invoice number
    std::vector<std::uint32_t> line_of {}; ///< by row: its place in the receipt, from 1
    std::vector<org::UnitScope> scopes {}; ///< by country
    std::shared_ptr<KnownVariants> variants = std::make_shared<KnownVariants>();
};

/// The clock of the replay: everything was set up before the first sale.
Timestamp opening(Replaying const& replaying)
{
    auto const first = std::ranges::min(replaying.retail.rows, {}, &RetailRow::at).at;
    return first - std::chrono::days { 1 };
}

void group_invoices(Replaying& replaying)
{
    auto const& rows = replaying.retail.rows;
    replaying.line_of.resize(rows.size());
    constexpr auto unseen = static_cast<std::uint32_t>(-1);
    replaying.invoices.resize(replaying.retail.invoices.size(), { .first_row = unseen });
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        auto& invoice = replaying.invoices[rows[i].invoice];
        if (invoice.first_row == unseen) invoice.first_row = i;
        if (replaying.fates[i].fate != Fate::accepted) continue;
        invoice.accepted.push_back(i);
        replaying.line_of[i] = static_cast<std::uint32_t>(invoice.accepted.size());
    }
}

Result<void> add_units(Replaying& replaying)
{
    auto const& countries = replaying.retail.countries;
    return replaying.engine.write([&](db::Tx& tx) -> Result<void> {
        replaying.scopes.clear();
        Call call { tx, console_actor(), opening(replaying), Lang::id, "replay" };
        // One that every installation has, so that what is exported here can be imported there.
        auto const kanwil = org::seed_kanwil_id("dki-jakarta");
        for (std::uint32_t i = 0; i < countries.size(); ++i) {
            org::Unit const unit { .kanwil = kanwil,
                                   .name = countries[i],
                                   .place = countries[i],
                                   .zone = Zone::wib,
                                   .code = TRY(org::free_code(call.view(), countries[i])),
                                   .valid_from = Day::from(2000, 1, 1) };
            auto const added = TRY(org::add_unit(call, unit));
            replaying.scopes.push_back(TRY(org::reach(call.view(), added.id)));
        }
        return {};
    });
}

/// What a unit sells under one code.
struct ReplayGoods {
    std::uint32_t country {};
    std::uint32_t code {};
    std::int64_t price {};
    std::int64_t pieces {};
};

/// Each code of each country, in the order of its first accepted line.
std::vector<ReplayGoods> goods_of(Replaying const& replaying)
{
    std::vector<ReplayGoods> goods;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> places;
    for (std::size_t i = 0; i < replaying.fates.size(); ++i) {
        if (replaying.fates[i].fate != Fate::accepted) continue;
        auto const& row = replaying.retail.rows[i];
        auto const [place, added] = places.try_emplace({ row.country, row.code }, goods.size());
        if (added) goods.push_back({ row.country, row.code, row.price, 0 });
        goods[place->second].pieces += row.quantity;
    }
    return goods;
}

/// 60 % of the price, rounded down for each piece.
Rupiah cost_of(std::int64_t price) { return Rupiah { price * 60 / 100 }; }

std::string name_of(Retail const& retail, std::uint32_t code)
{
    constexpr std::size_t length_max = 120;
    auto const& description = retail.descriptions[code];
    bool const usable = !description.empty() && is_clean_utf8(description)
        && code_points(description) <= length_max;
    return usable ? description : retail.codes[code];
}

/// A code as written. Spaces at its ends, by which two codes may differ, are made to be seen.
std::string code_of(Retail const& retail, std::uint32_t number)
{
    constexpr std::string_view seen { "\u2423" };
    auto const& written = retail.codes[number];
    std::string const bare { trimmed(written) };
    auto const before = written.find(bare);
    std::string code;
    for (std::size_t i = 0; i < before; ++i) code += seen;
    code += bare;
    for (auto i = before + bare.size(); i < written.size(); ++i) code += seen;
    return code;
}

Result<void> add_goods(Replaying& replaying, Call& call, ReplayGoods const& goods)
{
    auto const& scope = replaying.scopes[goods.country];
    auto const code = code_of(replaying.retail, goods.code);
    auto const product = TRY(
        catalogue::add_product(call, scope,
                               { .name_id = name_of(replaying.retail, goods.code),
                                 .kind = catalogue::ProductKind::manufaktur }));
    auto const variant = TRY(catalogue::add_variant(call, scope, product,
                                                    { .code = code,
                                                      .price = Rupiah { goods.price },
                                                      .cost = cost_of(goods.price),
                                                      .opening = Quantity::pieces(goods.pieces) }));
    (*replaying.variants)[{ scope.unit(), code }] = variant;
    return {};
}

Result<void> add_all_goods(Replaying& replaying)
{
    constexpr std::size_t goods_a_step = 200;
    auto const all = goods_of(replaying);
    auto const at = opening(replaying);
    for (std::size_t from = 0; from < all.size(); from += goods_a_step) {
        auto const until = std::min(all.size(), from + goods_a_step);
        TRY(replaying.engine.write([&](db::Tx& tx) -> Result<void> {
            Call call { tx, console_actor(), at, Lang::id, "replay" };
            for (auto i = from; i < until; ++i) TRY(add_goods(replaying, call, all[i]));
            return {};
        }));
    }
    return {};
}

Receipt receipt_of(Replaying const& replaying, std::uint32_t invoice)
{
    auto const& retail = replaying.retail;
    auto const& rows = replaying.invoices[invoice];
    auto const& first = retail.rows[rows.first_row];
    Receipt receipt { .scope = &replaying.scopes[first.country],
                      .number = retail.invoices[invoice],
                      .at = first.at };
    for (auto const i : rows.accepted) {
        auto const& row = retail.rows[i];
        receipt.lines.push_back({ .code = code_of(retail, row.code),
                                  .quantity = Quantity::pieces(row.quantity),
                                  .price = Rupiah { row.price },
                                  .cost = cost_of(row.price),
                                  .amount = Rupiah { row.amount() } });
    }
    return receipt;
}

/// Row key: invoice and the row's count within it.
Receipt refund_of(Replaying const& replaying, std::uint32_t row, std::uint32_t ordinal)
{
    auto const& retail = replaying.retail;
    auto const& back = retail.rows[row];
    auto const sold = replaying.fates[row].refunds;
    return { .scope = &replaying.scopes[back.country],
             .type = ReceiptType::refund,
             .number = retail.invoices[back.invoice] + "#" + std::to_string(ordinal),
             .at = back.at,
             .of_receipt = retail.invoices[retail.rows[sold].invoice],
             .reason = "Retur " + retail.invoices[back.invoice],
             .lines = { { .code = code_of(retail, back.code),
                          .quantity = Quantity::pieces(-back.quantity),
                          .amount = Rupiah { -back.amount() },
                          .of_line = replaying.line_of[sold] } } };
}

Item item_of(Replaying const& replaying, Receipt receipt, std::vector<std::int64_t> const& rows)
{
    Item item { .kind = receipt.type == ReceiptType::sale ? store::RowKind::sale
                                                          : store::RowKind::refund,
                .key = receipt_key(receipt) };
    item.content = item.key;
    for (auto const& line : receipt.lines)
        item.content += "|" + line.code + "|" + line.quantity.plain() + "|"
            + std::to_string(line.amount.value_or(Rupiah {}).amount());
    for (auto const number : rows) item.rows.push_back({ .number = number + 1 });
    item.apply = [receipt = std::move(receipt), variants = replaying.variants](Call& call) {
        return put_receipt(call, receipt, *variants);
    };
    return item;
}

/// Takes receipts and refunds in the order of the file.
Result<void> take_rows(Replaying& replaying, Replayed& replayed, Intake& intake)
{
    auto const& rows = replaying.retail.rows;
    std::vector<std::uint32_t> ordinals(replaying.retail.invoices.size());
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        auto const invoice = rows[i].invoice;
        ++ordinals[invoice];
        if (replaying.invoices[invoice].first_row == i
            && !replaying.invoices[invoice].accepted.empty()) {
            auto const& accepted = replaying.invoices[invoice].accepted;
            TRY(intake.take(item_of(replaying, receipt_of(replaying, invoice),
                                    { accepted.begin(), accepted.end() })));
            ++replayed.receipts;
        }
        if (replaying.fates[i].fate == Fate::refunded) {
            TRY(intake.take(item_of(replaying, refund_of(replaying, i, ordinals[invoice]), { i })));
            ++replayed.refunds;
        }
        if (replaying.wanted.progress && i % 10'000 == 0)
            replaying.wanted.progress(i, static_cast<std::int64_t>(rows.size()));
    }
    return {};
}

// ---- The sums ----

void add_row(ReplaySums& sums, RetailRow const& row, Fate fate)
{
    ++sums.rows;
    switch (fate) {
    case Fate::accepted: sums.accepted += row.amount(); break;
    case Fate::refunded: sums.refunded -= row.amount(); break;
    case Fate::without_price: sums.without_price += row.amount(); break;
    case Fate::without_customer: sums.without_customer += row.amount(); break;
    case Fate::without_line: sums.without_line += row.amount(); break;
    case Fate::too_few_left: sums.too_few_left += row.amount(); break;
    }
}

/// A receipt is booked at the time of its first row, a refund at its own.
Timestamp booked_at(Replaying const& replaying, std::size_t row)
{
    auto const& rows = replaying.retail.rows;
    bool const sold = replaying.fates[row].fate == Fate::accepted;
    return sold ? rows[replaying.invoices[rows[row].invoice].first_row].at : rows[row].at;
}

void add_booked(ReplaySums& sums, RetailRow const& row, Fate fate)
{
    if (fate == Fate::accepted || fate == Fate::refunded) sums.booked += row.amount();
}

using SumsByName = std::map<std::string, ReplaySums>;

ReplaySums& sums_of(SumsByName& all, std::string const& name)
{
    auto& sums = all[name];
    sums.name = name;
    return sums;
}

std::string month_of(Day day) { return day.text().substr(0, 7); }

/// What the sales and refunds here say, by month and country.
Result<void> add_recorded(Replaying& replaying, Replayed& replayed, SumsByName& months,
                          SumsByName& countries)
{
    return replaying.engine.read([&](db::Read& read) -> Result<void> {
        for (std::uint32_t i = 0; i < replaying.scopes.size(); ++i) {
            auto& country = sums_of(countries, replaying.retail.countries[i]);
            auto const add = [&](Day day, std::int64_t amount) {
                country.recorded += amount;
                sums_of(months, month_of(day)).recorded += amount;
                replayed.total.recorded += amount;
            };
            auto const unit = replaying.scopes[i].unit();
            sales::each_sale(read, unit,
                             [&](sales::Sale const& sale) { add(sale.day, sale.total.amount()); });
            sales::each_refund(read, unit, [&](sales::WholeRefund const& whole) {
                add(whole.refund.day, -whole.refund.total.amount());
            });
        }
        return {};
    });
}

Result<void> add_split(Replaying& replaying, Replayed& replayed)
{
    std::map<ledger::Account, Rupiah> sums;
    TRY(replaying.engine.read([&](db::Read& read) -> Result<void> {
        View const view { read, console_actor(), replaying.wanted.now };
        for (auto const& scope : replaying.scopes)
            for (auto const& balance : ledger::balances(view, scope))
                sums[balance.account] += balance.amount;
        return {};
    }));
    for (auto const& [account, amount] : sums)
        replayed.split.push_back({ std::string { enum_text(account) }, amount.amount() });
    return {};
}

Result<std::int64_t> golden_sum(boost::json::value const& value)
{
    auto const* text = value.if_string();
    if (!text) return no_golden;
    auto const sum = thousandths_of({ text->data(), text->size() });
    if (!sum.ok()) return no_golden;
    return sum.value();
}

/// {"net": "…", "months": {"2010-12": {"sum": "…"}}, "countries": {"…": "…"}}
Result<void> add_golden(Replay const& wanted, Replayed& replayed, SumsByName& months,
                        SumsByName& countries)
{
    std::ifstream file { wanted.folder / "golden.json" };
    if (!file) return {};
    std::ostringstream text;
    text << file.rdbuf();
    auto const tree = parse_json(text.str());
    auto const* golden = tree.ok() ? tree.value().if_object() : nullptr;
    auto const* net = golden ? golden->if_contains("net") : nullptr;
    auto const* by_month = golden ? golden->if_contains("months") : nullptr;
    auto const* by_country = golden ? golden->if_contains("countries") : nullptr;
    if (!net || !by_month || !by_month->is_object() || !by_country || !by_country->is_object())
        return no_golden;
    replayed.total.golden = TRY(golden_sum(*net));
    for (auto const& [name, month] : by_month->get_object()) {
        auto const* sum = month.is_object() ? month.get_object().if_contains("sum") : nullptr;
        if (!sum) return no_golden;
        sums_of(months, std::string { name }).golden = TRY(golden_sum(*sum));
    }
    for (auto const& [name, sum] : by_country->get_object())
        sums_of(countries, std::string { name }).golden = TRY(golden_sum(sum));
    return {};
}

Result<void> add_sums(Replaying& replaying, Replayed& replayed)
{
    SumsByName months;
    SumsByName countries;
    for (std::size_t i = 0; i < replaying.fates.size(); ++i) {
        auto const& row = replaying.retail.rows[i];
        auto const fate = replaying.fates[i].fate;
        add_row(replayed.total, row, fate);
        add_booked(replayed.total, row, fate);
        add_row(sums_of(months, month_of(day_in(Zone::wib, row.at))), row, fate);
        add_booked(sums_of(months, month_of(day_in(Zone::wib, booked_at(replaying, i)))), row,
                   fate);
        auto& country = sums_of(countries, replaying.retail.countries[row.country]);
        add_row(country, row, fate);
        add_booked(country, row, fate);
    }
    TRY(add_golden(replaying.wanted, replayed, months, countries));
    TRY(add_recorded(replaying, replayed, months, countries));
    TRY(add_split(replaying, replayed));
    for (auto& [name, sums] : months) replayed.months.push_back(std::move(sums));
    for (auto& [name, sums] : countries) replayed.countries.push_back(std::move(sums));
    return {};
}

Result<void> check_unsold(db::Engine& engine, Timestamp now)
{
    return engine.read([&](db::Read& read) -> Result<void> {
        View const view { read, console_actor(), now };
        for (auto const& unit : org::all_units(view)) {
            bool sold = false;
            auto const scope = TRY(org::reach(view, unit.id));
            sold = !sales::sales_of(view, scope).empty();
            if (sold) return not_empty;
        }
        return {};
    });
}

bool fits(ReplaySums const& sums) { return sums.difference() == 0 && sums.recorded == sums.booked; }

} // namespace

bool Replayed::sound() const
{
    auto const books = std::accumulate(split.begin(), split.end(), std::int64_t { 0 },
                                       [](auto sum, auto const& one) { return sum + one.amount; });
    return import_refused == 0 && books == 0 && fits(total) && std::ranges::all_of(months, fits)
        && std::ranges::all_of(countries, fits);
}

Result<Replayed> replay(db::Engine& engine, Replay const& wanted)
{
    TRY(check_unsold(engine, wanted.now));
    Replaying replaying { .engine = engine, .wanted = wanted };
    replaying.retail = TRY(read_retail(wanted.folder));
    replaying.fates = fates_of(replaying.retail.rows);
    group_invoices(replaying);
    TRY(add_units(replaying));
    TRY(add_all_goods(replaying));

    Replayed replayed;
    replayed.total.name = "total";
    // Nothing is refused in a sound replay; if something is, its reasons go where we may write.
    Import const import { .file = std::filesystem::temp_directory_path() / "karya-replay",
                          .now = wanted.now };
    Intake intake { engine, import, columns_of(Kind::sales) };
    TRY(take_rows(replaying, replayed, intake));
    auto const taken = TRY(intake.finish());
    replayed.import_refused = taken.refused;
    replayed.first_refused = taken.first;
    TRY(add_sums(replaying, replayed));
    return replayed;
}

} // namespace karya::exchange
