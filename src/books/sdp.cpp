#include "books/sdp.h"
#include "books/cash_book.h"
#include "books/tables.h"
#include "books/text.h"
#include "pnbp/pnbp.h"
#include "production/production.h"
#include "workshop/workshop.h"
#include <algorithm>
#include <map>

namespace karya::books {

namespace {

Table sdp_table(SdpKind kind, Say note, std::initializer_list<std::string_view> fields)
{
    Table table { .title = both([&](Lang lang) { return karya::text::of(lang, kind); }),
                  .note = both(note) };
    for (auto const field : fields) table.columns.push_back({ same(field), false });
    return table;
}

Cell indonesian(std::string const& words) { return cell(same(words)); }

template<DescribedEnum E>
Cell sdp_word(E value)
{
    return indonesian(karya::text::of(Lang::id, value));
}

std::string joined(std::vector<workshop::Tool> const& tools)
{
    std::string words;
    for (auto const& tool : tools)
        words += (words.empty() ? "" : "; ") + tool.name + " (" + std::to_string(tool.count) + ")";
    return words;
}

/// What an activity made in the period, a variant a row.
struct Product {
    ActivityId activity {};
    std::string name {};
    catalogue::Measure measure {};
    production::BatchKind kind {};
    Quantity quantity {};
    VariantId variant {};
};
std::vector<Product> products_of(View const& view, org::UnitScope const& scope,
                                 Period const& period)
{
    std::map<VariantId, Product> made;
    for (auto const& batch : production::lines_on(view, scope, period.first, period.last)) {
        auto& product = made[batch.variant];
        product = {
            batch.activity, batch.label, batch.measure, batch.kind, product.quantity + batch.output,
            batch.variant
        };
    }
    std::vector<Product> all;
    for (auto const& [variant, product] : made)
        if (product.quantity != Quantity {}) all.push_back(product);
    return all;
}

class Records {
public:
    Records(View const& view, org::UnitScope const& scope, Period const& period)
        : m_view(view),
          m_scope(scope),
          m_period(period)
    {
    }
    Table activities() const
    {
        auto table = sdp_table(SdpKind::kegiatan, text::sdp_activities_note,
                               { "bidangKegiatan",
                                 "jenisKegiatan",
                                 "namaKegiatan",
                                 "skalaKegiatan",
                                 "tanggalAwalKegiatan",
                                 "tanggalAkhirKegiatan",
                                 "lokasiKegiatan",
                                 "areaKegiatan",
                                 "luas",
                                 "jumlahRuang",
                                 "sarana",
                                 "prasarana",
                                 "mitra",
                                 "jumlahPeserta",
                                 "jenis",
                                 "namaProduk",
                                 "jumlah",
                                 "satuan",
                                 "harga",
                                 "lamaPengerjaan",
                                 "keterangan" });
        auto const products = products_of(m_view, m_scope, m_period);
        for (auto const& activity : org::activities(m_view, m_scope)) {
            auto const head = activity_cells(activity);
            bool any = false;
            for (auto const& product : products) {
                if (product.activity != activity.id) continue;
                any = true;
                table.rows.push_back({ .cells = with_product(head, &product) });
            }
            if (!any) table.rows.push_back({ .cells = with_product(head, nullptr) });
        }
        return table;
    }
    Table marketing() const
    {
        auto table = sdp_table(SdpKind::pemasaran, text::sdp_marketing_note,
                               { "jenisPemasaran", "namaKegiatan", "tanggalPemasaran",
                                 "negaraTujuan", "kota", "lokasi", "mitra", "uraianKegiatan",
                                 "produk", "jumlah", "satuan", "nilaiRupiah" });
        std::map<ActivityId, std::string> names;
        for (auto const& activity : org::activities(m_view, m_scope))
            names[activity.id] = activity.name;
        for (auto day = m_period.first; day <= m_period.last; day = day.next())
            for (auto const& sold : board::sums_by_product(m_view, m_scope, { day, day })) {
                auto const product = catalogue::product(m_view, m_scope, sold.product);
                if (!product.ok() || sold.amount == Rupiah {}) continue;
                auto const& one = product.value();
                table.rows.push_back(
                    { .cells = {
                          Cell {}, indonesian(names[one.activity]), cell(day), Cell {}, Cell {},
                          Cell {}, Cell {}, Cell {}, indonesian(one.name_id), cell(sold.quantity),
                          one.variants.empty() ? Cell {} : sdp_word(one.variants.front().measure),
                          cell(sold.amount) } });
            }
        return table;
    }
    Table deposits() const
    {
        auto table = sdp_table(
            SdpKind::pnbp, text::sdp_pnbp_note,
            { "tanggalSetor", "akunSetor", "jumlah", "ntpn", "kodeBilling", "keterangan" });
        // Each once, as it says now, in the period that it was first booked in: a correction never
        // moves it into another file.
        std::map<DepositId, Day> first_booked;
        for (auto const& booking : pnbp::bookings(m_view, m_scope))
            if (booking.first) first_booked[booking.deposit.id] = booking.booked_on;
        for (auto const& deposit : pnbp::all_deposits(m_view, m_scope))
            if (auto const day = first_booked.find(deposit.id); day != first_booked.end()
                && day->second >= m_period.first && day->second <= m_period.last)
                table.rows.push_back(
                    { .cells = { cell(deposit.paid_on), indonesian("pendapatan"),
                                 cell(deposit.amount), indonesian(deposit.ntpn.value_or("")),
                                 indonesian(deposit.code.value_or("")),
                                 indonesian(pnbp::number_of(m_scope, deposit)) } });
        auto const year = static_cast<int>(m_period.first.calendar().year());
        for (auto const& month : pnbp::months_of(m_view, m_scope, year))
            if (month.nihil && month.deposited == Rupiah {} && month.month >= m_period.first
                && month.month <= m_period.last)
                table.rows.push_back(
                    { .cells = { cell(end_of_month(month.month)), indonesian("nihil"),
                                 cell(Rupiah {}), Cell {}, Cell {}, indonesian(month.name) } });
        return table;
    }
    /// The grid of a year: what was recorded in each month, and how far its report is.
    Table grid() const
    {
        auto table = sdp_table(SdpKind::laporan, text::sdp_grid_note, { "laporan" });
        auto const year = static_cast<int>(m_period.first.calendar().year());
        Period const whole { Day::from(year, 1, 1), Day::from(year, 12, 31) };
        for (auto month = whole.first; month <= whole.last; month = end_of_month(month).next()) {
            auto const name = ledger::month_name(Lang::id, month); // "April 2021"
            table.columns.push_back({ same(name.substr(0, name.rfind(' '))), false });
        }
        std::map<std::string, HandDeed> states;
        for (auto const& line : reports_of_place(m_view, Level::unit, m_scope.unit().text(), whole))
            states.try_emplace(name_of(Period { line.first, line.last }), line.state);
        for (auto const* row : { "kegiatan-kerja", "pemasaran", "pnbp", "sarana" }) {
            Row cells { .cells = { indonesian(row) } };
            for (auto month = whole.first; month <= whole.last;
                 month = end_of_month(month).next()) {
                auto const state = states.find(month.text().substr(0, 7));
                cells.cells.push_back(state == states.end() ? Cell {} : sdp_word(state->second));
            }
            table.rows.push_back(std::move(cells));
        }
        return table;
    }

private:
    std::vector<Cell> activity_cells(org::Activity const& activity) const
    {
        auto const [facts, tools] = workshop::known_of(m_view, m_scope, activity.id);
        std::optional<Day> since;
        std::optional<Day> until;
        for (auto const& decree : workshop::decrees(m_view, m_scope, activity.id)) {
            since = since ? std::min(*since, decree.since) : decree.since;
            if (decree.until) until = until ? std::max(*until, *decree.until) : *decree.until;
        }
        auto const workers = workshop::assigned_on(m_view, m_scope, activity.id, m_period.last);
        return { sdp_word(activity.field),
                 indonesian(facts.kind),
                 indonesian(activity.name),
                 Cell {},
                 cell(since),
                 cell(until),
                 indonesian(facts.place),
                 Cell {},
                 facts.area ? cell(*facts.area) : Cell {},
                 Cell {},
                 indonesian(joined(tools)),
                 Cell {},
                 indonesian(facts.partner),
                 cell(static_cast<std::int64_t>(workers.size())) };
    }
    std::vector<Cell> with_product(std::vector<Cell> cells, Product const* product) const
    {
        if (!product) {
            cells.resize(21);
            return cells;
        }
        auto const price = price_of(*product);
        cells.push_back(sdp_word(product->kind));
        cells.push_back(indonesian(product->name));
        cells.push_back(cell(product->quantity));
        cells.push_back(sdp_word(product->measure));
        cells.push_back(price ? cell(*price) : Cell {});
        cells.resize(21);
        return cells;
    }
    std::optional<Rupiah> price_of(Product const& product) const
    {
        for (auto const& goods : catalogue::counted_goods(m_view, m_scope))
            if (goods.variant == product.variant) return goods.price;
        return {};
    }

    View const& m_view;
    org::UnitScope const& m_scope;
    Period m_period;
};

} // namespace

Result<Folio> sdp_records(View const& view, org::UnitScope const& scope, SdpKind kind,
                          Period const& period)
{
    Records const records { view, scope, period };
    Folio folio { .title = both([](Lang lang) { return text::sdp_title(lang); }),
                  .place = same(TRY(org::unit_on(view, scope.unit(), period.last)).name),
                  .period = period_words(period.first, period.last) };
    switch (kind) {
    case SdpKind::kegiatan: folio.tables.push_back(records.activities()); break;
    case SdpKind::pemasaran: folio.tables.push_back(records.marketing()); break;
    case SdpKind::pnbp: folio.tables.push_back(records.deposits()); break;
    case SdpKind::laporan: folio.tables.push_back(records.grid()); break;
    }
    return folio;
}

} // namespace karya::books
