// Searching 100,000 products of all units with 1,000 different queries, counts included.
// usage: find_bench FOLDER [PRODUCTS]; KARYA_DATABASE: PostgreSQL instead of SQLite in FOLDER.
// What was laid once is used again.

#include "base/embedded.h"
#include "base/text.h"
#include "catalogue/catalogue.h"
#include "db/engine.h"
#include "db/schema.h"
#include "org/org.h"
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <random>
#include <set>

using namespace karya;

namespace {

Timestamp const start = parse_time("2026-01-01T08:00:00+07:00").take();
Actor const admin { OfficerId::make(start), "Bench", Role::admin, {}, {} };

struct Seeded {
    std::string name;
    std::string name_en;
    catalogue::ProductKind kind;
    std::string story;
};

std::vector<Seeded> read_seed()
{
    std::vector<Seeded> all;
    for (auto const line : fields_of(embedded::seed("catalogue/products.tsv"), '\n')) {
        auto const row = fields_of(line, '\t');
        if (row.size() < 11 || row[0] == "name") continue;
        all.push_back({ std::string { row[0] }, std::string { row[1] },
                        *enum_from<catalogue::ProductKind>(row[2]), std::string { row[9] } });
    }
    return all;
}

constexpr std::array<std::string_view, 24> manners {
    "besar", "kecil", "ukir",    "polos",   "merah",  "biru",    "hijau",         "cokelat",
    "halus", "tebal", "anyaman", "lipat",   "bundar", "persegi", "jati",          "mahoni",
    "bambu", "rotan", "pandan",  "mendong", "batik",  "tenun",   "ukuran sedang", "isi dua",
};

class Town {
public:
    explicit Town(db::Engine& engine) : m_engine(engine), m_seed(read_seed()) { }

