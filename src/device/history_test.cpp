// Random days of three devices against the real server: answers get lost, batches come twice and
// in pieces, clocks jump. In the end what was sold is what is booked, once.

#include "device/test_house.h"
#include "labels/labels.h"
#include <cstdlib>
#include <iostream>
#include <random>
#include <set>

namespace karya::device {
namespace {

using namespace std::chrono_literals;
using test::noon;

std::uint64_t seed_of_this_run()
{
    if (auto const* const given = std::getenv("KARYA_TEST_SEED"))
        return std::strtoull(given, nullptr, 10);
    return std::random_device {}();
}

/// A sale of one kind of goods, as its till remembers it.
struct Made {
    std::string id {};
    std::int64_t n {};
    std::int64_t pieces {};
    std::int64_t total {};
    std::int64_t cash {};
    std::int64_t qris {};
    bool in_shift { true };
};

/// What a till knows of its own day.
struct Model {
    test::Till till;
    bool open { false };
    std::int64_t sales {};
    std::int64_t turnover {};
    std::int64_t drawer {};
    std::vector<Made> made {};          ///< that may still be taken back
    std::vector<Envelope> in_flight {}; ///< sent, and their answers lost
};

class History : public test::House {
protected:
    std::int64_t upto(std::int64_t most)
    {
        return std::uniform_int_distribution<std::int64_t> { 0, most }(chance);
    }

    void step(Model& model)
    {
        auto& till = model.till;
        now += std::chrono::seconds { 1 + upto(90) };
        till.clock = now - std::chrono::milliseconds { till.ahead };
        switch (upto(11)) {
        case 0: model.open ? close(model) : open(model); break;
        case 1:
        case 2:
        case 3:
        case 4:
        case 5: sell(model); break;
        case 6: deliver(model, till.envelope(batch()), upto(2) > 0); break;
        case 7:
            if (!model.in_flight.empty()) deliver(model, model.in_flight.back(), true);
            break;
        case 8: turn_clock(model); break;
        case 9: move(model); break;
        case 10: take_back(model); break;
        default: deliver(model, till.envelope(batch()), true);
        }
    }
    std::size_t batch() { return static_cast<std::size_t>(1 + upto(9)); }

