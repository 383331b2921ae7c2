#pragma once
// SQL of buyers_*. For buyers/ only.

#include "buyers/buyers.h"

namespace karya::buyers::store {

struct AccountRow {
    BuyerId id {};
    std::string mailbox {};
    std::string email {}; ///< sealed
    Timestamp made_at {};
};
BOOST_DESCRIBE_STRUCT(AccountRow, (), (id, mailbox, email, made_at))

/// False when the mailbox has an owner.
bool insert_account(db::Tx& tx, AccountRow const& row);
std::optional<BuyerId> owner(db::Read& read, std::string_view mailbox);
std::optional<AccountRow> account(db::Read& read, BuyerId id);
/// In order, after that one; at most 500.
std::vector<AccountRow> accounts(db::Read& read, BuyerId after);
/// Nobody else changes what is his before the transaction ends. False when he is gone.
bool hold_account(db::Tx& tx, BuyerId id);
/// False when another account has that mailbox.
bool set_mailbox(db::Tx& tx, AccountRow const& row);
/// With all that is its own.
void drop_account(db::Tx& tx, BuyerId id, std::string_view mailbox);

struct LiveRow : AccountRow {
    Timestamp seen_at {};
};
BOOST_DESCRIBE_STRUCT(LiveRow, (AccountRow), (seen_at))
std::optional<LiveRow> session(db::Read& read, std::string_view hash);
void insert_session(db::Tx& tx, std::string_view hash, BuyerId account, Timestamp now);
std::vector<SessionTimes> sessions(db::Read& read, BuyerId account);
void drop_session(db::Tx& tx, std::string_view hash);
void drop_sessions(db::Tx& tx, BuyerId account);
void set_seen(db::Tx& tx, std::string_view hash, Timestamp now);
void drop_idle(db::Tx& tx, Timestamp seen_before);

struct LinkRow {
    Purpose purpose {};
    std::string mailbox {};
    std::string email {}; ///< sealed
    std::optional<BuyerId> account {};
    std::string next {};
    std::string wish {}; ///< slug
};
BOOST_DESCRIBE_STRUCT(LinkRow, (), (purpose, mailbox, email, account, next, wish))
void insert_link(db::Tx& tx, std::string_view hash, LinkRow const& row, Timestamp ends_at);
/// One that can still be used.
std::optional<LinkRow> link(db::Read& read, std::string_view hash, Timestamp now);
/// The same, used up: of two at once one gets it.
std::optional<LinkRow> use_link(db::Tx& tx, std::string_view hash, Timestamp now);
void drop_links(db::Tx& tx, Timestamp ended_before);
/// Counts one more; how many since an hour.
std::int64_t count_asked(db::Tx& tx, std::string_view mailbox, Timestamp now);
void drop_asked(db::Tx& tx, Timestamp since_before);

struct AddressRow {
    AddressId id {};
    std::string content {}; ///< sealed
    bool preferred { false };
};
BOOST_DESCRIBE_STRUCT(AddressRow, (), (id, content, preferred))
std::vector<AddressRow> addresses(db::Read& read, BuyerId account);
void insert_address(db::Tx& tx, BuyerId account, AddressRow const& row);
/// False when it is not his.
bool set_address(db::Tx& tx, BuyerId account, AddressId id, std::string_view content);
void prefer_address(db::Tx& tx, BuyerId account, AddressId id);
bool drop_address(db::Tx& tx, BuyerId account, AddressId id);

std::vector<Wish> wishes(db::Read& read, BuyerId account);
void put_wish(db::Tx& tx, BuyerId account, Wish const& wish);
void drop_wish(db::Tx& tx, BuyerId account, ProductId product);

} // namespace karya::buyers::store
