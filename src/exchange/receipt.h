#pragma once
// A receipt as a file tells it, sale or refund, and how it is recorded. The replay uses it too.

#include "exchange/intake.h"
#include "sales/sales.h"

namespace karya::exchange {

/// Sales and refunds share a file; the word in its column.
enum class ReceiptType : std::uint8_t { sale, refund };
BOOST_DESCRIBE_ENUM(ReceiptType, sale, refund)

/// One row of a receipt.
struct ReceiptLine {
    std::string code {};
    Quantity quantity {};
    std::optional<Rupiah> price {};
    Rupiah discount {};
    std::optional<Rupiah> cost {};
    std::optional<Rupiah> amount {}; ///< of a sale: only checked; of a refund: all paid back
    std::int64_t of_line {};         ///< of a refund; 0: the latest line with that code
};

struct Receipt {
    org::UnitScope const* scope { nullptr };
    ReceiptType type { ReceiptType::sale };
    std::string number {}; ///< as written on the paper
    std::string id {};     ///< where it was made with one; else made from unit and number
    Timestamp at {};
    bool day_only { false }; ///< the file tells no time of day: `at` is somewhere in its day
    sales::BuyerKind buyer { sales::BuyerKind::public_buyer };
    std::string nip {};
    sales::Payment payment { sales::Payment::cash };
    std::vector<sales::Tender> split {}; ///< all parts, the first by `payment`; empty: one way
    std::optional<Rupiah> received {};
    std::string note {};
    sales::SaleState state { sales::SaleState::recorded };
    std::string of_receipt {};
    bool sale_in_file { false }; ///< of a refund: the file tells its sale, too
    bool goods_return { true };
    std::string reason {}; ///< of a refund or of what was voided
    std::vector<ReceiptLine> lines {};
};

/// Stands for the reason of a void whose paper tells none; exports leave it out again.
inline constexpr std::string_view untold_reason = "Diimpor sebagai batal";

/// Ids of variants by unit and code, which never change once given.
using KnownVariants = std::map<std::pair<UnitId, std::string>, VariantId>;

/// The key under which the receipt is noted as brought in.
std::string receipt_key(Receipt const& receipt);

/// Records it as of its own time, unless it is there. A number that we would have given is kept; a
/// refund's also has to lie above those of its sale's other refunds, else it gets the next one.
/// Fails: exchange.unknown_code, unknown_sale, sale_refused, other_content, other_code,
/// number_used, number_ahead, before_sale, amount_differs, and what sales::record and sales::refund
/// say.
Result<Applied> put_receipt(Call& call, Receipt const& receipt, KnownVariants& variants);

} // namespace karya::exchange
