#include "app/demo.h"
#include "app/runner.h"
#include "app/store.h"
#include "app/wiring.h"
#include "identity/identity.h"
#include "org/org.h"
#include <array>
#include <fstream>
#include <sstream>
#include <sys/stat.h>
#include <thread>

namespace karya::app {

namespace {

constexpr std::string_view laid_mark = "demo_laid";
constexpr std::string_view accounts_name = "demo-accounts.txt";

/// Somebody of the demonstration; `place` is the slug of his unit or regional office.
struct Person {
    std::string_view login;
    std::string_view name;
    Role role;
    std::string_view place {};
};

constexpr std::array people {
    Person { "admin", "Administrator", Role::admin },
    Person { "ditjen", "Ditjen Pemasyarakatan", Role::ditjen },
    Person { "auditor", "Auditor", Role::auditor },
    Person { "kanwil.kalbar", "Kanwil Kalimantan Barat", Role::kanwil, "kalimantan-barat" },
    Person { "kanwil.bali", "Kanwil Bali", Role::kanwil, "bali" },
    Person { "kasir.pontianak", "Sari", Role::cashier, "lapas-kelas-iia-pontianak" },
    Person { "giatja.pontianak", "Wayan", Role::kasi, "lapas-kelas-iia-pontianak" },
    Person { "bendahara.pontianak", "Dewi", Role::treasurer, "lapas-kelas-iia-pontianak" },
    Person { "kepala.pontianak", "Hasan", Role::head, "lapas-kelas-iia-pontianak" },
    Person { "kasir.kerobokan", "Made", Role::cashier, "lapas-kelas-iia-kerobokan" },
    Person { "giatja.kerobokan", "Ketut", Role::kasi, "lapas-kelas-iia-kerobokan" },
    Person { "kasir.abepura", "Yosephina", Role::cashier, "lapas-kelas-iia-abepura" },
    Person { "giatja.abepura", "Martin", Role::kasi, "lapas-kelas-iia-abepura" },
};

identity::NewAccount account_of(Person const& person)
{
    identity::NewAccount account { .login = std::string { person.login },
                                   .name = std::string { person.name },
                                   .role = person.role,
                                   .mfa_required = false };
    if (level_of(person.role) == Level::unit) account.unit = org::seed_unit_id(person.place);
    if (level_of(person.role) == Level::kanwil) account.kanwil = org::seed_kanwil_id(person.place);
    return account;
}

/// Adds everybody; their passwords are known only here, so they are written down at once.
Result<OfficerId> add_people(House& house)
{
    auto const path = house.config().directory / accounts_name;
    auto const mask = ::umask(0077);
    std::ofstream file { path, std::ios::trunc };
    ::umask(mask);
    OfficerId admin;
    for (auto const& person : people) {
        auto const added = TRY(
            identity::user_add({ house.engine(), now() }, account_of(person), {}));
        if (person.role == Role::admin) admin = added.account.id;
        file << person.login << '\t' << added.password << '\t' << enum_text(person.role) << '\t'
             << (person.place.empty() ? person.name : person.place) << '\n';
    }
    file.flush();
    if (!file) return Error { exchange::cannot_write }.with("file", path.string());
    return admin;
}

std::string accounts_text(House& house)
{
    std::ifstream file { house.config().directory / accounts_name };
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

Result<bool> is_marked(House& house, std::string_view name)
{
    return house.engine().get<bool>(
        [&](db::Read& read) -> Result<bool> { return store::mark(read, name).has_value(); });
}

Actor seller_of(OfficerId admin)
{
    return { .officer = admin, .name = "Peragaan", .role = Role::admin };
}

Result<Actor> known_seller(House& house)
{
    return house.engine().get<Actor>([&](db::Read& read) -> Result<Actor> {
        return seller_of(TRY(identity::account_by_login({ read, {}, now() }, "admin")).id);
    });
}

} // namespace

Result<DemoMade> make_demo(House& house)
{
    if (TRY(house.kind()) == Kind::demo) {
        if (!TRY(is_marked(house, laid_mark))) return demo_torn;
        return DemoMade { .already = true, .accounts = accounts_text(house) };
    }
    if (!TRY(identity::user_list({ house.engine(), now() })).empty()) return is_real;
    TRY(house.claim(Kind::demo));
    auto const seller = seller_of(TRY(add_people(house)));
    DemoMade made { .laid = TRY(
                        exchange::lay_demo(house.engine(), { .seller = seller, .now = now() })) };
    auto const listeners = subscribers();
    while (deliver_all(house.engine(), listeners)) { }
    TRY(house.engine().write([](db::Tx& tx) -> Result<void> {
        store::set_mark(tx, laid_mark, "1");
        return {};
    }));
    made.accounts = accounts_text(house);
    return made;
}

Result<void> play_demo(House& house, std::int64_t speed, std::function<bool()> const& stop)
{
    using namespace std::chrono_literals;
    constexpr auto open_hours = std::chrono::seconds { 13h };
    auto const apart = std::chrono::microseconds { open_hours }
        / (exchange::demo_sales_a_day * speed);
    auto player = TRY(exchange::Player::open(house.engine(), TRY(known_seller(house)), now()));
    for (auto next = std::chrono::steady_clock::now(); !stop(); next += apart) {
        auto const sold = player.sell(now());
        // Visitors may buy, withdraw or reprice what was about to be sold: the day goes on.
        if (!sold.ok() && sold.error().code().fault == Fault::internal)
            return Error { sold.error() };
        std::this_thread::sleep_until(next + apart);
    }
    return {};
}

} // namespace karya::app
