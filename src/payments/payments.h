#pragma once
// Money that buyers send ahead: one payment a group of orders. A module above asks for it, is told
// by events what became of it, and may give money back. It knows no orders. Rules.

#include "core/call.h"
#include "db/engine.h"
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace karya {
using PaymentId = Id<struct PaymentTag>;
using MoneyReturnId = Id<struct MoneyReturnTag>;

namespace web {
class Routes;
}
} // namespace karya

namespace karya::payments {

inline constexpr ErrorCode bad_ask { "payments.bad_ask", Fault::invalid };
inline constexpr ErrorCode id_taken { "payments.id_taken", Fault::conflict };
inline constexpr ErrorCode way_not_offered { "payments.way_not_offered", Fault::conflict };
inline constexpr ErrorCode no_amount_left { "payments.no_amount_left", Fault::conflict };
inline constexpr ErrorCode already_settled { "payments.already_settled", Fault::conflict };
inline constexpr ErrorCode return_too_much { "payments.return_too_much", Fault::conflict };
inline constexpr ErrorCode wrong_state { "payments.wrong_state", Fault::conflict };
inline constexpr ErrorCode bad_receipt { "payments.bad_receipt", Fault::invalid };
inline constexpr ErrorCode bad_return { "payments.bad_return", Fault::invalid };
inline constexpr ErrorCode bad_fee { "payments.bad_fee", Fault::invalid };
inline constexpr ErrorCode bad_account { "payments.bad_account", Fault::invalid };

/// How the money comes. Cash at pick-up is no payment of this module.
enum class PayWay : std::uint8_t { transfer, midtrans, xendit };
BOOST_DESCRIBE_ENUM(PayWay, transfer, midtrans, xendit)
using Way = PayWay;

/// `short_paid`: some of it is here. `failed`: the provider would not take it on.
enum class PaymentState : std::uint8_t {
    awaiting,
    short_paid,
    settled,
    expired,
    cancelled,
    failed
};
BOOST_DESCRIBE_ENUM(PaymentState, awaiting, short_paid, settled, expired, cancelled, failed)
using State = PaymentState;

/// Private, and forgotten by `forget_payer`.
struct Payer {
    std::string name {};
    std::string email {}; ///< may be empty
    std::string phone {}; ///< may be empty
};
BOOST_DESCRIBE_STRUCT(Payer, (), (name, email, phone))

/// As a provider shows it; what is weighed is one item of its whole price.
struct AskItem {
    std::string name {};
    std::int64_t quantity { 1 };
    Rupiah price {}; ///< of one; below zero: a discount
};
BOOST_DESCRIBE_STRUCT(AskItem, (), (name, quantity, price))

struct Ask {
    PaymentId id {};
    std::string subject {}; ///< opaque here: the id of the group of orders
    Rupiah amount {};       ///< above zero; what costs nothing needs no payment
    Way way {};
    Timestamp due_at {};
    Lang lang { Lang::id };
    Payer payer {};
    std::vector<AskItem> items {}; ///< adds up to `amount`
    std::string return_path {};    ///< of the buyer's order, without language: "/pesanan/…"
    std::optional<UnitId> unit {}; ///< the one unit that sells, so that its account is used
};
BOOST_DESCRIBE_STRUCT(Ask, (),
                      (id, subject, amount, way, due_at, lang, payer, items, return_path, unit))

struct Payment {
    PaymentId id {};
    std::string subject {};
    std::string code {}; ///< "KB-7Q2MX": what the buyer writes into the transfer
    Way way {};
    State state {};
    Rupiah amount {};     ///< the price
    Rupiah to_pay {};     ///< what is to arrive: a transfer less its unique code (`fee`)
    Rupiah received {};   ///< all that arrived
    Rupiah given_back {}; ///< asked to be given back, or done; what failed does not count
    Rupiah surplus {};    ///< arrived, but for nothing, and not given back yet
    Rupiah fee {};        ///< borne by the seller (R-02); known once it is settled
    UnitId unit {};       ///< whose account; empty: the nation's collecting account
    Lang lang { Lang::id };
    std::string return_path {};
    Timestamp asked_at {};
    Timestamp due_at {};
    Timestamp ends_at {}; ///< due, or later where money is on its way
    std::optional<Timestamp> settled_at {};
    std::string bank {}; ///< of a transfer: where to
    std::string number {};
    std::string holder {};
    std::string redirect {}; ///< of a provider: its page; empty until it has answered
    std::string qr {};       ///< of a provider: the QRIS string
    std::string pay_path {}; ///< our page that shows all this to the buyer: secret
};
BOOST_DESCRIBE_STRUCT(Payment, (),
                      (id, subject, code, way, state, amount, to_pay, received, given_back, surplus,
                       fee, unit, lang, return_path, asked_at, due_at, ends_at, settled_at, bank,
                       number, holder, redirect, qr, pay_path))

/// What is set up: a transfer needs an account in force, a provider its keys. Of `unit` when all
/// goods are that unit's, else of the nation.
std::vector<Way> ways(View const& view, std::optional<UnitId> unit = {});

/// Asks for money. A repeat of the same id answers what is there; providers are asked after the
/// commit. Send the buyer to `pay_path`. Audited.
/// Fails: payments.bad_ask, id_taken (other content), way_not_offered, no_amount_left (transfers of
/// that sum are open already: another way, or later).
Result<Payment> ask(Call& call, Ask const& ask);
/// Fails: core.not_found.
Result<Payment> payment(View const& view, PaymentId id);
/// The buyer will not pay; what arrives later is surplus. Announces PaymentEnded. A repeat is fine.
/// Audited. Fails: core.not_found, payments.already_settled.
Result<void> cancel(Call& call, PaymentId id, std::string const& reason);

struct GiveBack {
    MoneyReturnId id {};
    PaymentId payment {};
    Rupiah amount {};
    std::string reason {};
};
/// Money goes back by the way it came: by the provider, or by hand from the account it came
/// to. Announces MoneyReturned once it is done. A repeat of the id is fine; of one that failed it
/// is another try. Audited. Fails: core.not_found, payments.bad_return, id_taken, return_too_much
/// (over what was received).
Result<void> give_back(Call& call, GiveBack const& back);

/// Name, e-mail, telephone, bank account for returns and the proof are gone; the sums stay.
/// Audited. Fails: core.not_found.
Result<void> forget_payer(Call& call, PaymentId id);

/// Whether some of it still has to go back to who paid: asked for or failed, or surplus.
bool owes_back(View const& view, PaymentId id);

/// All that was asked to go back for goods, whatever became of it.
Rupiah returned_for_goods(db::Read& read, PaymentId id);

/// For the job runner: whether a payment's time is over, and ending some of those. True: more wait.
bool has_due(View const& view);
Result<bool> end_due(Call& call);

/// Set once by app, before anything is asked.
struct Keys {
    std::string page {};  ///< 32 bytes: of the buyer's links
    std::string payer {}; ///< 32 bytes: seals who he is
};
void keep_keys(Keys keys);
/// Seals what an older program wrote in plain text, piece by piece. At each start, before anybody
/// is answered.
Result<void> seal_payers(db::Engine& engine);

// ---- Providers: asked by a job after the commit, never within a request ----

struct MidtransKeys {
    std::string server_key {};
    std::string snap_url { "https://app.midtrans.com/snap/v1" };
    std::string api_url { "https://api.midtrans.com/v2" };
    bool qris { false }; ///< a QRIS code on our own page, not its page
    std::string trusted_file {};
};
struct XenditKeys {
    std::string secret_key {};
    std::string callback_token {};
    std::string url { "https://api.xendit.co" };
    std::string trusted_file {};
};
struct Providers {
    std::string site {}; ///< "https://karya.example": where browsers come back to
    std::optional<MidtransKeys> midtrans {};
    std::optional<XenditKeys> xendit {};
};
/// Set once by app. Without keys a way is not offered.
void keep_providers(Providers providers);

/// Asks providers what is to be asked, one thing at a time, each held by one node; after a fault
/// later and later. What is booked was read from the provider itself.
class ProviderWork {
public:
    ProviderWork(db::Engine& engine, std::function<Timestamp()> clock);
    /// True when it did something: more may wait. Fails as the database.
    Result<bool> work();

private:
    struct Held;
    Result<std::optional<Held>> take_next();
    db::Engine& m_engine;
    std::function<Timestamp()> m_clock;
    std::string m_name;
};

/// "KB-7Q2MX" and the path of its page, for a deed's subject. Fails: core.not_found.
struct Named {
    std::string code {};
    UnitId unit {};
};
Result<Named> named(View const& view, std::string_view id);

void add_routes(web::Routes& routes);
/// The first payment whose sums or state do not follow from what arrived and went back, for
/// `karya verify`.
std::optional<std::string> first_broken_payment(db::Read& read);

/// See which payments came to the own account.
inline constexpr Permission read_right { allow(
    "payments.read", { Role::treasurer, Role::head, Role::ditjen, Role::auditor }) };
/// Record what arrived, give back what is too much, name the account: of the own unit or, at
/// national level, of the collecting account.
inline constexpr Permission write_right { allow("payments.write",
                                                { Role::treasurer, Role::ditjen }) };

/// Say what providers cost.
inline constexpr Permission fee_right { allow("payments.fees", { Role::ditjen }) };

} // namespace karya::payments
