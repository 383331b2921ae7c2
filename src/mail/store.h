#pragma once
// SQL of mail_*. For mail/ only.

#include "mail/mail.h"

namespace karya::mail::store {

/// A letter or a message as it waits: `content` is JSON of its words.
struct Row {
    std::string once {}; ///< keyed hash of recipient and purpose
    std::string recipient {};
    std::string content {};
    std::int64_t tries {};
};
BOOST_DESCRIBE_STRUCT(Row, (), (once, recipient, content, tries))

/// False when it is there already.
bool insert(db::Tx& tx, Channel channel, Row const& row, Timestamp now);
std::optional<Row> next(db::Read& read, Channel channel, Timestamp now);
struct Holding {
    std::string holder {};
    Timestamp now {};
    Timestamp until {};
};
bool hold(db::Tx& tx, std::string_view once, Holding const& holding);
void put_off(db::Tx& tx, std::string_view once, Timestamp due_at, std::string_view trouble);
/// It is gone: address and words are forgotten.
void set_sent(db::Tx& tx, std::string_view once, Timestamp at);
void set_failed(db::Tx& tx, std::string_view once, Timestamp at, std::string_view trouble);
std::int64_t count_waiting(db::Read& read, Channel channel);
std::int64_t count_failed(db::Read& read, Channel channel, Timestamp since);

} // namespace karya::mail::store
