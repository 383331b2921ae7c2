// What sales and deposits ask of the book to prove themselves: entries in words.

#include "ledger/ledger.h"
#include "ledger/store.h"

namespace karya::ledger {

namespace {

std::string head_words(std::int64_t business_day, std::string_view memo)
{
    return Day::numbered(business_day).text() + " " + std::string { memo };
}

void append(std::string& words, std::string_view account, std::int64_t amount)
{
    words += " ";
    words += account;
    words += " " + std::to_string(amount);
}

bool has_document(std::string_view kind)
{
    return kind != enum_text(EntryKind::correction) && kind != enum_text(EntryKind::opening);
}

} // namespace

void each_booked(db::Read& read, UnitId unit, std::function<void(Booked const&)> const& visit)
{
    store::each_entry(read, unit.text(), [&](auto const& row, auto postings) {
        if (!has_document(row.kind)) return true;
        Booked booked { .source = row.source,
                        .kind = row.kind,
                        .seq = row.seq,
                        .at = from_micros(row.at),
                        .day = Day::numbered(row.day),
                        .late = row.late != 0,
                        .words = head_words(row.business_day, row.memo) };
        for (auto const& posting : postings) append(booked.words, posting.account, posting.amount);
        visit(booked);
        return true;
    });
}

std::string words_of(EntryDraft const& draft)
{
    auto words = head_words(draft.day.number(), draft.memo);
    for (auto const& posting : draft.postings)
        append(words, enum_text(posting.account), posting.amount.amount());
    return words;
}

} // namespace karya::ledger
