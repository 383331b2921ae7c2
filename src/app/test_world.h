#pragma once
// Everybody who may knock at the whole program, with real accounts and sessions, and a unit whose
// goods, sales and books they ask for.

#include "app/answers.h"
#include "app/test_account.h"
#include "app/test_deposits.h"
#include "app/test_guest.h"
#include "app/test_reviews.h"
#include "app/test_work.h"
#include "app/wiring.h"
#include "counter/counter.h"
#include "device/device.h"
#include "device/test_device.h"
#include "evidence/evidence.h"
#include "exchange/exchange.h"
#include "identity/identity.h"
#include "labels/labels.h"
#include "orders/orders.h"
#include "payments/test_transfer.h"
#include "pnbp/pnbp.h"
#include "support/cast.h"
#include "support/photo_child.h"
#include "tlog/tlog.h"
#include "web/pipeline.h"
#include <fstream>
#include <future>
#include <gtest/gtest.h>

namespace karya::app {

/// Somebody who asks. `letter` is that of test_matrix.h; ' ' is not signed in.
struct Person {
    std::string login {};
    char letter { ' ' };
    Role role {};
    UnitId unit {};
    KanwilId kanwil {};
    std::string token {};
    std::string csrf {};
    std::string buyer {}; ///< session of his account as a buyer
};

class World {
public:
    World()
    {
        CHECK(identity::start({ market.directory() / "keys" }).ok());
        auto const key = [](char of) { return std::string(32, of); };
        sales::keep_nip_key(key('k'));
        labels::keep_key(key('e'));
        answer_for_modules();
        device::keep_keys({ key('i'), key('e'), key('l'), key('s') });
        orders::keep_keys({ key('o'), key('b') });
        catalogue::keep_media_in(market.directory() / "media");
        for (auto const& listener : subscribers())
            while (core::deliver(market.engine(), listener).take()) { }
        invite_everybody();
        m_pipeline = std::make_unique<web::Pipeline>(market.engine(), table, session_hooks(),
                                                     web::PipelineSettings {});
        for (auto& person : people)
            if (person.letter != ' ') sign_in(person);
        end_some();
        for (std::string const login : { "pembeli", "pembeli.lain" })
            people.push_back({ .login = login, .buyer = accounts.enter(login) });
    }

    struct Wish {
        std::string method { "GET" };
        std::string path {};
        std::string query {};
        std::string form {};
        std::string type { "application/x-www-form-urlencoded" };
        std::string token {};
        std::string csrf {};
        std::string buyer {};
        std::string origin { "http://karya.test" };
        std::string accept { "application/json" };
        Lang lang { Lang::id };
        Timestamp at { test::noon };
    };
    web::Response ask(Wish const& wish)
    {
        web::Request request;
        request.path = wish.path;
        request.query = wish.query;
        request.at = wish.at;
        request.lang = wish.lang;
        request.id = "test";
        request.peer = "10.0.0.7";
        request.headers = { { "host", "karya.test" }, { "origin", wish.origin } };
        request.headers.emplace_back("accept", wish.accept);
        if (!wish.token.empty())
            request.headers.emplace_back("cookie",
                                         std::string { web::session_cookie } + "=" + wish.token);
        auto const buyer = std::string { web::buyer_cookie } + "=" + wish.buyer;
        if (!wish.buyer.empty()) request.headers.emplace_back("cookie", buyer);
        if (wish.method == "POST") {
            request.method = web::Method::post;
            request.headers.emplace_back("content-type", wish.type);
            request.headers.emplace_back("idempotency-key", "key-" + std::to_string(++m_keys));
            if (!wish.csrf.empty()) request.headers.emplace_back("x-csrf-token", wish.csrf);
            request.body = wish.form;
        }
        std::promise<web::Response> answer;
        auto const done = [&](web::Response given) { answer.set_value(std::move(given)); };
        m_pipeline->handle(std::move(request), done);
        return answer.get_future().get();
    }
    static std::string header(web::Response const& response, std::string_view name)
    {
        for (auto const& [key, value] : response.headers)
            if (key == name) return value;
        return {};
    }
    /// Signs in by the page, as people do.
    void sign_in(Person& person)
    {
        auto const answer = ask({ .method = "POST",
                                  .path = "/masuk",
                                  .form = "login=" + person.login + "&password=" + password });
        auto const cookie = header(answer, "Set-Cookie");
        CHECK(cookie.starts_with(web::session_cookie));
        person.token = cookie.substr(cookie.find('=') + 1);
        person.token.resize(person.token.find(';'));
        person.csrf = live(person)->csrf;
    }
    std::optional<identity::LiveSession> live(Person const& person)
    {
        return market
            .view({}, test::noon,
                  [&](View& view) -> Result<std::optional<identity::LiveSession>> {
                      return identity::live_session(view.read, person.token, view.now);
                  })
            .take();
    }
    Person& person(std::string_view login)
    {
        for (auto& one : people)
            if (one.login == login) return one;
        CHECK(false);
        return people.front();
    }

