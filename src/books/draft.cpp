// What a month's or year's report holds. Of many units, day sums alone are read.

#include "books/cash_book.h"
#include "books/days.h"
#include "books/report.h"
#include "books/store_report.h"
#include "books/tables.h"
#include "books/text.h"
#include "pnbp/pnbp.h"
#include "production/production.h"
#include "workshop/workshop.h"
#include <algorithm>

namespace karya::books {

namespace {

using ledger::Account;
using ledger::EntryKind;

Day const long_before { Day::numbered(-1'000'000) };

board::Window window_of(ReportKey const& key) { return { key.first, key.last }; }

// ---- Of a unit ----

/// What a group of accounts had, got from deals, gave otherwise and has; owed is above zero.
struct Owed {
    Rupiah opening {};
    Rupiah raised {};
    Rupiah paid {};
    Rupiah closing {};
};

bool is_deal(EntryKind kind)
{
    return kind == EntryKind::sale || kind == EntryKind::refund || kind == EntryKind::voided;
}

class UnitDraft {
public:
    UnitDraft(View const& view, org::UnitScope const& scope, ReportKey const& key)
        : m_view(view),
          m_scope(scope),
          m_key(key),
          m_before(ledger::movements(view, scope, long_before, key.first.next(-1))),
          m_sums(ledger::sums_by_kind(view, scope, { key.first, key.last }))
    {
    }
    Folio folio()
    {
        m_folio.title = both([](Lang lang) { return text::report_title(lang); });
        auto unit = org::unit_on(m_view, m_scope.unit(), m_key.last);
        CHECK(unit.ok()); // the scope proves it
        m_folio.place = same(unit.value().name);
        m_folio.period = period_words(m_key.first, m_key.last);
        put_facts();
        put_production();
        put_products();
        put_shares();
        put_days(m_folio, board::sums_by_day(m_view, m_scope.unit(), window_of(m_key)), m_key);
        put_state_revenue();
        put_premium();
        put_money();
        put_means();
        return std::move(m_folio);
    }

private:
    Owed owed(std::initializer_list<Account> accounts) const
    {
        auto const ours = [&](Account account) {
            return std::find(accounts.begin(), accounts.end(), account) != accounts.end();
        };
        Owed sums;
        for (auto const& [account, amount] : m_before)
            if (ours(account)) sums.opening -= amount;
        for (auto const& [kind, account, amount] : m_sums) {
            if (!ours(account)) continue;
            if (is_deal(kind))
                sums.raised -= amount;
            else
                sums.paid += amount;
        }
        sums.closing = sums.opening + sums.raised - sums.paid;
        return sums;
    }

    void put_facts()
    {
        auto const sums = board::unit_sums(m_view, m_scope.unit(), window_of(m_key));
        auto const cost = owed({ Account::cost_recovery }).raised;
        auto const in_book = [](Account account) {
            return About { AboutKind::account, std::string { enum_text(account) } };
        };
        add_fact(m_folio, text::turnover, cell(sums.turnover), About { AboutKind::receipts });
        add_fact(m_folio, text::sales, cell(sums.sales), About { AboutKind::receipts });
        add_fact(m_folio, text::cost_back, cell(cost), in_book(Account::cost_recovery));
        add_fact(m_folio, text::profit, cell(sums.turnover - cost));
        // One account tells it whole only where no wages are in it.
        bool const wages = owed({ Account::upah_payable }).raised != Rupiah {};
        add_fact(m_folio, text::premi, cell(sums.premi),
                 wages ? About { AboutKind::premi } : in_book(Account::premi_payable));
        add_fact(m_folio, text::pnbp, cell(sums.pnbp), in_book(Account::pnbp_payable));
    }

    void put_production()
    {
        auto table = table_of(text::made_title,
                              { { text::goods, false },
                                { text::batches, true },
                                { text::output, true },
                                { text::for_sale, true },
                                { text::kitchen, true },
                                { text::social_aid, true },
                                { text::own_use, true },
                                { text::spoiled, true },
                                { text::cost, true } });
        struct Made {
            std::int64_t batches {};
            std::array<Quantity, 6> uses {};
            Rupiah cost {};
            catalogue::Measure measure {};
        };
        std::map<std::string, Made> by_label;
        Rupiah total;
        for (auto const& batch : production::batches_on(m_view, m_scope, m_key.first, m_key.last)) {
            auto& made = by_label[batch.label];
            made.batches += 1;
            made.measure = batch.measure;
            made.cost += batch.cost;
            total += batch.cost;
            std::array const uses { batch.output,     batch.for_sale, batch.kitchen,
                                    batch.social_aid, batch.own_use,  batch.spoiled };
            for (std::size_t i = 0; i < uses.size(); ++i) made.uses[i] = made.uses[i] + uses[i];
        }
        for (auto const& [label, made] : by_label) {
            Row row { .cells = { cell(same(label)), cell(made.batches) } };
            auto const measure = both(
                [&](Lang lang) { return karya::text::of(lang, made.measure); });
            for (auto const use : made.uses) row.cells.push_back(cell(use, measure));
            row.cells.push_back(cell(made.cost));
            row.about = About { AboutKind::batches };
            table.rows.push_back(std::move(row));
        }
        if (!table.rows.empty()) {
            table.rows.push_back(sum_row(table, {}));
            table.rows.back().cells.back() = cell(total);
        }
        m_folio.tables.push_back(std::move(table));
    }

