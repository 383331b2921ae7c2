#pragma once
// Buyers who want an account: a mailbox that was proven, the sessions of its owner, his addresses
// and his wishes. Nobody needs one to order. It knows no orders: whoever stands above asks it who
// is signed in. A buyer is no officer: his session gives no right at the desk, nor theirs one here.

#include "core/call.h"
#include <optional>
#include <string>
#include <vector>

namespace karya {
using BuyerId = Id<struct BuyerTag>;
using AddressId = Id<struct AddressTag>;

namespace web {
class Routes;
}
} // namespace karya

namespace karya::buyers {

inline constexpr ErrorCode sign_in_first { "buyers.sign_in_first", Fault::unauthenticated };
inline constexpr ErrorCode bad_email { "buyers.bad_email", Fault::invalid };
inline constexpr ErrorCode no_letters { "buyers.no_letters", Fault::conflict };
inline constexpr ErrorCode too_many_asked { "buyers.too_many_asked", Fault::rate_limited };
inline constexpr ErrorCode link_gone { "buyers.link_gone", Fault::gone };
inline constexpr ErrorCode other_account { "buyers.other_account", Fault::conflict };
inline constexpr ErrorCode email_taken { "buyers.email_taken", Fault::conflict };
inline constexpr ErrorCode bad_address { "buyers.bad_address", Fault::invalid };
inline constexpr ErrorCode too_many_addresses { "buyers.too_many_addresses", Fault::conflict };
inline constexpr ErrorCode too_many_wishes { "buyers.too_many_wishes", Fault::conflict };

/// The page on which a buyer signs in.
inline constexpr std::string_view home_path { "/pembeli" };

// ---- Who is signed in: by the cookie's token, 256 bits; only its hash is kept ----

struct Account {
    BuyerId id {};
    std::string email {};
    std::string mailbox {}; ///< the keyed hash by which mailboxes are compared
    Timestamp made_at {};
    bool due { false }; ///< his cookie was set long ago: set it anew
};
/// Nobody after thirty days without use.
std::optional<Account> signed_in(View const& view);
/// Fails: buyers.sign_in_first.
Result<Account> account(View const& view);
/// The same, locked until the transaction ends: for commands that change what is his.
Result<Account> account_locked(Call& call);
/// The keyed hash of an e-mail address in lower case; tells nothing without the key.
std::string mailbox_of(std::string_view email);
/// Who has proven that this mailbox is his.
std::optional<BuyerId> owner(db::Read& read, std::string_view mailbox);
/// Whether accounts can be had here at all: links go by letter.
bool offered();

// ---- Links: half an hour, once; they prove a mailbox ----

struct LinkWish {
    std::string email {};
    std::string next {}; ///< path to go on with afterwards; empty: his own page
    std::string slug {}; ///< of a product that is kept for him then; may be empty
};
/// The same answer whether or not there is such an account, a letter goes there, or one was asked
/// for five times this hour (then none goes).
/// Fails: buyers.no_letters, bad_email (field), too_many_asked (forty an hour from one address).
Result<void> ask_link(Call& call, LinkWish const& wish);
/// Asks the new mailbox of who is signed in. Fails: as ask_link, and buyers.sign_in_first.
Result<void> ask_change(Call& call, std::string const& email);

enum class Purpose : std::uint8_t { sign_in, change };
BOOST_DESCRIBE_ENUM(Purpose, sign_in, change)
struct Link {
    Purpose purpose {};
    std::string email {};
};
/// What the link is for. Looking uses nothing up, for scanners of mail look too.
/// Fails: buyers.link_gone (used, too old, or none).
Result<Link> link(View const& view, std::string_view token);
struct Entry {
    std::string token {}; ///< of the session that began; empty: none did
    std::string next {};
};
/// Signs in, and makes the account at the first time; or gives it its new mailbox and tells the old
/// one. Fails: buyers.link_gone, other_account (a change, and its account is not signed in here),
/// email_taken.
Result<Entry> use_link(Call& call, std::string_view token);
/// Ends the session that asks; without one nothing.
void sign_out(Call& call);
/// Ends every session of who is signed in. Fails: buyers.sign_in_first.
Result<void> sign_out_everywhere(Call& call);

/// What "Set-Cookie" says of that session; an empty token takes the cookie away.
std::string session_cookie_of(std::string_view token);

struct SessionTimes {
    Timestamp begun_at {};
    Timestamp seen_at {};
};
BOOST_DESCRIBE_STRUCT(SessionTimes, (), (begun_at, seen_at))
std::vector<SessionTimes> sessions(View const& view, BuyerId id);

// ---- Who receives, and where: as the checkout asks for it ----

struct Contact {
    std::string name {};
    std::string phone {};
    std::optional<std::string> street {}; ///< absent: nothing is sent
};
/// Trimmed, the phone as "+62…"; what is wrong is added to `wrong`, by field.
Contact plain_contact(Contact const& given, std::vector<FieldError>& wrong);
/// Why this is not one line of at most so many characters; empty: it is.
std::string_view wrong_line(std::string_view text, std::size_t characters_max);
/// As people write it, to "+62…"; empty when it cannot be one.
std::string plain_phone(std::string_view text);

struct AddressDraft {
    std::string label {}; ///< "Rumah"; empty: the village's name
    std::string name {};
    std::string phone {};
    std::string street {};
    std::string village {}; ///< its code
};
BOOST_DESCRIBE_STRUCT(AddressDraft, (), (label, name, phone, street, village))
struct Address : AddressDraft {
    AddressId id {};
    bool preferred { false };
    std::string place {}; ///< from the village up to the postcode, in words
};
BOOST_DESCRIBE_STRUCT(Address, (AddressDraft), (id, preferred, place))

/// The preferred one first, then as they were added.
std::vector<Address> addresses(View const& view, BuyerId id);
/// Of who is signed in; the first one is preferred. One that is there already is not added again.
/// Fails: buyers.sign_in_first, bad_address (fields), too_many_addresses (over ten).
Result<void> add_address(Call& call, AddressDraft const& draft);
/// Fails: buyers.sign_in_first, core.not_found (also another buyer's), bad_address.
Result<void> change_address(Call& call, AddressId id, AddressDraft const& draft);
/// Fails: buyers.sign_in_first, core.not_found.
Result<void> prefer_address(Call& call, AddressId id);
/// Fails: buyers.sign_in_first, core.not_found.
Result<void> remove_address(Call& call, AddressId id);

// ---- Wishes: goods kept in mind ----

struct Wish {
    ProductId product {};
    std::string name {}; ///< as it was called then
    Timestamp added_at {};
};
BOOST_DESCRIBE_STRUCT(Wish, (), (product, name, added_at))
/// The latest first, whatever became of the goods.
std::vector<Wish> wishes(View const& view, BuyerId id);
/// Of who is signed in; again is fine. Fails: buyers.sign_in_first, core.not_found (not for sale),
/// too_many_wishes (over fifty).
Result<void> keep_wish(Call& call, std::string_view slug);
/// Again is fine. Fails: buyers.sign_in_first.
Result<void> drop_wish(Call& call, ProductId product);

// ---- The end, and wiring ----

/// Forgets the account with all that is its own; its sessions end at once.
void erase(Call& call, BuyerId id);

/// Told, in its transaction, whenever somebody proves that this mailbox is his.
using ProofHearer = void (*)(Call&, BuyerId, std::string_view mailbox);
void tell_proofs_to(ProofHearer hearer);

/// 32 bytes that seal addresses; set once by app before serving.
void keep_key(std::string key);
/// Forgets links and sessions whose time is over, and notes which sessions were used.
void tidy_up(Call& call);
/// An account whose mailbox is not that of its sealed address, addresses that cannot be opened, or
/// several preferred ones.
std::optional<std::string> first_broken_account(db::Read& read);
void add_routes(web::Routes& routes);

} // namespace karya::buyers