    /// A fresh thing of Pontianak: the values of a pattern's braces, by name.
    using Things = app::Things;
    Things fresh(std::string_view thing)
    {
        if (thing.ends_with("_slug") || thing.ends_with("_card") || thing == "cloth"
            || thing == "media" || thing == "feed_part")
            return public_(thing);
        if (thing == "product" || thing == "variant" || thing == "photo" || thing == "wish")
            return goods();
        if (thing == "account") return { { "account", cashier().text() } };
        if (thing == "link") return { { "token", link() } };
        if (thing == "buyer_link") return { { "token", accounts.link() } };
        if (thing == "address") return accounts.address(person("pembeli").buyer);
        if (thing == "session") return { { "session", other_session() } };
        if (thing == "rule") return { { "id", rule() } };
        if (thing == "table") return { { "name", "products.csv" } };
        if (thing == "upload") return { { "upload", upload() } };
        if (thing == "unit") return { { "unit", unit().text() } };
        if (thing == "invite") return { { "invite", invite() } };
        if (thing == "device_officer" || thing == "device_shift") return staffed_device();
        if (thing == "device" || thing == "kept" || thing == "alarm") return device();
        if (thing.ends_with("deposit")) {
            sold();
            return m_deposits.fresh(thing);
        }
        if (thing == "coupon") return { { "coupon", coupon() } };
        if (thing.ends_with("review") || thing == "received")
            return m_reviews.fresh(thing, ordered());
        if (thing == "order" || thing == "order_link") return ordered();
        if (thing == "pay_link" || thing == "payment" || thing == "money_return") return payment();
        if (thing == "treasury_file") return { { "file", treasury_file() } };
        if (thing == "log_receipt") return receipt();
        if (thing == "sample") return sample();
        auto const of_work = m_work.fresh(thing);
        return of_work.empty() ? sold() : of_work;
    }

