#pragma once
// Shortages against stock: each was booked by the sale that it names, and went by a count or with
// its sale. Pure but for reading.

#include "catalogue/store_proof.h"
#include <map>
#include <optional>
#include <set>
#include <string>

namespace karya::catalogue {

/// The shortages of one unit: movements first, then deeds, then `first_broken`.
class Shortages {
public:
    void see(store::MoveRow const& move);
    /// Somebody set the stock of a variant at that instant.
    void see_set(std::string const& variant, Timestamp at) { m_set.emplace(variant, at); }
    /// Fails: db.unreadable.
    Result<std::optional<std::string>> first_broken(db::Read& read, UnitId unit);

private:
    using Key = std::pair<VariantId, std::string>;
    std::optional<std::string> fault_of(store::ShortageRow const& row);
    bool was_set(VariantId variant, Timestamp from, Timestamp to) const;

    std::map<Key, Quantity> m_booked {};
    std::map<Key, Timestamp> m_undone {};
    std::map<Key, std::int64_t> m_last {}; ///< numbers of movements
    std::map<VariantId, std::int64_t> m_counted {};
    std::set<std::pair<std::string, Timestamp>> m_set {};
};

} // namespace karya::catalogue
