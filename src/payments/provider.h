#pragma once
// What we ask of payment providers, by the verbs of SNAP BI: generate, query, cancel, refund. They
// block, so they are asked by ProviderWork alone. For payments/ only.

#include "payments/payments.h"
#include <chrono>
#include <memory>

namespace karya::payments {

/// It will not do that, whatever we try; `why()` is its word.
inline constexpr ErrorCode provider_refused { "payments.provider_refused", Fault::conflict };
/// It cannot now, or its answer was no answer.
inline constexpr ErrorCode provider_busy { "payments.provider_busy", Fault::unavailable };
/// What came in its name was not signed by it.
inline constexpr ErrorCode bad_signature { "payments.bad_signature", Fault::unauthenticated };

/// A payment as it is laid before a provider.
struct Opening {
    std::string payment {}; ///< our name for it, the same for every try
    std::string order {};   ///< the same and the try: one that was lost was never shown
    Rupiah amount {};
    std::vector<AskItem> items {};
    Payer payer {};
    std::string words {};  ///< what it is for
    std::string finish {}; ///< where the browser comes back to, whole
    Lang lang { Lang::id };
    std::chrono::minutes lasts { 60 };
};
struct Opened {
    std::string reference {}; ///< by which it is asked about later
    std::string redirect {};  ///< its page
    std::string qr {};        ///< or a QRIS string
};

enum class Standing : std::uint8_t { pending, paid, ended };
/// What it says of a payment.
struct Told {
    Standing standing { Standing::pending };
    Rupiah paid {};
    std::string source {};        ///< its id of the money
    std::string channel {};       ///< "qris"
    std::optional<Rupiah> fee {}; ///< if it says
};

struct RefundAsk {
    std::string reference {}; ///< of the payment
    std::string key {};       ///< ours, the same for every repeat of this try
    std::string earlier {};   ///< its own id of this refund, when it was pending
    Rupiah amount {};
    std::string reason {};
    bool repeat { false }; ///< it may have been asked already
};
enum class RefundStanding : std::uint8_t { pending, done, failed };
struct Refunded {
    RefundStanding standing { RefundStanding::pending };
    std::string reference {};
    std::string trouble {};
};

class Provider {
public:
    virtual ~Provider() = default;
    /// All fail: payments.provider_refused, provider_busy, and as wire::ask_http.
    virtual Result<Opened> open(Opening const& opening) = 0;
    virtual Result<Told> look(std::string const& reference) = 0;
    /// Takes no money for it any more; one that it does not know, or that is paid, is fine.
    virtual Result<void> close(std::string const& reference) = 0;
    virtual Result<Refunded> refund(RefundAsk const& ask) = 0;
};

/// The one of that way, if its keys are set.
std::unique_ptr<Provider> provider_of(Way way);
Providers const& providers();

} // namespace karya::payments