    test::Market market;
    BuyerThings accounts { market };
    web::Routes table { routes() };
    std::vector<Person> people;
    static constexpr std::string_view password_text { "kuda-biru-laut-tenang" };
    std::string const password { password_text };

private:
    std::string coupon()
    {
        auto const made = market.call(market.cast.wayan, test::noon,
                                      [&](Call& call) -> Result<coupons::Coupon> {
                                          auto const today = day_in(Zone::wib, call.now);
                                          return coupons::make(call,
                                                               { .title = "Hari jadi",
                                                                 .percent = Quantity::pieces(10),
                                                                 .first_day = today,
                                                                 .last_day = today.next(30) });
                                      });
        return made.value().id.text();
    }
    /// One piece of new goods, ordered by a buyer.
    Things ordered()
    {
        auto const goods = market.product({ .name = "Pesanan " + std::to_string(++m_ordered) });
        auto const link = market.call({}, test::noon, [&](Call& call) {
            return order_goods(call, { goods, Quantity::pieces(1) },
                               { "Sri", "081234567890", "", {}, {}, {} });
        });
        auto const group = market.view(
            {}, test::noon, [&](View& view) { return orders::group(view, link.value()); });
        return { { "link", link.value() }, { "order", group.value().orders.front().id.text() } };
    }
    void invite_everybody()
    {
        auto const hash = identity::hashed(password);
        auto const& cast = market.cast;
        auto const ambon_office = market.ambon().kanwil();
        people.push_back({ .login = "pengunjung" });
        for (auto const& [place, unit, office] :
             { std::tuple { "ptk", cast.pontianak_id, cast.kalbar },
               std::tuple { "amb", cast.ambon_id, ambon_office } })
            for (auto const& [word, letter, role] :
                 { std::tuple { "kasir.", 'c', Role::cashier },
                   std::tuple { "giatja.", 'k', Role::kasi },
                   std::tuple { "bendahara.", 't', Role::treasurer },
                   std::tuple { "kepala.", 'h', Role::head } })
                people.push_back({ word + std::string { place }, letter, role, unit, office });
        people.push_back({ "kanwil.kalbar", 'w', Role::kanwil, {}, cast.kalbar });
        people.push_back({ "kanwil.maluku", 'w', Role::kanwil, {}, ambon_office });
        people.push_back({ .login = "ditjen", .letter = 'd', .role = Role::ditjen });
        people.push_back({ .login = "auditor", .letter = 'u', .role = Role::auditor });
        people.push_back({ .login = "admin", .letter = 'a', .role = Role::admin });
        people.push_back({ "mantan.kepala", 'h', Role::head, cast.pontianak_id, cast.kalbar });
        people.push_back({ "pulang.kepala", 'h', Role::head, cast.pontianak_id, cast.kalbar });
        for (auto const& person : people)
            if (person.letter != ' ') add_account(person, hash);
    }
    void add_account(Person const& person, identity::PasswordHash const& hash)
    {
        bool const office = person.role == Role::kanwil;
        auto const added = market.call(market.cast.admin, test::noon, [&](Call& call) {
            return identity::add_account(call,
                                         { .login = person.login,
                                           .name = person.login,
                                           .role = person.role,
                                           .unit = person.unit,
                                           .kanwil = office ? person.kanwil : KanwilId {},
                                           .mfa_required = false },
                                         hash);
        });
        CHECK(added.ok());
    }
    /// The last two were heads: one is disabled, the other has ended the session that he still
    /// sends.
    void end_some()
    {
        auto& gone = person("mantan.kepala");
        auto& left = person("pulang.kepala");
        CHECK(identity::user_disable({ market.engine(), test::noon }, gone.login).ok());
        ask({ .method = "POST", .path = "/keluar", .token = left.token, .csrf = left.csrf });
        gone.letter = left.letter = ' ';
    }

