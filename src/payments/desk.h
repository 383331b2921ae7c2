#pragma once
// What the treasurer does with payments, and the buyer on his page. For payments/ only.

#include "org/org.h"
#include "payments/events.h"

namespace karya::payments {

// ---- Whose account ----

/// The proof that the actor works for an account: his own unit's, or the nation's.
class Collector {
public:
    UnitId unit() const { return m_unit; } ///< empty: the nation
    Zone zone() const { return m_zone; }
    Day day(Timestamp at) const { return day_in(m_zone, at); }

private:
    friend Result<Collector> collector(View const&);
    UnitId m_unit {};
    Zone m_zone { Zone::wib };
};
/// Fails: core.not_found for those who have no account to work for.
Result<Collector> collector(View const& view);

struct BankAccount {
    std::string id {};
    std::string bank {}; ///< "BRI"; all three empty: none from that day on
    std::string number {};
    std::string holder {};
    Day valid_from {};
};
BOOST_DESCRIBE_STRUCT(BankAccount, (), (id, bank, number, holder, valid_from))

/// With its texts trimmed and its number as digits. Fails: payments.bad_account (fields).
Result<BankAccount> whole_account(BankAccount account);
/// The account in force on that day, if any.
std::optional<BankAccount> account_on(db::Read& read, UnitId unit, Day day);
/// Newest first, at most 50.
std::vector<BankAccount> accounts(View const& view, Collector const& own);
/// From today on, or later; what was asked before keeps its account. All three texts empty: no
/// transfers any more. Audited. Fails: payments.bad_account (fields).
Result<void> set_account(Call& call, Collector const& own, BankAccount const& account);

// ---- What arrived ----

struct Receipt {
    std::int64_t n {};
    Rupiah amount {};
    Day arrived_on {};
    Timestamp at {};
    OfficerId officer {};  ///< empty: the provider
    std::string source {}; ///< the provider's id of it
    std::string note {};
};
BOOST_DESCRIBE_STRUCT(Receipt, (), (n, amount, arrived_on, at, officer, source, note))
std::vector<Receipt> receipts(View const& view, PaymentId id);

struct ReceiptDraft {
    PaymentId payment {};
    Rupiah amount {};
    Day arrived_on {};
    std::string note {};
    bool sure { false }; ///< the same sum of the same day is recorded already, or it is paid
};
/// Money is on the account. Settles the payment when nothing is missing, also after its end; short,
/// it waits a day longer for the rest. Announces PaymentSettled or PaymentShort. Audited.
/// Fails: core.not_found (also another account's), payments.wrong_state (a provider's), bad_receipt
/// (fields; what looks like a twin until `sure`).
Result<Payment> receive(Call& call, Collector const& own, ReceiptDraft const& draft);

// ---- What goes back ----

enum class ReturnState : std::uint8_t { asked, done, failed };
BOOST_DESCRIBE_ENUM(ReturnState, asked, done, failed)

struct MoneyReturn {
    MoneyReturnId id {};
    PaymentId payment {};
    Rupiah amount {};
    ReturnCause cause {};
    std::string reason {};
    ReturnState state {};
    Timestamp asked_at {};
    std::optional<Timestamp> ended_at {};
    std::string reference {}; ///< of the bank or the provider
    std::string trouble {};   ///< why it failed
    std::int64_t tries { 1 };
};
BOOST_DESCRIBE_STRUCT(MoneyReturn, (),
                      (id, payment, amount, cause, reason, state, asked_at, ended_at, reference,
                       trouble, tries))
/// By their ids.
std::vector<MoneyReturn> returns(View const& view, PaymentId id);
/// Gives back what arrived for nothing, all of it. Audited.
/// Fails: core.not_found, payments.return_too_much (there is none).
Result<MoneyReturn> return_surplus(Call& call, Collector const& own, PaymentId id);

struct ReturnEnd {
    MoneyReturnId id {};
    std::string reference {};
    std::string trouble {}; ///< not empty: it failed
};
/// A transfer back was made by hand, or could not be. Announces MoneyReturned when done. Audited.
/// Fails: core.not_found, payments.wrong_state (not asked for, or the provider does it),
/// bad_return (neither reference nor trouble).
Result<void> end_return(Call& call, Collector const& own, ReturnEnd const& end);
/// Another try of one that failed. Audited.
/// Fails: core.not_found, payments.wrong_state, return_too_much.
Result<void> retry_return(Call& call, Collector const& own, MoneyReturnId id);

// ---- What providers cost ----

/// From `valid_from` on; `channel` is the provider's word ("qris"), empty: all that have no row.
struct ProviderFee {
    Way way { Way::midtrans };
    std::string channel {};
    Day valid_from {};
    BasisPoints share {};
    Rupiah fixed {};
    std::string source {};
};
BOOST_DESCRIBE_STRUCT(ProviderFee, (), (way, channel, valid_from, share, fixed, source))
/// The rows of all ways, newest first, at most 100.
std::vector<ProviderFee> fees(View const& view);
/// Today (WIB) or later; a row of the same day is corrected. Audited.
/// Fails: payments.bad_fee (fields).
Result<void> set_fee(Call& call, ProviderFee const& fee);

// ---- Lists of the desk ----

/// `told`: with a proof, waiting to be looked for on the account.
enum class DeskList : std::uint8_t { told, awaiting, returns, surplus, ended };
BOOST_DESCRIBE_ENUM(DeskList, told, awaiting, returns, surplus, ended)

struct DeskRow {
    PaymentId id {};
    std::string code {};
    State state {};
    Way way {};
    Rupiah to_pay {};
    Rupiah received {};
    Timestamp asked_at {};
    Timestamp ends_at {};
    std::string payer {};
};
BOOST_DESCRIBE_STRUCT(DeskRow, (),
                      (id, code, state, way, to_pay, received, asked_at, ends_at, payer))
/// At most 50; `told` and `awaiting` those first that end first, the rest newest first.
std::vector<DeskRow> desk_list(View const& view, Collector const& own, DeskList list);
/// By a code, or by the sum that arrived: open ones and those that ended lately. At most 50.
std::vector<DeskRow> found(View const& view, Collector const& own, std::string_view typed);
/// Fails: core.not_found, also for another account's.
Result<Payment> own_payment(View const& view, Collector const& own, PaymentId id);
Result<MoneyReturn> own_return(View const& view, Collector const& own, MoneyReturnId id);

// ---- The buyer's page ----

/// The payment whose link that is. Fails: core.not_found.
Result<PaymentId> by_link(std::string_view token);
std::string link_of(PaymentId id);

struct PayerFacts {
    std::string name {};
    std::string email {};
    std::string phone {};
    std::string bank {}; ///< where money may go back to
    std::string number {};
    std::string holder {};
};
BOOST_DESCRIBE_STRUCT(PayerFacts, (), (name, email, phone, bank, number, holder))
/// Nothing once he is forgotten.
std::optional<PayerFacts> payer_facts(View const& view, PaymentId id);

/// A picture of the transfer, re-encoded; a later one takes its place. One that comes in time puts
/// the end off, so that somebody can look. Audited.
/// Fails: core.not_found, payments.wrong_state (no transfer, or nothing is awaited any more).
Result<void> put_proof(Call& call, PaymentId id, std::string const& webp);
/// Fails: core.not_found.
Result<std::string> proof(View const& view, PaymentId id);
std::optional<Timestamp> proof_at(View const& view, PaymentId id);
/// Whether a proof may still be sent.
bool takes_proof(Payment const& payment);

/// The account that money may go back to. Audited.
/// Fails: core.not_found, payments.bad_account (fields).
Result<void> name_return_account(Call& call, PaymentId id, BankAccount const& account);

} // namespace karya::payments
