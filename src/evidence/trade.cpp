#include "evidence/trade.h"
#include "evidence/table.h"
#include "ledger/ledger.h"
#include "sales/sales.h"
#include <algorithm>
#include <map>
#include <set>

namespace karya::evidence {

namespace {

/// A line as it was sold, and its parts.
struct SoldRow {
    SaleId sale {};
    std::int64_t n {};
    std::string goods {};
    std::string code {};
    catalogue::Measure measure {};
    Quantity quantity {};
    Rupiah price {};
    Rupiah discount {};
    Rupiah amount {};
    std::optional<Rupiah> cost {}; ///< for one; absent: was not recorded
    ActivityId activity {};
    std::string activity_name {};
    RuleId rule {};
    Rupiah cost_part {};
    Rupiah premi {};
    Rupiah upah {};
    Rupiah pnbp {};
    Rupiah working_fund {};
    Rupiah other {};
    Rupiah upah_missing {};
};
BOOST_DESCRIBE_STRUCT(SoldRow, (),
                      (sale, n, goods, code, measure, quantity, price, discount, amount, cost,
                       activity, activity_name, rule, cost_part, premi, upah, pnbp, working_fund,
                       other, upah_missing))

struct RefundedRow {
    RefundId refund {};
    std::string number {};
    SaleId sale {};
    Day day {};
    Rupiah amount {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(RefundedRow, (), (refund, number, sale, day, amount, reason))

/// What was left of a line before and after a refund; its parts follow from both.
struct GivenBackRow {
    RefundId refund {};
    std::int64_t n {};
    std::optional<Rupiah> cost {};
    RuleId rule {};
    Quantity quantity_before {};
    Rupiah amount_before {};
    Quantity quantity_after {};
    Rupiah amount_after {};
};
BOOST_DESCRIBE_STRUCT(GivenBackRow, (),
                      (refund, n, cost, rule, quantity_before, amount_before, quantity_after,
                       amount_after))

struct RuleRow {
    RuleId rule {};
    std::int64_t version {};
    std::optional<UnitId> unit {};
    std::optional<ActivityId> activity {};
    std::optional<org::ContractType> contract {};
    Day valid_from {};
    std::optional<Day> valid_to {};
    ledger::Base base {};
    BasisPoints premi {};
    BasisPoints pnbp {};
    BasisPoints working_fund {};
    BasisPoints other {};
    Rupiah wage_per_piece {};
    std::string source {};
};
BOOST_DESCRIBE_STRUCT(RuleRow, (),
                      (rule, version, unit, activity, contract, valid_from, valid_to, base, premi,
                       pnbp, working_fund, other, wage_per_piece, source))

class Trade {
public:
    Trade(View const& view, org::UnitScope const& scope, sales::Days const& days)
        : m_view(view),
          m_scope(scope),
          m_days(days)
    {
        for (auto const& one : org::activities(view, scope)) m_names[one.id] = one.name;
    }

    std::vector<File> files()
    {
        put_sales();
        put_refunds();
        put_rules();
        return std::move(m_files);
    }

private:
    void put_sales()
    {
        Csv<sales::SaleRow> sold;
        Csv<SoldRow> lines;
        std::optional<sales::DayPlace> after;
        for (;;) {
            auto const page = sales::sales_on(m_view, m_scope, m_days, after);
            if (page.empty()) break;
            for (auto const& row : page) {
                sold.add(row);
                add_lines(lines, row.id);
            }
            after = sales::DayPlace { page.back().day, page.back().id };
        }
        m_files.push_back({ "penjualan.csv", sold.take() });
        m_files.push_back({ "penjualan-baris.csv", lines.take() });
    }

    void add_lines(Csv<SoldRow>& lines, SaleId id)
    {
        auto const sale = sales::sale(m_view, m_scope, id);
        CHECK(sale.ok()); // it was listed
        for (auto const& line : sale.value().lines) {
            auto const& parts = line.parts;
            m_rules.insert(line.rule);
            lines.add({ id,
                        line.n,
                        line.name,
                        line.code,
                        line.measure,
                        line.quantity,
                        line.price,
                        line.discount,
                        line.amount,
                        line.cost,
                        line.activity,
                        m_names[line.activity],
                        line.rule,
                        parts.cost,
                        parts.premi,
                        parts.upah,
                        parts.pnbp,
                        parts.working_fund,
                        parts.other,
                        parts.upah_missing });
        }
    }

    void put_refunds()
    {
        Csv<RefundedRow> refunded;
        std::set<RefundId> wanted;
        std::set<SaleId> of;
        sales::each_refund_on(m_view, m_scope, m_days, [&](sales::WholeRefund const& whole) {
            auto const& one = whole.refund;
            refunded.add({ one.id, one.number, one.sale, one.day, one.total, one.reason });
            wanted.insert(one.id);
            of.insert(one.sale);
        });
        m_files.push_back({ "pengembalian.csv", refunded.take() });
        Csv<GivenBackRow> lines;
        for (auto const& [sale, refunds] : whole_refunds(of))
            add_given_back(lines, sale, refunds, wanted);
        m_files.push_back({ "pengembalian-baris.csv", lines.take() });
    }

    using BySale = std::map<SaleId, std::map<std::int64_t, sales::WholeRefund>>;
    /// All refunds of these sales, whenever they were made, in the order of the book.
    BySale whole_refunds(std::set<SaleId> const& of)
    {
        std::vector<sales::WholeRefund> found;
        if (!of.empty())
            sales::each_refund(m_view.read, m_scope.unit(), [&](sales::WholeRefund const& whole) {
                if (of.contains(whole.refund.sale)) found.push_back(whole);
            });
        BySale all;
        for (auto& whole : found) {
            auto const booked = ledger::entries_of(m_view, m_scope, whole.refund.id.text());
            auto const place = booked.empty() ? 0 : booked.front().seq;
            all[whole.refund.sale][place] = std::move(whole);
        }
        return all;
    }

    void add_given_back(Csv<GivenBackRow>& rows, SaleId id,
                        std::map<std::int64_t, sales::WholeRefund> const& refunds,
                        std::set<RefundId> const& wanted)
    {
        auto const sale = sales::sale(m_view, m_scope, id);
        CHECK(sale.ok());
        std::map<std::int64_t, sales::Line> left; // quantity and amount sink from refund to refund
        for (auto const& line : sale.value().lines) left[line.n] = line;
        for (auto const& [place, whole] : refunds)
            for (auto const& back : whole.lines) {
                auto& line = left[back.n];
                GivenBackRow row { whole.refund.id, back.n,      line.cost, line.rule,
                                   line.quantity,   line.amount, {},        {} };
                line.quantity = line.quantity - back.quantity;
                line.amount = line.amount - back.amount;
                row.quantity_after = line.quantity;
                row.amount_after = line.amount;
                if (!wanted.contains(whole.refund.id)) continue;
                m_rules.insert(line.rule);
                rows.add(row);
            }
    }

    void put_rules()
    {
        Csv<RuleRow> rows;
        for (auto const id : m_rules) {
            auto const found = ledger::rule(m_view, id);
            if (!found.ok()) continue;
            auto const& one = found.value();
            rows.add({ id, one.version, one.key.unit, one.key.activity, one.key.contract,
                       one.valid_from, one.valid_to, one.base, one.premi, one.pnbp,
                       one.working_fund, one.other, one.wage_per_piece, one.source });
        }
        m_files.push_back({ "aturan.csv", rows.take() });
    }

    View const& m_view;
    org::UnitScope const& m_scope;
    sales::Days m_days;
    std::map<ActivityId, std::string> m_names {};
    std::set<RuleId> m_rules {};
    std::vector<File> m_files {};
};

} // namespace

std::vector<File> trade_files(View const& view, org::UnitScope const& scope, Days const& days)
{
    return Trade { view, scope, { days.first, days.last } }.files();
}

} // namespace karya::evidence