    /// Empty when the variants of a product are not all counted alike.
    Words measure_of(ProductId product) const
    {
        auto const found = catalogue::product(m_view, m_scope, product);
        if (!found.ok() || found.value().variants.empty()) return {};
        auto const measure = found.value().variants.front().measure;
        for (auto const& variant : found.value().variants)
            if (variant.measure != measure) return {};
        return both([&](Lang lang) { return karya::text::of(lang, measure); });
    }

    void put_products()
    {
        auto table = table_of(
            text::sold_by_product,
            { { text::goods, false }, { text::quantity, true }, { text::turnover, true } });
        Rupiah total;
        for (auto const& sold : board::sums_by_product(m_view, m_scope, window_of(m_key))) {
            auto const name = catalogue::goods_name(m_view, m_scope, sold.product.text());
            table.rows.push_back(
                { .cells = { cell(same(name.ok() ? name.value().name : "")),
                             cell(sold.quantity, measure_of(sold.product)), cell(sold.amount) },
                  .about = About { AboutKind::goods } });
            total += sold.amount;
        }
        if (!table.rows.empty()) table.rows.push_back(sum_row(table, { Cell {}, cell(total) }));
        m_folio.tables.push_back(std::move(table));
    }

    void put_shares()
    {
        put_share_tables(m_folio, shares(m_view, { m_scope.unit() }, window_of(m_key)));
    }

    void put_state_revenue()
    {
        auto const owed_now = owed({ Account::pnbp_payable, Account::pnbp_claim });
        m_folio.tables.push_back(
            owed_table(text::pnbp_title, owed_now, text::pnbp_deposited, text::pnbp_note));
        m_folio.tables.back().rows.back().about = About { AboutKind::pnbp };
        auto table = table_of(text::deposits_title,
                              { { text::number, false },
                                { text::paid_on, false },
                                { text::billing_code, false },
                                { text::ntpn, false },
                                { text::amount, true } });
        for (auto const& deposit : pnbp::all_deposits(m_view, m_scope)) {
            if (!deposit.booked_on || *deposit.booked_on < m_key.first
                || *deposit.booked_on > m_key.last)
                continue;
            table.rows.push_back(
                { .cells = { cell(same(pnbp::number_of(m_scope, deposit))), cell(deposit.paid_on),
                             cell(same(deposit.code.value_or(""))),
                             cell(same(deposit.ntpn.value_or(""))), cell(deposit.amount) },
                  .about = About { AboutKind::deposit, deposit.id.text() } });
        }
        m_folio.tables.push_back(std::move(table));
    }

    void put_premium()
    {
        auto const now = owed({ Account::premi_payable, Account::upah_payable, Account::premi_claim,
                                Account::upah_claim });
        m_folio.tables.push_back(
            owed_table(text::premi_title, now, text::premi_paid, text::premi_note));
        m_folio.tables.back().rows.back().about = About { AboutKind::premi };
    }

    static Table owed_table(Say title, Owed const& now, Say paid, Say note)
    {
        auto table = table_of(title, { { text::about, false }, { text::amount, true } });
        table.note = both(note);
        auto const put = [&](Say words, Rupiah amount, bool sum) {
            table.rows.push_back({ .sum = sum, .cells = { cell(both(words)), cell(amount) } });
        };
        put(text::opening, now.opening, false);
        put(text::raised, now.raised, false);
        put(paid, now.paid, false);
        put(text::closing, now.closing, true);
        return table;
    }

    void put_money()
    {
        auto table = table_of(text::money_title,
                              { { text::account, false },
                                { text::opening, true },
                                { text::change, true },
                                { text::closing, true } });
        for (auto const account : { Account::cash, Account::qris_clearing, Account::bank,
                                    Account::receivable, Account::working_fund }) {
            auto now = owed({ account });
            bool const held = account != Account::working_fund;
            auto const change = now.raised - now.paid;
            auto const shown = [&](Rupiah amount) { return cell(held ? -amount : amount); };
            table.rows.push_back(
                { .cells = { cell(both([&](Lang lang) { return karya::text::of(lang, account); })),
                             shown(now.opening), shown(change), shown(now.closing) },
                  .about = About { AboutKind::account, std::string { enum_text(account) } } });
        }
        m_folio.tables.push_back(std::move(table));
    }

