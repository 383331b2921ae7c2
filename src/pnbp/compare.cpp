// The comparison itself: pure.

#include "base/text.h"
#include "pnbp/match.h"
#include "pnbp/state.h"
#include <algorithm>
#include <ranges>

namespace karya::pnbp {

namespace {

/// As spreadsheet programs show money here: "Rp. 15.000,00", "15000.0", "15,000".
std::optional<Rupiah> rupiah_in(std::string text)
{
    for (std::string_view const blank : { "\xc2\xa0", "\xe2\x80\xaf", " " })
        for (auto at = text.find(blank); at != std::string::npos; at = text.find(blank))
            text.erase(at, blank.size());
    if (lowered(text).starts_with("rp")) text.erase(0, text.size() > 2 && text[2] == '.' ? 3 : 2);
    for (std::string_view const nothing : { ",00", ".00", ",-", ".0", ",0" })
        if (text.size() > nothing.size() && text.ends_with(nothing)) {
            text.resize(text.size() - nothing.size());
            break;
        }
    if (text.find('.') == std::string::npos) std::ranges::replace(text, ',', '.');
    auto const amount = Rupiah::parse(text);
    if (!amount.ok()) return {};
    return amount.value();
}

/// "2026-04-27 …", "27/4/2026", "27-04-2026 14.05"; an instant is told by its date.
std::optional<Day> day_in_cell(std::string_view cell)
{
    constexpr std::size_t iso = 10;
    if (auto const day = Day::parse(cell.substr(0, std::min(cell.size(), iso))); day.ok())
        return day.value();
    auto const date = cell.substr(0, std::min(cell.find(' '), cell.size()));
    auto const separator = date.find_first_of("/-.");
    if (separator == std::string_view::npos) return {};
    auto const parts = fields_of(date, date[separator]);
    if (parts.size() != 3 || parts[2].size() != 4) return {};
    auto const two = [](std::string_view digits) {
        return (digits.size() == 1 ? "0" : "") + std::string { digits };
    };
    auto const day = Day::parse(std::string { parts[2] } + "-" + two(parts[1]) + "-"
                                + two(parts[0]));
    if (!day.ok()) return {};
    return day.value();
}

/// Where the mapped columns stand; nothing for one that is not there.
struct Places {
    std::optional<std::size_t> ntpn {};
    std::optional<std::size_t> amount {};
    std::optional<std::size_t> day {};
    std::optional<std::size_t> code {};
};

std::optional<std::size_t> place_of(SentTable const& table, std::string const& name)
{
    auto const found = std::ranges::find(table.columns, name);
    if (name.empty() || found == table.columns.end()) return {};
    return static_cast<std::size_t>(found - table.columns.begin()) + 1; // the number stands first
}

std::string_view cell_at(std::vector<std::string> const& row, std::optional<std::size_t> place)
{
    return place && *place < row.size() ? std::string_view { row[*place] } : std::string_view {};
}

/// One NTPN may stand in several rows, a part of the money in each.
void add_row(Compared& compared, std::map<std::string, std::size_t>& known, Match row)
{
    auto const [found, first] = known.try_emplace(row.ntpn, compared.matches.size());
    if (first) {
        compared.matches.push_back(std::move(row));
        return;
    }
    auto& match = compared.matches[found->second];
    match.rows += ", " + row.rows;
    bool const readable = match.finding != Finding::unreadable
        && row.finding != Finding::unreadable;
    if (!readable || !match.amount || !row.amount) {
        match.finding = Finding::unreadable;
        match.amount.reset();
        return;
    }
    *match.amount += *row.amount;
}

Match match_of(std::vector<std::string> const& row, Places const& places, std::string ntpn)
{
    Match match { .finding = Finding::unknown,
                  .rows = row.front(),
                  .ntpn = std::move(ntpn),
                  .code = bare_number(cell_at(row, places.code)),
                  .amount = rupiah_in(std::string { cell_at(row, places.amount) }),
                  .day = day_in_cell(cell_at(row, places.day)) };
    if (!match.amount || !match.day || !is_ntpn(match.ntpn)) match.finding = Finding::unreadable;
    return match;
}

/// Rows without an NTPN are headings and totals. A cell that has text but no number at all is one
/// too: an NTPN without any digit was never seen.
bool is_heading(std::string_view ntpn)
{
    return ntpn.find_first_of("0123456789") == std::string_view::npos;
}

/// What the amounts of a file add up to while its rows are read.
class Totals {
public:
    void add(std::optional<Rupiah> amount)
    {
        m_known = m_known && amount;
        if (!amount) return;
        m_all += *amount;
        m_since += *amount;
    }
    /// A row without an NTPN that has an amount sums up all above it, or those since the last one.
    std::optional<OtherTotal> judge(std::string const& row, std::optional<Rupiah> told)
    {
        if (!told || !m_known) return {};
        bool const right = *told == m_all || *told == m_since;
        m_since = {};
        return right ? std::nullopt : std::optional { OtherTotal { row, *told, m_all } };
    }

private:
    Rupiah m_all {};
    Rupiah m_since {};
    bool m_known { true }; ///< an amount that cannot be read leaves no sum
};

void settle(Match& match, std::vector<Deposit> const& deposits)
{
    if (match.finding == Finding::unreadable) return;
    for (auto const& deposit : deposits) {
        bool const same = deposit.ntpn == match.ntpn;
        bool const billed = !match.code.empty() && deposit.code == match.code
            && !is_paid(deposit.state);
        if (!same && !billed) continue;
        match.ours = deposit;
        if (!same)
            match.finding = Finding::unrecorded;
        else
            match.finding = *match.amount == deposit.amount ? Finding::matched
                                                            : Finding::other_amount;
        if (same) return;
    }
}

/// Ours, paid within the days of the file, that it does not hold.
void add_missing(Compared& compared, std::vector<Deposit> const& deposits)
{
    std::optional<Day> first;
    std::optional<Day> last;
    for (auto const& match : compared.matches) {
        if (!match.day) continue;
        first = std::min(first.value_or(*match.day), *match.day);
        last = std::max(last.value_or(*match.day), *match.day);
    }
    if (!first) return;
    auto const in_file = compared.matches.size();
    for (auto const& deposit : deposits) {
        if (!is_paid(deposit.state) || *deposit.paid_on < *first || *deposit.paid_on > *last)
            continue;
        auto const end = compared.matches.begin() + static_cast<std::ptrdiff_t>(in_file);
        if (std::any_of(compared.matches.begin(), end,
                        [&](Match const& match) { return match.ntpn == *deposit.ntpn; }))
            continue;
        compared.matches.push_back({ .finding = Finding::missing,
                                     .ntpn = *deposit.ntpn,
                                     .code = deposit.code.value_or(""),
                                     .day = deposit.paid_on,
                                     .ours = deposit });
    }
}

} // namespace

Compared compare(SentTable const& table, Mapping const& mapping,
                 std::vector<Deposit> const& deposits)
{
    Places const places { place_of(table, mapping.ntpn), place_of(table, mapping.amount),
                          place_of(table, mapping.day), place_of(table, mapping.code) };
    Compared compared;
    std::map<std::string, std::size_t> known;
    Totals totals;
    for (auto const& row : table.rows | std::views::drop(table.below)) {
        auto ntpn = bare_number(cell_at(row, places.ntpn));
        auto const amount = rupiah_in(std::string { cell_at(row, places.amount) });
        if (is_heading(ntpn)) {
            ++compared.skipped;
            if (auto other = totals.judge(row.front(), amount))
                compared.totals.push_back(std::move(*other));
            continue;
        }
        totals.add(amount);
        add_row(compared, known, match_of(row, places, std::move(ntpn)));
    }
    for (auto& match : compared.matches) settle(match, deposits);
    add_missing(compared, deposits);
    return compared;
}

} // namespace karya::pnbp
