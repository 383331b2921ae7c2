// Who bought goods of a lot: on a page that prints, and as a table.

#include "production/routes.h"
#include "production/text.h"
#include "sheet/writer.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::production {

namespace {

struct BuyersQuery {
    BatchId batch {};
    std::optional<BuyersReadingId> reading {};
};
BOOST_DESCRIBE_STRUCT(BuyersQuery, (), (batch, reading))

struct HolderRow {
    SaleId sale {};
    std::string number {};
    LocalTime at {};
    std::string quantity {};
    bool labelled { false };
    bool waiting { false };
    sales::BuyerKind buyer {};
    std::string nip_tail {};
    std::string order {}; ///< empty: sold across the counter
    std::string order_number {};
    std::string name {};
    std::string phone {};
    std::string email {};
    bool forgotten { false }; ///< it was erased since
};
BOOST_DESCRIBE_STRUCT(HolderRow, (),
                      (sale, number, at, quantity, labelled, waiting, buyer, nip_tail, order,
                       order_number, name, phone, email, forgotten))

struct BuyersPage {
    static constexpr bool secret = true;

    std::string title {};
    BatchId batch {};
    std::string label {};
    Day day {};
    std::string reason {}; ///< of the recall; empty: it is not called back
    bool open { false };   ///< contacts are shown
    bool closed { false }; ///< they stay closed: nothing is called back
    std::string reading {};
    std::vector<HolderRow> holders {};
    std::int64_t reached {}; ///< with a contact
    std::int64_t others {};
};
BOOST_DESCRIBE_STRUCT(BuyersPage, (),
                      (title, batch, label, day, reason, open, closed, reading, holders, reached,
                       others))

HolderRow row_of(View const& view, org::UnitScope const& scope, Batch const& batch,
                 Holder const& holder, bool open)
{
    HolderRow row { .sale = holder.sale,
                    .number = holder.number,
                    .at = { holder.at, scope.zone() },
                    .quantity = catalogue::measured(view.lang, holder.quantity, batch.measure),
                    .labelled = holder.labelled,
                    .waiting = holder.waiting,
                    .buyer = holder.buyer,
                    .nip_tail = holder.nip_tail };
    if (!holder.contact) return row;
    auto const& contact = *holder.contact;
    row.order = contact.order;
    row.order_number = contact.number;
    row.name = contact.name;
    row.phone = contact.phone;
    row.email = contact.email;
    row.forgotten = open && contact.name.empty();
    return row;
}

Result<BuyersPage> show_buyers(View& view, BuyersQuery const& query)
{
    auto const scope = TRY(org::own(view));
    auto const found = TRY(batch(view, scope, query.batch));
    BuyersPage page { .title = found.lot,
                      .batch = found.id,
                      .label = found.label,
                      .day = found.day,
                      .open = is_open(view, found, query.reading),
                      .closed = !withdrawal(view, found.id) };
    if (auto const gone = withdrawal(view, found.id)) page.reason = gone->reason;
    if (page.open) page.reading = query.reading->text();
    for (auto const& holder : holders(view, scope, found, query.reading)) {
        page.holders.push_back(row_of(view, scope, found, holder, page.open));
        ++(holder.contact ? page.reached : page.others);
    }
    return page;
}

struct BuyersOpened {
    BatchId batch {};
    BuyersReadingId reading {};
};
BOOST_DESCRIBE_STRUCT(BuyersOpened, (), (batch, reading))

Result<BuyersOpened> post_reading(Call& call, BatchPath const& path)
{
    auto const scope = TRY(org::own(call.view()));
    return BuyersOpened { path.batch, TRY(read_buyers(call, scope, path.batch)) };
}

std::string csv_heading(Lang lang)
{
    std::vector<std::string> const names {
        text::receipt(lang),    text::order(lang),       text::day(lang),        text::lot(lang),
        text::goods(lang),      text::quantity(lang),    text::known_by(lang),   text::buyer(lang),
        text::buyer_name(lang), text::buyer_phone(lang), text::buyer_email(lang)
    };
    std::vector<sheet::Cell> cells;
    for (auto const& name : names) cells.emplace_back(std::string_view { name });
    return sheet::csv_record(cells);
}

std::string csv_line(Lang lang, org::UnitScope const& scope, Batch const& batch,
                     Holder const& holder)
{
    using Words = std::string_view;
    auto const contact = holder.contact.value_or(Contact {});
    auto const known_by = holder.waiting ? text::by_hold(lang)
        : holder.labelled                ? text::by_label(lang)
                                         : text::by_order(lang);
    auto const kind = karya::text::of(lang, holder.buyer);
    std::vector<sheet::Cell> const cells { Words { holder.number }, Words { contact.number },
                                           scope.day(holder.at),    Words { batch.lot },
                                           Words { batch.label },   holder.quantity,
                                           Words { known_by },      Words { kind },
                                           Words { contact.name },  Words { contact.phone },
                                           Words { contact.email } };
    return sheet::csv_record(cells);
}

Result<web::File> buyers_file(View& view, BuyersQuery const& query)
{
    auto const scope = TRY(org::own(view));
    auto const found = TRY(batch(view, scope, query.batch));
    auto bytes = std::string { sheet::utf8_mark } + csv_heading(view.lang);
    for (auto const& holder : holders(view, scope, found, query.reading))
        bytes += csv_line(view.lang, scope, found, holder);
    return web::File { .content_type = "text/csv; charset=utf-8",
                       .bytes = std::move(bytes),
                       .download_name = found.lot + "-" + text::buyers_file(view.lang) + ".csv",
                       .no_store = true };
}

} // namespace

void add_buyers_routes(web::Routes& routes)
{
    constexpr std::string_view page = "/meja/produksi/{batch}/pembeli";
    routes.query<BuyersQuery, BuyersPage>(page, buyers_right, show_buyers, { "production/buyers" });
    routes.command<BatchPath, BuyersOpened>(
        page, buyers_right, post_reading,
        { "/meja/produksi/{batch}/pembeli?reading={reading}", page });
    routes.query<BuyersQuery, web::File>("/meja/produksi/{batch}/pembeli/berkas", buyers_right,
                                         buyers_file);
}

} // namespace karya::production