    void put_means()
    {
        auto activities = table_of(text::activities_title,
                                   { { text::activity, false },
                                     { text::field, false },
                                     { text::contract, false },
                                     { text::workers, true },
                                     { text::place, false },
                                     { text::area, true },
                                     { text::partner, false } });
        auto tools = table_of(text::tools_title,
                              { { text::tool, false },
                                { text::activity, false },
                                { text::state, false },
                                { text::count, true } });
        for (auto const& activity : org::activities(m_view, m_scope)) {
            auto const [facts, owned] = workshop::known_of(m_view, m_scope, activity.id);
            auto const workers = workshop::assigned_on(m_view, m_scope, activity.id, m_key.last);
            activities.rows.push_back(
                { .cells = {
                      cell(same(activity.name)), word_cell(activity.field),
                      word_cell(activity.contract), cell(static_cast<std::int64_t>(workers.size())),
                      cell(same(facts.place)), facts.area ? cell(*facts.area, same("m²")) : Cell {},
                      cell(same(facts.partner)) } });
            for (auto const& tool : owned)
                tools.rows.push_back({ .cells = { cell(same(tool.name)), cell(same(activity.name)),
                                                  word_cell(tool.state), cell(tool.count) } });
        }
        m_folio.tables.push_back(std::move(activities));
        m_folio.tables.push_back(std::move(tools));
    }

