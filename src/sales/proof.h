#pragma once
// The parts of the proof of sales. For sales/ only.

#include "sales/store_proof.h"
#include <map>

namespace karya::sales::proof {

using Finding = std::optional<std::string>; ///< what is wrong, naming it; or nothing
using store::ToldRefund;
using store::ToldSale;

/// What a unit never changes.
struct Home {
    UnitId unit {};
    std::string code {};
    Zone zone {};
};

/// Split rules by id, each read once.
class Rules {
public:
    explicit Rules(db::Read& read) : m_read(read) { }
    ledger::SplitRule const* find(RuleId id); ///< null: there is none

private:
    db::Read& m_read;
    std::map<RuleId, std::optional<ledger::SplitRule>> m_known {};
};

/// What refunds took from everyone, by refund.
using TakenParts = std::map<RefundId, ledger::Parts>;

/// Looks at one sale alone: receipt number, business day, each line's amount and parts (R-01, R-05
/// to R-07), refunds replayed in the order of their numbers, sums. Fills `taken`.
Finding broken_sale(Home const& home, Rules& rules, ToldSale& told, TakenParts& taken);

/// What the unit's book must say, entry by entry: each sale, void and refund once.
class Entries {
public:
    void expect(ToldSale const& told, TakenParts const& taken);
    Finding compare(db::Read& read, UnitId unit);

private:
    struct Expected {
        std::string number {};
        std::optional<bool> late {};
        std::string words {};
        /// Of a void or refund: as if nothing were locked, and the sale it takes back.
        std::optional<ledger::EntryDraft> reversal {};
        std::string sale {};
    };
    void expect(ledger::EntryDraft const& draft, Expected expected);
    Finding compare(ledger::Booked const& booked);
    std::string words_of(Expected const& expected, ledger::Booked const& booked) const;

    std::map<std::pair<std::string, std::string>, Expected> m_expected {}; ///< by source and kind
    std::map<std::string, std::int64_t> m_taken_back {}; ///< number of the sale's entry, by sale
    std::vector<ledger::LockRow> m_locks {};
};

/// What must have moved in stock: each line once, each void and each refund with goods once back.
class Goods {
public:
    /// Movements of one variant for one document.
    struct Moved {
        std::int64_t times {};
        Quantity quantity {};
        Quantity missing {}; ///< booked as a shortage
        void add(Quantity moved);
        friend bool operator==(Moved const&, Moved const&) = default;
    };
    struct Both {
        Moved out {};
        Moved back {};
    };

    void expect(ToldSale const& told);
    /// Fails: db.unreadable.
    Result<Finding> compare(db::Read& read, UnitId unit);

private:
    /// The first line that moved it, and since when that may have been.
    struct Cause {
        std::string number {};
        std::int64_t line {};
        Timestamp since {};
    };
    struct Expected : Both {
        Cause cause {};
    };
    Expected& expected(VariantId variant, Uuid source, Cause cause);
    void expect_back(Sale const& sale, ToldRefund const& back);
    Finding compare(catalogue::StockTale const& tale);
    Finding checked(catalogue::StockTale const& tale);

    std::map<VariantId, std::map<Uuid, Expected>> m_expected {};
};

} // namespace karya::sales::proof
