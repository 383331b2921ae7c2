#pragma once
// SQL of payments_*. For payments/ only.

#include "payments/desk.h"

namespace karya::payments::store {

/// A payment as its row is; bank, number and holder are of its account.
struct Row {
    PaymentId id {};
    std::string subject {};
    std::string content {}; ///< keyed hash of what was asked
    std::string code {};
    Way way {};
    State state {};
    Rupiah amount {};
    Rupiah to_pay {};
    Rupiah received {};
    Rupiah given_back {};
    Rupiah surplus_back {};
    Rupiah fee {};
    UnitId unit {};
    std::optional<std::string> account {};
    Lang lang {};
    std::string items {};
    std::string return_path {};
    Timestamp asked_at {};
    Timestamp due_at {};
    Timestamp ends_at {};
    std::optional<Timestamp> settled_at {};
    std::string redirect {};
    std::string qr {};
    std::string reference {}; ///< by which the provider knows it
    std::string bank {};
    std::string number {};
    std::string holder {};
};
BOOST_DESCRIBE_STRUCT(Row, (),
                      (id, subject, content, code, way, state, amount, to_pay, received, given_back,
                       surplus_back, fee, unit, account, lang, items, return_path, asked_at, due_at,
                       ends_at, settled_at, redirect, qr, reference, bank, number, holder))

std::optional<Row> payment(db::Read& read, PaymentId id);
/// Alone with it until the end of the transaction.
std::optional<Row> payment_locked(db::Tx& tx, PaymentId id);
void insert(db::Tx& tx, Row const& row);
bool code_is_taken(db::Read& read, std::string_view code);
/// Of transfers to that account that are reserved, between these, both included.
std::vector<Rupiah> sums_taken(db::Read& read, std::string_view account, Rupiah least, Rupiah most);
/// Writes state, sums, fee and times.
void update(db::Tx& tx, Row const& row);

/// Whose end has come; a provider's only if it ended before `forsaken`: else it is asked first.
std::vector<PaymentId> due(db::Read& read, Timestamp now, Timestamp forsaken, std::int64_t limit);
/// Frees the sums of payments that ended before; how many.
std::int64_t free_sums(db::Tx& tx, Timestamp before);
bool has_sums_to_free(db::Read& read, Timestamp before);

/// Sealed, as proofs are.
void put_payer(db::Tx& tx, PaymentId id, PayerFacts const& facts);
std::optional<PayerFacts> payer(db::Read& read, PaymentId id);
void forget(db::Tx& tx, PaymentId id);

void put_proof(db::Tx& tx, PaymentId id, Timestamp at, std::string_view webp);
std::optional<std::string> proof(db::Read& read, PaymentId id);
std::optional<Timestamp> proof_at(db::Read& read, PaymentId id);

// ---- What an older program left in plain text (store_plain.cpp) ----

struct PlainPayer {
    PaymentId payment {};
    std::string name {};
    std::string email {};
    std::string phone {};
    std::string bank {};
    std::string number {};
    std::string holder {};
};
BOOST_DESCRIBE_STRUCT(PlainPayer, (), (payment, name, email, phone, bank, number, holder))
struct PlainProof {
    PaymentId payment {};
    Timestamp at {};
    std::string webp {}; ///< base64
};
BOOST_DESCRIBE_STRUCT(PlainProof, (), (payment, at, webp))
/// Some of them.
std::vector<PlainPayer> plain_payers(db::Read& read);
std::vector<PlainProof> plain_proofs(db::Read& read);
void drop_plain_payer(db::Tx& tx, PaymentId id);
void drop_plain_proof(db::Tx& tx, PaymentId id);

// ---- Accounts ----

std::optional<BankAccount> account_on(db::Read& read, UnitId unit, Day day);
/// Held until the end of the transaction: who draws a sum for it is alone.
void lock_account(db::Tx& tx, std::string_view id);
std::vector<BankAccount> accounts(db::Read& read, UnitId unit);
void insert_account(db::Tx& tx, UnitId unit, BankAccount const& account, Timestamp at,
                    OfficerId officer);

// ---- What arrived and went back (store_money.cpp) ----

std::vector<Receipt> receipts(db::Read& read, PaymentId id);
void insert_receipt(db::Tx& tx, PaymentId id, Receipt const& receipt);
bool has_source(db::Read& read, std::string_view source);

std::vector<MoneyReturn> returns(db::Read& read, PaymentId id);
std::optional<MoneyReturn> money_return(db::Read& read, MoneyReturnId id);
void insert_return(db::Tx& tx, MoneyReturn const& back, OfficerId officer);
void update_return(db::Tx& tx, MoneyReturn const& back);

struct Sum {
    PaymentId payment {};
    Rupiah received {};
    Rupiah given_back {};
    Rupiah surplus_back {};
};
BOOST_DESCRIBE_STRUCT(Sum, (), (payment, received, given_back, surplus_back))
/// Payments after that id whose sums are not those of what arrived and went back.
std::optional<Sum> first_wrong_sum(db::Read& read);

// ---- What is to be asked of providers, and what they cost (store_call.cpp) ----

/// `open` it, `look` how it stands, `close` it, `refund` some of it.
enum class Verb : std::uint8_t { open, look, close, refund };
BOOST_DESCRIBE_ENUM(Verb, open, look, close, refund)

struct Wanted {
    PaymentId payment {};
    Verb verb {};
    std::string back {}; ///< of a refund: the return's id
    Timestamp due_at {};
    std::int64_t tries {};
    std::int64_t news {};
};
BOOST_DESCRIBE_STRUCT(Wanted, (), (payment, verb, back, due_at, tries, news))

/// One that is there already is done earlier if that is sooner, and once more if it is under way.
void want(db::Tx& tx, PaymentId payment, Verb verb, std::string_view back, Timestamp due_at);
std::optional<Wanted> next_wanted(db::Read& read, Timestamp now);
struct Holding {
    std::string holder {};
    Timestamp now {};
    Timestamp until {};
};
/// False when another was faster.
bool hold(db::Tx& tx, Wanted const& wanted, Holding const& holding);
/// Done: gone, or due at once when somebody wanted it meanwhile.
void drop(db::Tx& tx, Wanted const& wanted, Timestamp now);
/// Not yet: due then, or at once when somebody wanted it meanwhile.
void put_off(db::Tx& tx, Wanted const& wanted, Timestamp due_at, std::string_view trouble);

struct Fee {
    BasisPoints share {};
    Rupiah fixed {};
};
BOOST_DESCRIBE_STRUCT(Fee, (), (share, fixed))
std::vector<ProviderFee> fees(db::Read& read);
void put_fee(db::Tx& tx, ProviderFee const& fee);
/// In force on that day: the channel's, else the way's.
std::optional<Fee> fee_on(db::Read& read, Way way, std::string_view channel, Day day);

// ---- Lists (store_desk.cpp) ----

std::vector<DeskRow> told(db::Read& read, UnitId unit);
std::vector<DeskRow> awaiting(db::Read& read, UnitId unit);
std::vector<DeskRow> with_returns(db::Read& read, UnitId unit);
std::vector<DeskRow> with_surplus(db::Read& read, UnitId unit);
std::vector<DeskRow> ended(db::Read& read, UnitId unit);
std::vector<DeskRow> by_code(db::Read& read, UnitId unit, std::string_view code);
std::vector<DeskRow> by_sum(db::Read& read, UnitId unit, Rupiah sum, Timestamp since);

} // namespace karya::payments::store
