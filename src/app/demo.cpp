#include "app/demo.h"
#include "app/demo_premium.h"
#include "app/demo_reports.h"
#include "app/demo_work.h"
#include "app/runner.h"
#include "app/store.h"
#include "app/text.h"
#include "app/wiring.h"
#include "cash/cash.h"
#include "identity/identity.h"
#include "org/org.h"
#include "pnbp/pnbp.h"
#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <thread>

namespace karya::app {

namespace {

constexpr std::string_view laid_mark = "demo_laid";
constexpr std::string_view accounts_name = "demo-accounts.txt";

/// Somebody of the demonstration, made up; `place` is the slug of his unit or regional office.
struct Person {
    std::string_view login;
    std::string_view name;
    Role role;
    std::string_view place {};
};

constexpr std::array people {
    Person { "admin", "Agus Prasetyo", Role::admin },
    Person { "ditjen", "Ratna Kusumawardani", Role::ditjen },
    Person { "auditor", "Bambang Wicaksono", Role::auditor },
    Person { "kanwil.kalbar", "Yulius Atan", Role::kanwil, "kalimantan-barat" },
    Person { "kanwil.bali", "Ni Luh Suryani", Role::kanwil, "bali" },
    Person { "kasir.pontianak", "Sari Wulandari", Role::cashier, "lapas-kelas-iia-pontianak" },
    Person { "giatja.pontianak", "Wayan Sudarma", Role::kasi, "lapas-kelas-iia-pontianak" },
    Person { "bendahara.pontianak", "Dewi Anggraini", Role::treasurer,
             "lapas-kelas-iia-pontianak" },
    Person { "kepala.pontianak", "Hasanuddin Yusuf", Role::head, "lapas-kelas-iia-pontianak" },
    Person { "kasir.kerobokan", "Made Ariani", Role::cashier, "lapas-kelas-iia-kerobokan" },
    Person { "giatja.kerobokan", "Ketut Widiarta", Role::kasi, "lapas-kelas-iia-kerobokan" },
    Person { "kasir.abepura", "Yosephina Rumbiak", Role::cashier, "lapas-kelas-iia-abepura" },
    Person { "giatja.abepura", "Martinus Yoku", Role::kasi, "lapas-kelas-iia-abepura" },
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

/// "Lapas Kelas IIA Pontianak", "Bali"; empty for who serves the nation.
Result<std::string> place_of(House& house, Person const& person)
{
    return house.engine().get<std::string>([&](db::Read& read) -> Result<std::string> {
        View const view { read, {}, now() };
        switch (level_of(person.role)) {
        case Level::unit: return TRY(org::unit_by_slug(view, person.place)).name;
        case Level::kanwil: return TRY(org::kanwil_by_slug(view, person.place)).name;
        case Level::nation: break;
        }
        return std::string {};
    });
}

Actor actor_of(identity::Account const& account)
{
    return { .officer = account.id,
             .name = account.name,
             .role = account.role,
             .unit = account.unit.value_or(UnitId {}) };
}

/// Adds everybody; their passwords are known only here, so they are written down at once.
Result<std::vector<Actor>> add_people(House& house)
{
    auto const path = house.config().directory / accounts_name;
    std::ofstream file { path, std::ios::trunc };
    std::vector<Actor> added;
    for (auto const& person : people) {
        auto const one = TRY(identity::user_add({ house.engine(), now() }, account_of(person), {}));
        added.push_back(actor_of(one.account));
        file << person.login << '\t' << one.password << '\t' << person.name << '\t'
             << karya::text::of(Lang::id, person.role) << '\t' << TRY(place_of(house, person))
             << '\n';
    }
    file.flush();
    if (!file) return Error { exchange::cannot_write }.with("file", path.string());
    return added;
}

/// What the month's money did: QRIS reached the account, some cash went there, some bought
/// material.
Result<void> spend_some(Call& call, org::UnitScope const& scope)
{
    using ledger::Account;
    auto const day = scope.day(call.now).next(-1);
    auto const part_of = [&](Account account, std::int64_t in) {
        return Rupiah { ledger::balance(call.view(), scope, account).amount() / in };
    };
    auto const fee = part_of(Account::qris_clearing, 143); // about 0.7 %
    std::vector<cash::Draft> const drafts {
        { .kind = cash::MoveKind::settled,
          .amount = part_of(Account::qris_clearing, 1),
          .fee = fee },
        { .kind = cash::MoveKind::to_bank, .amount = part_of(Account::cash, 3) },
        { .kind = cash::MoveKind::material,
          .from = Account::cash,
          .amount = part_of(Account::cash, 12),
          .payee = "Toko bahan (peragaan)",
          .about = "bahan bulan ini" },
        { .kind = cash::MoveKind::tools,
          .from = Account::cash,
          .amount = part_of(Account::cash, 40),
          .payee = "Bengkel (peragaan)",
          .about = "servis mesin" },
    };
    for (auto draft : drafts) {
        draft.day = day;
        if (draft.amount > Rupiah {}) TRY(cash::record(call, scope, draft));
    }
    return {};
}

/// The treasurer's way, once: made, billed, paid. Codes of the payer that nobody has.
Result<void> deposit_one(Call& call, org::UnitScope const& scope)
{
    using ledger::Account;
    TRY(pnbp::set_payer(call, scope,
                        { .ministry = "000",
                          .echelon = "00",
                          .satker = "000000",
                          .kind = "Peragaan",
                          .account = "000000",
                          .payer = call.actor.name,
                          .note = "PNBP hasil karya" }));
    auto const amount = pnbp::due(call.view(), scope).amount;
    auto const today = scope.day(call.now);
    auto const bank = ledger::balance(call.view(), scope, Account::bank);
    auto const cash = ledger::balance(call.view(), scope, Account::cash);
    if (amount == Rupiah {} || std::max(bank, cash) < amount) return {};
    TRY(pnbp::set_target(call, scope, { today, Rupiah { 500'000 } }));
    auto const made = TRY(pnbp::make(call, scope));
    TRY(pnbp::bill(call, scope, { made.id, "800000000000001", today, today.next(7), true }));
    TRY(pnbp::pay(call, scope,
                  { .deposit = made.id,
                    .ntpn = "PERAGAAN00000001",
                    .channel = "Peragaan",
                    .paid_on = today,
                    .money = bank < amount ? pnbp::MoneySource::cash : pnbp::MoneySource::bank }));
    return {};
}

/// What was sold in the month before is kept and deposited where there is a treasurer.
Result<void> deposit_all(House& house, std::vector<Actor> const& people_added, Timestamp at)
{
    return house.engine().write([&](db::Tx& tx) -> Result<void> {
        for (auto const& actor : people_added) {
            if (actor.role != Role::treasurer) continue;
            Call call { tx, actor, at, Lang::id, "demo" };
            auto const scope = TRY(org::own(call.view()));
            TRY(spend_some(call, scope));
            TRY(deposit_one(call, scope));
        }
        return {};
    });
}

/// Where a unit has a head and a work section.
Result<void> lay_all_work(House& house, std::vector<Actor> const& people_added)
{
    auto const of = [&](UnitId unit, Role role) {
        return std::ranges::find_if(people_added, [&](Actor const& actor) {
            return actor.unit == unit && actor.role == role;
        });
    };
    return house.engine().write([&](db::Tx& tx) -> Result<void> {
        for (auto const& head : people_added) {
            if (head.role != Role::head) continue;
            auto const section = of(head.unit, Role::kasi);
            if (section == people_added.end()) continue;
            Call call { tx, *section, now(), Lang::id, "demo" };
            TRY(lay_work(call, head));
            auto const cashier = of(head.unit, Role::cashier);
            auto const treasurer = of(head.unit, Role::treasurer);
            if (cashier == people_added.end() || treasurer == people_added.end()) continue;
            TRY(lay_premium(call, { *cashier, *section, head, *treasurer }));
        }
        return {};
    });
}

/// Of every unit with a work section.
Result<void> lay_all_reports(House& house, std::vector<Actor> const& people_added)
{
    auto const of = [&](UnitId unit, Role role) -> std::optional<Actor> {
        for (auto const& actor : people_added)
            if (actor.unit == unit && actor.role == role) return actor;
        return {};
    };
    return house.engine().write([&](db::Tx& tx) -> Result<void> {
        for (auto const& section : people_added) {
            if (section.role != Role::kasi) continue;
            Call call { tx, section, now(), Lang::id, "demo" };
            TRY(lay_reports(
                call,
                { section, of(section.unit, Role::treasurer), of(section.unit, Role::head) }));
        }
        return {};
    });
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

Result<Actor> known_seller(House& house)
{
    return house.engine().get<Actor>([&](db::Read& read) -> Result<Actor> {
        return actor_of(TRY(identity::account_by_login({ read, {}, now() }, "admin")));
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
    exchange::DemoPlan plan { .now = now() };
    auto const added = TRY(add_people(house));
    for (auto const& actor : added) {
        if (actor.role == Role::admin) plan.seller = actor;
        if (actor.role == Role::cashier) plan.cashiers.push_back(actor);
    }
    plan.at_month_end = [&](Timestamp at) { return deposit_all(house, added, at); };
    DemoMade made { .laid = TRY(exchange::lay_demo(house.engine(), plan)) };
    TRY(lay_all_work(house, added));
    auto const listeners = subscribers();
    while (deliver_all(house.engine(), listeners)) { }
    TRY(lay_all_reports(house, added));
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