    void open(Model& model)
    {
        model.till.opened(50'000);
        model.open = true;
        model.drawer = 50'000;
    }
    void close(Model& model)
    {
        auto const off = upto(3) == 0 ? 1'000 * (upto(10) - 5) : 0;
        model.till.closed(std::max<std::int64_t>(0, model.drawer + off));
        model.open = false;
        for (auto& sale : model.made) sale.in_shift = false;
    }
    void sell(Model& model)
    {
        if (!model.open) return open(model);
        auto const pieces = 1 + upto(3);
        auto const discount = upto(4) == 0 ? 1'000 : 0;
        auto const whole = upto(4) == 0 ? 1 + upto(5'000) : 0;
        auto const total = 45'000 * pieces - discount - whole;
        auto const way = upto(3); // cash, QRIS, or a part of each
        auto const qris = way == 0 ? total : way == 1 ? 1 + upto(total - 2) : 0;
        auto const goods = m_goods[static_cast<std::size_t>(upto(2))];
        auto const& event = model.till.sold(
            { .lines = { { goods, std::to_string(pieces), 45'000, discount, a_label() } },
              .total = total,
              .discount = whole,
              .payment = way == 0 ? "qris" : "cash",
              .also = way == 1 ? R"([{"payment":"qris","amount":)" + std::to_string(qris) + "}]"
                               : std::string {} });
        m_sold.emplace(event.id, total);
        if (discount + whole > 0) ++m_less;
        ++model.sales;
        model.turnover += total;
        model.drawer += total - qris;
        model.made.push_back({ event.id, model.till.n, pieces, total, total - qris, qris });
    }
    /// Sometimes one of a few, so that some are sold again: after they came back, or before.
    std::vector<std::string> a_label()
    {
        if (upto(2) != 0) return {};
        auto const serial = m_labels.first + upto(m_labels.last - m_labels.first);
        return { look("wayan", [&](View& view) {
            auto const address = labels::label_address(view, m_labels, serial, "https://k");
            return labels::token_in(address).value_or("");
        }) };
    }
    /// Each label is where its sale is: sold with one that stands, and otherwise free.
    void expect_labels()
    {
        for (auto serial = m_labels.first; serial <= m_labels.last; ++serial) {
            auto const with = look("wayan", [&](View& view) {
                return labels::sale_with(view, market.pontianak(), serial);
            });
            EXPECT_FALSE(with && m_back.contains(with->text())) << serial;
        }
    }
    void move(Model& model)
    {
        if (!model.open) return;
        auto const amount = 1'000 * (1 + upto(20));
        bool const out = upto(1) == 0 && model.drawer >= amount;
        model.till.moved(out ? -amount : amount);
        model.drawer += out ? -amount : amount;
    }
    /// A void while the shift is open, else all pieces back: each way gets its own again.
    void take_back(Model& model)
    {
        if (!model.open || model.made.size() < 7) return; // the book keeps money enough (R-11)
        auto const at = model.made.begin() + upto(std::ssize(model.made) - 1);
        if (model.drawer < at->cash) return;
        auto const sale = std::move(*at);
        model.made.erase(at);
        if (sale.in_shift && upto(1) == 0) {
            model.till.voided(sale.id);
        } else {
            auto const device = look(
                "wayan", [&](View& view) { return store::device(view.read, model.till.id); });
            model.till.refunded("PTK-" + device->series + "-" + std::to_string(sale.n),
                                R"({"n":1,"quantity":")" + std::to_string(sale.pieces) + "\"}");
        }
        model.drawer -= sale.cash;
        m_back[sale.id] = sale.total;
    }
    /// The device learns the difference to the server's clock at each answer, so that a jump
    /// between answers alone makes its events wait for a person.
    void turn_clock(Model& model)
    {
        if (upto(9) != 0 || !model.till.outbox.empty()) return;
        auto const jump = std::chrono::hours { upto(100) - 50 };
        model.till.clock += jump;
        model.till.ahead -= std::chrono::milliseconds { jump }.count();
    }
    void deliver(Model& model, Envelope const& envelope, bool heard)
    {
        auto const taken = send(envelope, now);
        ASSERT_TRUE(taken.ok()) << taken.error().code().id;
        for (auto const& answer : taken.value().answers)
            EXPECT_TRUE(answer.outcome == Outcome::accepted || answer.outcome == Outcome::duplicate)
                << enum_text(answer.outcome) << " "
                << (answer.reason ? enum_text(*answer.reason) : "") << " "
                << answer.detail.value_or("");
        if (heard) {
            model.till.heard(taken.value());
        } else {
            model.in_flight.push_back(envelope);
        }
    }
    void send_rest(Model& model)
    {
        if (model.open) close(model);
        for (auto const& old : model.in_flight) deliver(model, old, true);
        while (!model.till.outbox.empty()) deliver(model, model.till.envelope(), true);
    }

    void lay_goods()
    {
        m_goods.clear();
        for (auto const* const name : { "Keset", "Sapu", "Roti" })
            m_goods.push_back(market.product({ .name = name, .stock = Quantity::pieces(30) }));
        labels::keep_key(std::string(32, 'k'));
        m_labels = run("wayan", [&](Call& call) {
                       return labels::issue(call, market.pontianak(),
                                            { .variant = m_goods[0],
                                              .count = 20,
                                              .day = market.pontianak().day(noon) });
                   }).take();
    }
    void expect_as_sold(std::vector<Model> const& models)
    {
        std::int64_t sales = 0;
        std::map<std::string, std::set<std::string>> numbers;
        market.engine()
            .read([&](db::Read& read) -> Result<void> {
                sales::each_sale(read, market.cast.pontianak_id, [&](sales::Sale const& sale) {
                    ++sales;
                    auto const known = m_sold.find(sale.id.text());
                    ASSERT_NE(known, m_sold.end());
                    EXPECT_EQ(sale.total, Rupiah { known->second });
                    bool const gone = sale.state == sales::SaleState::voided
                        || sale.refunded == sale.total;
                    EXPECT_EQ(gone, m_back.contains(sale.id.text())) << sale.number;
                    auto const dash = sale.number.rfind('-');
                    EXPECT_TRUE(numbers[sale.number.substr(0, dash)].insert(sale.number).second)
                        << sale.number << " twice";
                });
                return {};
            })
            .take();
        EXPECT_EQ(sales, static_cast<std::int64_t>(m_sold.size()));
        for (auto const& model : models) {
            auto const device = look(
                "wayan", [&](View& view) { return store::device(view.read, model.till.id); });
            auto const& own = numbers["PTK-" + device->series];
            EXPECT_EQ(own.size(), static_cast<std::size_t>(model.sales));
            for (std::int64_t n = 1; n <= model.sales; ++n)
                EXPECT_TRUE(own.contains("PTK-" + device->series + "-" + std::to_string(n)));
        }
        EXPECT_TRUE(waiting().empty());
        EXPECT_TRUE(alarms().empty());
        EXPECT_EQ(
            look("wayan",
                 [&](View& view) { return counter::discount_tasks(view, market.pontianak()); }),
            m_less);
        expect_labels();
        expect_sound();
    }

    std::uint64_t const seed { seed_of_this_run() };
    std::mt19937_64 chance { seed };
    Timestamp now { noon };
    std::vector<VariantId> m_goods {};
    labels::PrintRun m_labels {}; ///< of the first goods
    std::map<std::string, std::int64_t> m_sold {};
    std::int64_t m_less {};                        ///< sold for less, which nobody may here
    std::map<std::string, std::int64_t> m_back {}; ///< voided or refunded, all of it
};

TEST_F(History, what_was_sold_is_what_is_booked)
{
    std::cout << "KARYA_TEST_SEED=" << seed << "\n";
    lay_goods();
    std::vector<Model> models;
    for (int i = 0; i < 3; ++i) models.push_back({ enrolled("wayan") });
    for (int i = 0; i < 400; ++i) step(models[static_cast<std::size_t>(upto(2))]);
    for (auto& model : models) send_rest(model);
    expect_as_sold(models);
}

} // namespace
} // namespace karya::device
