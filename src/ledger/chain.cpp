#include "ledger/chain.h"
#include "base/hash.h"

namespace karya::ledger {

namespace {

void append(std::string& line, std::string_view field)
{
    line += std::to_string(field.size());
    line += ':';
    line += field;
    line += ',';
}

void append(std::string& line, std::int64_t field)
{
    line += std::to_string(field);
    line += ',';
}

} // namespace

std::string genesis(std::string_view unit)
{
    return sha256_hex("karya ledger 1 " + std::string { unit });
}

std::string seal(std::string_view previous, std::string_view unit, store::EntryRow const& row,
                 std::span<store::PostingRow const> postings)
{
    std::string line;
    line.reserve(512);
    append(line, previous);
    append(line, unit);
    append(line, row.id);
    append(line, row.seq);
    append(line, row.kind);
    append(line, row.day);
    append(line, row.business_day);
    append(line, row.late);
    append(line, row.source);
    append(line, row.memo);
    append(line, row.officer.value_or(""));
    append(line, row.at);
    for (auto const& posting : postings) {
        append(line, posting.account);
        append(line, posting.amount);
    }
    return sha256_hex(line);
}

} // namespace karya::ledger