    void lay(std::size_t wanted)
    {
        auto const known = m_engine.get<std::int64_t>([](db::Read& read) -> Result<std::int64_t> {
            return catalogue::last_number(View { read, {}, start });
        });
        auto made = static_cast<std::size_t>(known.value());
        auto const units = m_engine
                               .get<std::vector<org::Unit>>([](db::Read& read) {
                                   return Result<std::vector<org::Unit>> { org::all_units(
                                       View { read, admin, start }) };
                               })
                               .take();
        constexpr std::size_t at_once = 500;
        while (made < wanted) {
            auto const from = made;
            auto const done = m_engine.write([&](db::Tx& tx) -> Result<void> {
                for (auto number = from; number < std::min(from + at_once, wanted); ++number)
                    TRY(lay_one(tx, units[number * 7919 % units.size()], number));
                return {};
            });
            if (!done.ok()) {
                std::cerr << done.error().code().id << ' ' << done.error().why() << '\n';
                std::exit(1);
            }
            made = std::min(from + at_once, wanted);
            if (made % 10'000 == 0) std::cerr << made << " products\n";
        }
    }

private:
    Result<void> lay_one(db::Tx& tx, org::Unit const& unit, std::size_t number)
    {
        std::minstd_rand draw { static_cast<unsigned>(number + 1) };
        Call call { tx, admin, start + std::chrono::seconds { number }, Lang::id, "bench" };
        auto const scope = TRY(org::reach(call.view(), unit.id));
        auto const& base = m_seed[draw() % m_seed.size()];
        auto const name = base.name + " " + std::string { manners[draw() % manners.size()] };
        auto const product = TRY(
            catalogue::add_product(call, scope,
                                   { .name_id = name,
                                     .name_en = base.name_en,
                                     .story_id = base.story,
                                     .kind = base.kind,
                                     .reach = static_cast<catalogue::Reach>(draw() % 3) }));
        auto const price = std::int64_t { 1'000 } * static_cast<std::int64_t>(1 + draw() % 2'000);
        auto const stock = draw() % 5 ? std::optional { Quantity::pieces(9) } : std::nullopt;
        auto const variant = catalogue::VariantDraft { .price = Rupiah { price },
                                                       .opening = stock };
        TRY(catalogue::add_variant(call, scope, product, variant));
        return catalogue::set_state(call, scope, product, catalogue::ProductState::published);
    }

    db::Engine& m_engine;
    std::vector<Seeded> m_seed;
};

/// One to three words of what there is, one in ten mistyped, some narrowed down or ordered.
std::vector<catalogue::ShelfFilter> questions(std::size_t wanted)
{
    std::mt19937 draw { 20'260'426 };
    auto const seed = read_seed();
    std::vector<catalogue::ShelfFilter> all;
    std::set<std::string> asked;
    while (all.size() < wanted) {
        auto const& base = seed[draw() % seed.size()];
        auto const words = fields_of(base.name, ' ');
        std::string text { words[draw() % words.size()] };
        if (draw() % 2) text += " " + std::string { words[draw() % words.size()] };
        if (draw() % 2) text += " " + std::string { manners[draw() % manners.size()] };
        if (draw() % 10 == 0 && text.size() > 5) text.erase(2, 1);
        catalogue::ShelfFilter filter { .words = text };
        if (draw() % 4 == 0) filter.availability = catalogue::Availability::ready;
        if (draw() % 4 == 0) filter.band = static_cast<catalogue::PriceBand>(draw() % 5);
        if (draw() % 4 == 0) filter.sorting = static_cast<catalogue::Sorting>(draw() % 5);
        if (asked.insert(text + std::to_string(filter.sorting.has_value())).second)
            all.push_back(filter);
    }
    return all;
}

void measure(db::Engine& engine, std::string_view name,
             std::vector<catalogue::ShelfFilter> const& filters)
{
    std::vector<double> took;
    std::int64_t found = 0;
    std::int64_t most = 0;
    for (auto const& filter : filters) {
        auto const from = std::chrono::steady_clock::now();
        auto const shelf = engine.get<catalogue::Shelf>([&](db::Read& read) {
            return Result<catalogue::Shelf> { catalogue::shelf(View { read, {}, start }, filter) };
        });
        auto const time = std::chrono::steady_clock::now() - from;
        took.push_back(std::chrono::duration<double, std::milli>(time).count());
        found += shelf.value().count > 0;
        most = std::max(most, shelf.value().count);
    }
    std::ranges::sort(took);
    auto const at = [&](std::size_t percent) { return took[(took.size() - 1) * percent / 100]; };
    std::cout << name << ": " << took.size() << " queries, " << found << " found something, most "
              << most << "; p50 " << at(50) << " ms, p90 " << at(90) << ", p99 " << at(99)
              << ", slowest " << took.back() << '\n';
}

/// Lists without words: every order, narrowed down in every way that one trait allows.
std::vector<catalogue::ShelfFilter> lists()
{
    std::vector<catalogue::ShelfFilter> all;
    for (auto const sorting : enum_values<catalogue::Sorting>()) {
        all.push_back({ .sorting = sorting });
        for (auto const kind : enum_values<catalogue::ProductKind>())
            all.push_back({ .kind = kind, .sorting = sorting });
        for (auto const band : enum_values<catalogue::PriceBand>())
            all.push_back({ .band = band, .sorting = sorting });
    }
    return all;
}

} // namespace

int main(int count, char** arguments)
{
    if (count < 2) return 2;
    db::Settings settings { .directory = arguments[1] };
    std::filesystem::create_directories(settings.directory);
    if (auto const* database = std::getenv("KARYA_DATABASE")) settings.postgres = database;
    auto const engine = db::Engine::open(settings).take();
    if (!engine->migrate(db::schema()).ok()) return 1;
    (void)engine->write([](db::Tx& tx) -> Result<void> {
        Call call { tx, admin, start, Lang::id, "bench" };
        org::load_seed(call);
        return {};
    });
    constexpr std::size_t products = 100'000;
    Town { *engine }.lay(count > 2 ? std::strtoul(arguments[2], nullptr, 10) : products);
    auto const asked = questions(1'000);
    measure(*engine, "warming up", { asked.begin(), asked.begin() + 50 });
    measure(*engine, "search", asked);
    measure(*engine, "lists", lists());
}
