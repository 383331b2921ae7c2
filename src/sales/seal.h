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
std::string seal_of(Sale const& sale, KeptHashes const& kept, Timestamp recorded_at);

/// What a refund says beside its lines, which the book proves.
struct RefundSeal {
    Refund const& refund;
    std::optional<ShiftId> shift {};
    bool goods_return { true };
    std::string content_hash {};
};
std::string seal_of(RefundSeal const& seal);

std::string seal_of(CashMove const& move);
std::string seal_of(Void const& taken_back);
/// A shift as it was opened, and what was said when it was closed.
std::string seal_of_opening(Shift const& shift);
std::string seal_of_closing(Shift const& shift);

/// What the trail kept before it kept all of it.
namespace older {
std::string seal_of(Sale const& sale, KeptHashes const& kept);
std::string seal_of(Void const& taken_back);
std::string seal_of(CashMove const& move);
} // namespace older

} // namespace karya::sales
