#include "tlog/line.h"
#include <map>

namespace karya::tlog {

namespace {

void add(Line& line, ledger::Move const& move)
{
    line.entries += 1;
    line.sales += move.sales;
    line.turnover += move.turnover;
    line.pnbp += move.pnbp;
    line.premium += move.premium;
}

} // namespace

std::string text_of(Line const& line) { return json_text(line); }

Result<Line> read_line(std::string_view text)
{
    auto line = from_json_text<Line>(text);
    if (!line.ok() || text_of(line.value()) != text || line.value().v != 1) return bad_line;
    return line;
}

std::vector<Line> lines_of(Closing const& closing, std::span<ledger::Move const> moves,
                           Place& place)
{
    Line const blank { .day = closing.day,
                       .head = closing.end.hash,
                       .kind = LineKind::correction,
                       .seq = closing.end.seq,
                       .unit = closing.unit };
    std::map<Day, Line> by_day;
    auto whole = closing.end.seq;
    for (auto const& move : moves) {
        if (move.seq <= place.whole || move.seq > closing.end.seq) continue;
        if (move.day > closing.day) whole = std::min(whole, move.seq - 1);
        bool const told = move.seq <= place.seq && move.day < closing.day;
        if (told || move.day > closing.day) continue;
        auto const of = place.day || move.day == closing.day ? move.day : closing.day.next(-1);
        add(by_day.try_emplace(of, blank).first->second, move);
    }
    by_day.try_emplace(closing.day, blank);
    std::vector<Line> lines;
    for (auto& [of, line] : by_day) {
        line.of = of;
        if (of == closing.day)
            line.kind = LineKind::day;
        else if (!place.day)
            line.kind = LineKind::opening;
        lines.push_back(std::move(line));
    }
    place = { closing.day, closing.end.seq, whole };
    return lines;
}

} // namespace karya::tlog
