#pragma once
// Cells as values. The first one that cannot be used is the row's problem.

#include "base/embedded.h"
#include "base/leaf.h"
#include "catalogue/catalogue.h"
#include "exchange/exchange.h"
#include "exchange/moment.h"
#include "exchange/other_words.h"
#include "sheet/sheet.h"
#include <map>

namespace karya::exchange {

/// Reads the cells of one row. After all were read, `problem()` says whether they can be used: the
/// row's own, else the first cell's.
class Cells {
public:
    explicit Cells(sheet::Row const& row) : m_row(row), m_problem(row.problem()) { }

    std::string text(std::string_view key) const;
    bool empty(std::string_view key) const { return text(key).empty(); }
    std::optional<std::string> some_text(std::string_view key) const;
    /// Of a unit: in capitals, as all of them are.
    std::string unit_code(std::string_view key) const;

    /// "15000", "15.000", "Rp 15.000", "Rp. 15.000,00", "Rp15.000,-".
    Rupiah rupiah(std::string_view key);
    std::optional<Rupiah> some_rupiah(std::string_view key);
    /// "2", "1,5", "1.5", "1,255"; not "1.255" or "2,500", which are thousands to one reader and
    /// parts to another.
    Quantity quantity(std::string_view key);
    std::optional<Quantity> some_quantity(std::string_view key);
    std::optional<std::int64_t> some_number(std::string_view key);
    /// A day or an instant on the wall clock of `zone`, as read_moment has it.
    Moment moment(std::string_view key, Zone zone, Timestamp now);
    std::optional<Day> some_day(std::string_view key);
    /// "ya", "tidak", "yes", "no"; `otherwise` when empty.
    bool yes(std::string_view key, bool otherwise);
    /// Degrees with a decimal point, as millionths.
    std::int64_t degrees(std::string_view key);
    /// What an enumerator's own spelling, its word in either language, or another that people use
    /// stands for; nothing when English has one word for two, as "piece".
    template<DescribedEnum E>
    static std::optional<E> word_of(std::string_view typed)
    {
        auto const cell = lowered_words_of(std::string { typed });
        if (auto const own = enum_from<E>(cell)) return own;
        for (auto const value : enum_values<E>())
            if (cell == lowered_words(Lang::id, value)) return value;
        std::optional<E> found = enum_from<E>(meant_by(type_name<E>(), cell));
        for (auto const value : enum_values<E>()) {
            if (cell != lowered_words(Lang::en, value) || value == found) continue;
            if (found) return {};
            found = value;
        }
        return found;
    }
    /// The same of a cell; `otherwise` when empty.
    template<DescribedEnum E>
    E word(std::string_view key, E otherwise)
    {
        auto const cell = lowered_text(key);
        if (cell.empty()) return otherwise;
        if (auto const value = word_of<E>(cell)) return *value;
        std::string words;
        for (auto const value : enum_values<E>())
            words += (words.empty() ? "" : ", ") + lowered_words(Lang::id, value);
        refuse_word(key, std::move(words));
        return otherwise;
    }

    /// The cell as the problem, unless there is one already. An empty cell is always told as such.
    void refuse(std::string_view key, ErrorCode code = bad_cell);
    std::optional<Error> const& problem() const { return m_problem; }

private:
    void refuse_word(std::string_view key, std::string words);
    std::string lowered_text(std::string_view key) const;
    template<DescribedEnum E>
    static std::string lowered_words(Lang lang, E value)
    {
        return lowered_words_of(karya::text::of(lang, value));
    }
    static std::string lowered_words_of(std::string const& words);

    sheet::Row const& m_row;
    std::optional<Error> m_problem;
};

/// A quantity of a file as it can be read again from CSV: XLSX numbers come with a point.
std::string quantity_cell(sheet::Row const& row, std::string_view key);

/// The enumerator as files for people have it, in Indonesian; `Cells::word` reads it back.
template<DescribedEnum E>
std::string_view file_word(E value)
{
    static std::map<E, std::string> const words = [] {
        std::map<E, std::string> all;
        for (auto const each : enum_values<E>()) all[each] = karya::text::of(Lang::id, each);
        return all;
    }();
    return words.at(value);
}

/// "2026-04-26T14:05:00+07:00": the instant on the wall clock of `zone`, to be read back exactly.
std::string local_text(Timestamp at, Zone zone);
/// Millionths of a degree as "-0.02633".
std::string degrees_text(std::int64_t millionths);

} // namespace karya::exchange
