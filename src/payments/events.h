#pragma once
// What payments announce. Nothing here tells who pays.

#include "payments/payments.h"

namespace karya::payments {

/// All the money is here. `late`: after it had ended, so what was ordered may be gone; give it back
/// then. Comes once a payment.
struct PaymentSettled {
    static constexpr std::string_view event_name = "payments.payment_settled.v1";
    PaymentId payment {};
    std::string subject {};
    Rupiah amount {};   ///< the price
    Rupiah received {}; ///< what arrived: more is surplus, and is given back by hand
    Way way {};
    Timestamp at {};
    Rupiah fee {};  ///< the price less what stays with the seller (R-02)
    UnitId unit {}; ///< whose account it came to; empty: the nation's collecting account
    bool late { false };
};
BOOST_DESCRIBE_STRUCT(PaymentSettled, (),
                      (payment, subject, amount, received, way, at, fee, unit, late))

/// A part is here, and the rest is awaited until `until`.
struct PaymentShort {
    static constexpr std::string_view event_name = "payments.payment_short.v1";
    PaymentId payment {};
    std::string subject {};
    Rupiah missing {};
    Timestamp until {};
};
BOOST_DESCRIBE_STRUCT(PaymentShort, (), (payment, subject, missing, until))

/// Expired, cancelled or failed: nothing more is awaited.
struct PaymentEnded {
    static constexpr std::string_view event_name = "payments.payment_ended.v1";
    PaymentId payment {};
    std::string subject {};
    State state {};
    Timestamp at {};
};
BOOST_DESCRIBE_STRUCT(PaymentEnded, (), (payment, subject, state, at))

/// `goods`: asked for by the module above; `surplus`: arrived for nothing.
enum class ReturnCause : std::uint8_t { goods, surplus };
BOOST_DESCRIBE_ENUM(ReturnCause, goods, surplus)

/// Money has gone back to the buyer.
struct MoneyReturned {
    static constexpr std::string_view event_name = "payments.money_returned.v1";
    MoneyReturnId id {};
    PaymentId payment {};
    std::string subject {};
    Rupiah amount {};
    ReturnCause cause {};
    Way way {};
    Timestamp at {};
    UnitId unit {}; ///< whose account it left; empty: the nation's
};
BOOST_DESCRIBE_STRUCT(MoneyReturned, (), (id, payment, subject, amount, cause, way, at, unit))

} // namespace karya::payments
