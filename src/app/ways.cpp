#include "app/ways.h"
#include "base/check.h"
#include "base/embedded.h"
#include "web/page.h"
#include "web/routes.h"
#include <algorithm>
#include <array>
#include <map>
#include <span>

namespace karya::app {

namespace {

/// A page and the keys of its words.
struct Place {
    std::string_view path;
    std::string_view words;
    std::string_view hint;
    std::string_view right {}; ///< of whom it is told; empty: of whoever may open it
};

struct Group {
    std::string_view key; ///< its words are "app.ways_" and this
    std::span<Place const> places;
};

constexpr std::array selling {
    Place { "/kasir/nota", "app.desk_receipts", "app.desk_receipts_hint" },
    Place { "/kasir/sif", "app.desk_shifts", "app.desk_shifts_hint" },
    Place { "/meja/pesanan", "app.desk_orders", "app.desk_orders_hint" },
    Place { "/meja/laporan/harian", "books.day_title", "app.desk_day_hint" },
    Place { "/meja/ulasan", "reviews.queue_title", "app.desk_reviews_hint" },
    Place { "/meja/potongan", "counter.discounts_title", "app.desk_discounts_hint" },
    Place { "/meja/kupon", "coupons.coupons_title", "app.desk_coupons_hint" },
    Place { "/meja/ongkir", "shipping.rates_title", "app.desk_rates_hint" },
    Place { "/meja/qris", "app.desk_unit_qris", "app.desk_unit_qris_hint" },
    Place { "/meja/perangkat", "app.desk_devices", "app.desk_devices_hint" },
};
constexpr std::array goods {
    Place { "/meja/produk", "app.desk_products", "app.desk_products_hint", "catalogue.edit" },
    Place { "/meja/produksi", "production.list_title", "app.desk_production_hint" },
    Place { "/meja/label", "labels.runs_title", "app.desk_labels_hint" },
    Place { "/meja/etalase", "catalogue.window_title", "app.desk_window_hint" },
};
constexpr std::array money {
    Place { "/meja/pnbp", "app.desk_pnbp", "app.desk_pnbp_hint" },
    Place { "/meja/kas", "cash.list_title", "app.desk_spending_hint" },
    Place { "/meja/buku/kas", "books.cash_title", "app.desk_cash_hint" },
    Place { "/meja/buku/nota", "books.receipts_title", "app.desk_receipt_book_hint" },
    Place { "/meja/buku", "app.desk_books", "app.desk_books_hint" },
    Place { "/meja/pembayaran", "app.desk_payments", "app.desk_payments_hint" },
    Place { "/meja/pesanan/penampungan", "app.desk_passed_on", "app.desk_passed_on_hint" },
    Place { "/meja/aturan", "app.desk_rules", "app.desk_rules_hint" },
};
constexpr std::array reports {
    Place { "/meja/laporan", "books.reports_title", "app.desk_reports_hint" },
    Place { "/meja/laporan/masuk", "books.watch_title", "app.desk_watch_hint" },
    Place { "/papan", "app.desk_board", "app.desk_board_hint" },
    Place { "/meja/pemeriksaan", "evidence.home_title", "app.desk_evidence_hint" },
};
constexpr std::array work {
    Place { "/meja/kegiatan", "app.desk_activities", "app.desk_activities_hint" },
    Place { "/meja/premi", "premium.list_title", "app.desk_premium_hint" },
    Place { "/meja/wbp", "app.desk_wbp", "app.desk_wbp_hint" },
};
constexpr std::array office {
    Place { "/meja/akun", "app.desk_accounts", "app.desk_accounts_hint" },
    Place { "/meja/jejak", "app.desk_trail", "app.desk_trail_hint" },
    Place { "/meja/unit", "app.desk_units", "app.desk_units_hint" },
    Place { "/meja/kampanye", "app.desk_campaigns", "app.desk_campaigns_hint" },
    Place { "/meja/impor", "app.desk_import", "app.desk_import_hint" },
    Place { "/meja/ekspor", "app.desk_export", "app.desk_export_hint" },
    Place { "/meja/label/kunci", "labels.keys_title", "app.desk_label_keys_hint" },
    Place { "/meja/bukti/kunci", "tlog.keys_title", "app.desk_log_keys_hint" },
};
constexpr std::array groups {
    Group { "selling", selling }, Group { "goods", goods }, Group { "money", money },
    Group { "reports", reports }, Group { "work", work },   Group { "office", office },
};

std::map<std::string_view, Permission>& kept_rights()
{
    static std::map<std::string_view, Permission> rights;
    return rights;
}

} // namespace

void keep_ways(web::Routes const& routes)
{
    for (auto const& group : groups)
        for (auto const& place : group.places) {
            auto const route = std::ranges::find_if(routes.all(), [&](web::Route const& each) {
                return place.right.empty()
                    ? each.method == web::Method::get && each.pattern == place.path
                    : each.right.name == place.right;
            });
            CHECK(route != routes.all().end());
            kept_rights().insert_or_assign(place.path, route->right);
        }
}

std::vector<WayGroup> ways(Lang lang, Actor const& actor, std::vector<std::string_view> without)
{
    std::vector<WayGroup> open;
    for (auto const& group : groups) {
        WayGroup mine { std::string { group.key },
                        karya::text::find(lang, "app.ways_" + std::string { group.key }),
                        {} };
        for (auto const& place : group.places)
            if (kept_rights().at(place.path).allows(actor)
                && std::ranges::find(without, place.path) == without.end())
                mine.ways.push_back({ web::localized(lang, place.path),
                                      karya::text::find(lang, place.words),
                                      karya::text::find(lang, place.hint) });
        if (!mine.ways.empty()) open.push_back(std::move(mine));
    }
    return open;
}

} // namespace karya::app