    template<class Work>
    auto as_head(Work&& work)
    {
        return app::as_head(market, std::forward<Work>(work));
    }
    Things public_(std::string_view thing)
    {
        if (thing == "cloth") return { { "name", "keset.svg" } };
        if (thing == "unit_slug") return { { "slug", "lapas-kelas-iia-pontianak" } };
        if (thing == "unit_card") return { { "name", "lapas-kelas-iia-pontianak.png" } };
        if (thing == "product_card") return { { "name", goods().at("slug") + ".png" } };
        if (thing == "feed_part") return goods(), Things { { "name", "produk-1.xml" } };
        if (thing == "kanwil_slug") return { { "slug", "kalimantan-barat" } };
        if (thing == "product_slug") return goods();
        std::filesystem::create_directories(market.directory() / "media");
        std::ofstream { market.directory() / "media" / "abcdefabcdefabcdabcdefabcdefabcd-240.webp" }
            << "RIFF";
        return { { "name", "abcdefabcdefabcdabcdefabcdefabcd-240.webp" } };
    }
    Things goods()
    {
        auto const variant = market.product({});
        return as_head([&](Call& call) -> Result<Things> {
            auto const known = catalogue::sellables(call.view(), market.pontianak());
            for (auto const& one : known) {
                if (one.variant != variant) continue;
                auto const photo = TRY(catalogue::add_photo(call, market.pontianak(), one.product,
                                                            { "foto", 600, 400 },
                                                            { .alt_id = "Keset" }));
                auto const whole = TRY(
                    catalogue::product(call.view(), market.pontianak(), one.product));
                return Things { { "variant", variant.text() },
                                { "product", one.product.text() },
                                { "photo", photo.text() },
                                { "slug", whole.slug } };
            }
            return not_found;
        });
    }
    OfficerId cashier()
    {
        return market
            .call(market.cast.admin, test::noon,
                  [&](Call& call) -> Result<OfficerId> {
                      auto const added = TRY(
                          identity::add_account(call,
                                                { .login = "baru" + std::to_string(++m_accounts),
                                                  .name = "Baru",
                                                  .role = Role::cashier,
                                                  .unit = market.cast.pontianak_id,
                                                  .mfa_required = false },
                                                { .encoded = "none", .strong_alone = true }));
                      return added.id;
                  })
            .take();
    }
    std::string link()
    {
        auto const path = identity::user_invite({ market.engine(), test::noon },
                                                { .login = "tamu" + std::to_string(++m_accounts),
                                                  .role = Role::cashier,
                                                  .unit = market.cast.pontianak_id })
                              .take();
        return path.substr(path.rfind('/') + 1);
    }
    /// A second session of Pontianak's cashier; its id is on her own page.
    std::string other_session()
    {
        auto& sari = person("kasir.ptk");
        Person second = sari;
        sign_in(second);
        auto const page = ask({ .path = "/akun", .token = sari.token });
        auto const json = boost::json::parse(page.bytes());
        for (auto const& session : json.at("sessions").as_array())
            if (!session.at("current").as_bool())
                return std::string { session.at("id").as_string() };
        CHECK(false);
        return {};
    }
    std::string rule()
    {
        return as_head([&](Call& call) -> Result<std::string> {
            ledger::SplitRule wanted;
            wanted.key.contract = org::ContractType::service;
            wanted.valid_from = Day::from(2022, 1, 1).next(31 * ++m_rules);
            wanted.valid_to = wanted.valid_from.next(3);
            wanted.base = ledger::Base::gross;
            wanted.premi = BasisPoints { 5'000 };
            wanted.pnbp = BasisPoints { 5'000 };
            wanted.source = "test";
            return TRY(ledger::add_rule(call, wanted)).id.text();
        });
    }
    /// One of its own regional office: what is done to it leaves Pontianak as it is.
    UnitId unit()
    {
        auto const number = std::to_string(++m_units);
        return market
            .call(market.cast.admin, test::noon,
                  [&](Call& call) -> Result<UnitId> {
                      org::Unit wanted;
                      wanted.kanwil = market.cast.kalbar;
                      wanted.name = "Lapas Uji " + number;
                      wanted.place = "Uji";
                      wanted.code = "U" + number;
                      wanted.code.insert(1, wanted.code.size() < 3 ? 1 : 0, '0');
                      wanted.valid_from = Day::from(2021, 1, 1);
                      return TRY(org::add_unit(call, wanted)).id;
                  })
            .take();
    }
    /// A file of Pontianak's kasi, checked, with a row that was refused.
    std::string upload()
    {
        auto& kasi = person("giatja.ptk");
        if (!live(kasi)) sign_in(kasi);
        auto const answer = ask({ .method = "POST",
                                  .path = "/meja/impor",
                                  .form = "--batas\r\nContent-Disposition: form-data; "
                                          "name=\"kind\"\r\n\r\nproducts\r\n--batas\r\n"
                                          "Content-Disposition: form-data; name=\"file\"; "
                                          "filename=\"a\"\r\n\r\nunit,nama,harga\nPTK,Sapu,5000\n"
                                          "PTK,Sikat,\n\r\n--batas--\r\n",
                                  .type = "multipart/form-data; boundary=batas",
                                  .token = kasi.token,
                                  .csrf = kasi.csrf });
        auto const clock = [] { return test::noon; };
        auto const entitled = [](db::Read&, Actor const&) { return true; };
        exchange::UploadWork worker { market.engine(), { clock, entitled } };
        while (worker.work().take()) { }
        auto const json = boost::json::parse(answer.bytes());
        return std::string { json.at("upload").as_string() };
    }
    boost::json::value told(std::string const& path, std::string const& query = "")
    {
        auto& kasi = person("giatja.ptk");
        if (!live(kasi)) sign_in(kasi);
        auto const answer = ask({ .path = path, .query = query, .token = kasi.token });
        CHECK(answer.status == 200);
        return boost::json::parse(answer.bytes());
    }
    std::string invite()
    {
        auto& kasi = person("giatja.ptk");
        if (!live(kasi)) sign_in(kasi);
        auto const answer = ask({ .method = "POST",
                                  .path = "/meja/perangkat/undangan",
                                  .token = kasi.token,
                                  .csrf = kasi.csrf });
        return std::string { boost::json::parse(answer.bytes()).at("invite").as_string() };
    }
    boost::json::value post_json(std::string const& path, boost::json::object const& body)
    {
        auto const answer = ask({ .method = "POST",
                                  .path = path,
                                  .form = boost::json::serialize(body),
                                  .type = "application/json" });
        CHECK(answer.status == 201);
        return boost::json::parse(answer.bytes());
    }
    /// A device whose first event is missing, and whose second waits for a person.
    Things device()
    {
        auto const link =
            std::string { told("/meja/perangkat/undangan/" + invite()).at("link").as_string() };
        device::test::Till till { OfficerId::make(test::noon), test::noon };
        auto const name = "Tablet " + std::to_string(++m_devices);
        auto const joined = post_json("/kasir/perangkat",
                                      { { "token", link.substr(link.find('#') + 1) },
                                        { "name", name },
                                        { "public_key", till.key.public_text() } });
        till.id = DeviceId::parse(std::string { joined.at("device").as_string() }).take();
        till.seq = 1;
        till.prev = std::string(64, 'a');
        auto const& event = till.opened();
        auto const stamp = till.stamp();
        post_json("/kasir/sinkron",
                  { { "device", till.id.text() },
                    { "stamp", stamp },
                    { "signature", till.key.signature_of(stamp) },
                    { "events",
                      boost::json::array { boost::json::object {
                          { "body", event.body }, { "signature", event.signature } } } } });
        Things things { { "device", till.id.text() } };
        auto const find = [&](boost::json::value const& list, char const* named, char const* id) {
            for (auto const& one : list.as_array())
                if (one.at(named).as_string() == name)
                    things[id] = std::string { one.at(id).as_string() };
        };
        for (std::string query; !things.contains("kept");) {
            auto const page = told("/meja/perangkat/tinjau", query);
            find(page.at("events"), "device_name", "kept");
            if (page.at("next").is_null()) break;
            query = "after=" + std::string { page.at("next").as_string() };
        }
        find(told("/meja/perangkat").at("alarms"), "name", "alarm");
        CHECK(things.contains("kept") && things.contains("alarm"));
        return things;
    }
    /// One on which the head works, with an open drawer.
    Things staffed_device()
    {
        auto things = device();
        auto const id = DeviceId::parse(things.at("device")).take();
        auto const& scope = market.pontianak();
        auto const head = as_head([&](Call& call) -> Result<Things> {
            auto const device = TRY(device::add_officer(call, scope, id));
            TRY(sales::open_shift(call, scope, device.series, Rupiah { 100'000 }));
            return Things { { "officer", call.actor.officer.text() } };
        });
        things.insert(head.begin(), head.end());
        return things;
    }
    /// The open sample of Pontianak, or one drawn now.
    Things sample()
    {
        sold();
        auto const drawn = as_head([&](Call& call) -> Result<SampleId> {
            auto const& scope = market.pontianak();
            for (auto const& one : evidence::samples_of(call.view(), scope))
                if (!one.closed_at) return one.id;
            auto const today = scope.day(call.now);
            return TRY(evidence::draw(call, scope, { { today, today }, 2 })).id;
        });
        return { { "sample", drawn.text() } };
    }
    /// The proof of a line of the log, once a day has closed.
    Things receipt()
    {
        sold();
        tlog::Closer closer { market.engine() };
        while (closer.work(test::noon + std::chrono::days { 1 }).take()) { }
        return { { "name", "0.tlog-proof" } };
    }
    /// A sale in an open shift, its entry and a photo that proves it.
    Things sold()
    {
        auto const variant = market.product({});
        auto const& scope = market.pontianak();
        return as_head([&](Call& call) -> Result<Things> {
            auto shift = sales::open_shift_of(call.view(), scope, counter::desk_series);
            if (!shift)
                shift = TRY(
                    sales::open_shift(call, scope, counter::desk_series, Rupiah { 100'000 }));
            sales::SaleDraft draft { .id = SaleId::make(call.now) };
            draft.shift = shift->id;
            draft.sold_at = call.now;
            draft.lines = { { variant, Quantity::pieces(2) } };
            auto const sale = TRY(sales::record(call, scope, draft));
            auto const entry = ledger::entries_of(call.view(), scope, sale.id.text()).at(0);
            auto const photo = SaleId::make(call.now).text();
            static db::Query const add { db::Query::Unlisted {}, "test.evidence", R"sql(
INSERT INTO counter_photo(id, unit, sale, at, officer, webp) VALUES ($1, $2, $3, $4, $5, 'QQ==')
)sql" };
            call.tx.run(add, photo, scope.unit(), sale.id, call.now, call.actor.officer);
            return Things { { "shift", shift->id.text() },
                            { "sale", sale.id.text() },
                            { "id", entry.id.text() },
                            { "photo", photo } };
        });
    }

    std::string treasury_file()
    {
        auto& treasurer = person("bendahara.ptk");
        if (!live(treasurer)) sign_in(treasurer);
        auto const answer = ask({ .method = "POST",
                                  .path = "/meja/pnbp/pencocokan",
                                  .form = "--batas\r\nContent-Disposition: form-data; "
                                          "name=\"file\"; filename=\"a\"\r\n\r\n"
                                          "NTPN,Jumlah,Tanggal\n0A1B,5000,2021-04-26\n"
                                          "\r\n--batas--\r\n",
                                  .type = "multipart/form-data; boundary=batas",
                                  .token = treasurer.token,
                                  .csrf = treasurer.csrf });
        return std::string { boost::json::parse(answer.bytes()).at("file").as_string() };
    }

    Things payment()
    {
        return as_head([&](Call& call) -> Result<Things> {
            Rupiah const price { 1'000'000 + ++m_payments * 1'000 };
            auto const made = TRY(payments::half_paid(call, market.cast.pontianak_id, price));
            return Things { { "payment", made.payment.text() },
                            { "back", made.back.text() },
                            { "token", made.token } };
        });
    }

    std::unique_ptr<web::Pipeline> m_pipeline;
    WorkThings m_work { market };
    ReviewThings m_reviews { market };
    int m_keys { 10'000'000 };
    int m_accounts { 0 };
    int m_rules { 0 };
    int m_units { 0 };
    int m_devices { 0 };
    DepositThings m_deposits { market };
    int m_ordered { 0 };
    std::int64_t m_payments { 0 };
};

} // namespace karya::app