    View const& m_view;
    org::UnitScope const& m_scope;
    ReportKey const& m_key;
    std::vector<ledger::AccountBalance> m_before;
    std::vector<ledger::KindSum> m_sums;
    Folio m_folio {};
};

// ---- Of an office or the nation ----

struct ReachSums {
    board::Sums sold {};
    Rupiah cost {};
    Rupiah owed {}; ///< to the state at the end
    std::int64_t batches {};
    std::int64_t units {};
    std::int64_t authorised {};
};

ReachSums& operator+=(ReachSums& sum, ReachSums const& other)
{
    add(sum.sold, other.sold);
    sum.cost += other.cost;
    sum.owed += other.owed;
    sum.batches += other.batches;
    sum.units += other.units;
    sum.authorised += other.authorised;
    return sum;
}

class ReachDraft {
public:
    ReachDraft(View const& view, ReportKey const& key, Reach reach)
        : m_view(view),
          m_key(key),
          m_reach(std::move(reach))
    {
        gather();
    }
    Folio folio()
    {
        Folio folio { .title = both([](Lang lang) { return text::report_title(lang); }),
                      .period = period_words(m_key.first, m_key.last) };
        ReachSums total;
        std::map<KanwilId, ReachSums> offices;
        std::vector<UnitId> ids;
        for (auto const& unit : m_reach.units) {
            total += m_sums[unit.id];
            offices[unit.kanwil] += m_sums[unit.id];
            ids.push_back(unit.id);
        }
        put_place(folio);
        add_fact(folio, text::turnover, cell(total.sold.turnover));
        add_fact(folio, text::sales, cell(total.sold.sales));
        add_fact(folio, text::cost_back, cell(total.cost));
        add_fact(folio, text::profit, cell(total.sold.turnover - total.cost));
        add_fact(folio, text::premi, cell(total.sold.premi));
        add_fact(folio, text::pnbp, cell(total.sold.pnbp));
        add_fact(folio, text::units_authorised, cell(total.authorised));
        add_fact(folio, text::units, cell(total.units));
        if (m_key.level == Level::nation) put_offices(folio, offices, total);
        bool const all = m_key.level == Level::nation;
        put_share_tables(folio,
                         shares(m_view, all ? std::vector<UnitId> {} : ids, window_of(m_key)));
        if (all) put_days(folio, board::sums_by_day(m_view, {}, window_of(m_key)), m_key);
        put_units(folio, total);
        return folio;
    }

private:
    void gather()
    {
        auto const sold = sums_in(m_view, window_of(m_key));
        std::map<UnitId, Rupiah> cost;
        for (auto const& [unit, amount] :
             ledger::movements_of_all(m_view, Account::cost_recovery, m_key.first, m_key.last))
            cost[unit] -= amount;
        std::map<UnitId, Rupiah> owed;
        for (auto const account : { Account::pnbp_payable, Account::pnbp_claim })
            for (auto const& [unit, amount] :
                 ledger::movements_of_all(m_view, account, long_before, m_key.last))
                owed[unit] -= amount;
        std::map<UnitId, std::int64_t> batches;
        for (auto const& made : production::made_between(m_view, m_key.first, m_key.last))
            batches[made.unit] = made.batches;
        std::map<std::string, HandDeed> states;
        for (auto const& line : newest_of_units(m_view, { m_key.first, m_key.last }))
            states[line.place] = line.state;
        for (auto const& unit : m_reach.units) {
            auto const state = states.find(unit.id.text());
            bool const authorised = state != states.end() && state->second == HandDeed::authorised;
            m_sums[unit.id] = {
                sums_of(sold, unit.id), cost[unit.id], owed[unit.id], batches[unit.id], 1,
                authorised ? 1 : 0
            };
            if (state != states.end()) m_states[unit.id] = state->second;
        }
    }
    void put_place(Folio& folio) const
    {
        if (m_key.level == Level::nation) {
            folio.place = both([](Lang lang) { return text::whole_country(lang); });
            return;
        }
        auto const id = KanwilId::parse(m_key.place);
        CHECK(id.ok());
        auto const name = m_reach.kanwil.at(id.value());
        folio.place = both([&](Lang lang) { return text::office_named(lang, name); });
    }
    static std::vector<Cell> cells_of(ReachSums const& sums)
    {
        return {
            cell(sums.sold.sales), cell(sums.sold.turnover), cell(sums.sold.turnover - sums.cost),
            cell(sums.sold.premi), cell(sums.sold.pnbp),     cell(sums.owed),
            cell(sums.batches)
        };
    }
    void put_offices(Folio& folio, std::map<KanwilId, ReachSums> const& offices,
                     ReachSums const& total) const
    {
        auto table = table_of(text::by_office,
                              { { text::office, false },
                                { text::sales, true },
                                { text::turnover, true },
                                { text::profit, true },
                                { text::premi, true },
                                { text::pnbp, true },
                                { text::pnbp_owed, true },
                                { text::batches, true },
                                { text::units_authorised, true } });
        for (auto const& [id, sums] : offices) {
            Row row { .cells = { cell(same(m_reach.kanwil.at(id))) } };
            for (auto& one : cells_of(sums)) row.cells.push_back(std::move(one));
            row.cells.push_back(cell(sums.authorised));
            row.about = About { AboutKind::kanwil, id.text() };
            table.rows.push_back(std::move(row));
        }
        std::ranges::stable_sort(table.rows, [](Row const& a, Row const& b) {
            return a.cells[2].number > b.cells[2].number;
        });
        auto cells = cells_of(total);
        cells.push_back(cell(total.authorised));
        table.rows.push_back(sum_row(table, std::move(cells)));
        folio.tables.push_back(std::move(table));
    }
    void put_units(Folio& folio, ReachSums const& total)
    {
        auto table = table_of(text::by_unit,
                              { { text::unit, false },
                                { text::sales, true },
                                { text::turnover, true },
                                { text::profit, true },
                                { text::premi, true },
                                { text::pnbp, true },
                                { text::pnbp_owed, true },
                                { text::batches, true },
                                { text::unit_report, false } });
        auto units = m_reach.units;
        std::ranges::stable_sort(units, [&](org::Unit const& a, org::Unit const& b) {
            auto const left = m_sums[a.id].sold.turnover;
            auto const right = m_sums[b.id].sold.turnover;
            return left != right ? left > right : a.name < b.name;
        });
        for (auto const& unit : units) {
            Row row { .cells = { cell(same(unit.name)) },
                      .about = About { AboutKind::unit, unit.id.text() } };
            for (auto& one : cells_of(m_sums[unit.id])) row.cells.push_back(std::move(one));
            auto const state = m_states.find(unit.id);
            row.cells.push_back(state == m_states.end() ? Cell {} : word_cell(state->second));
            table.rows.push_back(std::move(row));
        }
        auto cells = cells_of(total);
        cells.emplace_back();
        table.rows.push_back(sum_row(table, std::move(cells)));
        folio.tables.push_back(std::move(table));
    }

    View const& m_view;
    ReportKey const& m_key;
    Reach m_reach;
    std::map<UnitId, ReachSums> m_sums {};
    std::map<UnitId, HandDeed> m_states {};
};

} // namespace

Result<Folio> draft(View const& view, ReportKey const& key)
{
    TRY(check_reach(view, key));
    if (key.level == Level::unit) {
        auto const scope = TRY(org::reach(view, TRY(UnitId::parse(key.place))));
        return UnitDraft { view, scope, key }.folio();
    }
    auto reach = TRY(reach_on(view, key.last));
    if (key.level == Level::kanwil)
        std::erase_if(reach.units,
                      [&](org::Unit const& unit) { return unit.kanwil.text() != key.place; });
    return ReachDraft { view, key, std::move(reach) }.folio();
}

} // namespace karya::books
