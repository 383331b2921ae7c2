#pragma once
// What the audit trail keeps of sales, refunds and moved cash: by its hash they are proven later.
// Pure.

#include "sales/sales.h"

namespace karya::sales {

/// What is kept of a sale beside what it shows.
struct KeptHashes {
    std::string nip {};
    std::string content {};
};

/// Everything that a sale says when it is recorded. What follows (void, refunds) and what is split
/// by its frozen rule is left out.
std::string seal_of(Sale const& sale, KeptHashes const& kept);

/// What a refund says beside its lines, which the book proves.
struct RefundSeal {
    Refund const& refund;
    std::optional<ShiftId> shift {};
    bool goods_return { true };
    std::string content_hash {};
};
std::string seal_of(RefundSeal const& seal);

std::string seal_of(CashMove const& move);
/// By the reason of a void.
std::string seal_of_void(std::string_view reason);

} // namespace karya::sales
