#pragma once
// The parts of the proof of sales. For sales/ only.

#include "core/audit.h"
#include "core/outbox.h"
#include "sales/events.h"
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
using TakenParts = std::map<RefundId, ledger::PartsByActivity>;

/// Looks at one sale alone: receipt number, business day, each line's amount and parts (R-01, R-05
/// to R-07), refunds replayed in the order of their numbers, sums. Fills `taken`.
Finding broken_sale(Home const& home, Rules& rules, ToldSale& told, TakenParts& taken);

/// What the unit's book must say, entry by entry: each sale, void and refund once.
class Entries {
public:
    void expect(ToldSale const& told, TakenParts const& taken);
    Finding compare(db::Read& read, UnitId unit);
    /// Differences of drawers that stood in the book, by source.
    std::map<std::string, ledger::Booked> const& differences() const { return m_differences; }

private:
    struct Expected {
        std::string number {};
        std::optional<bool> late {};
        std::string words {};
        /// Of a void or refund: as if nothing were locked, and the sale it takes back.
        std::optional<ledger::EntryDraft> reversal {};
        std::string sale {};
        ledger::PartsByActivity taken {};
    };
    struct Sold {
        std::int64_t seq {};
        Day day {};
    };
    void expect(ledger::EntryDraft const& draft, Expected expected);
    Finding compare(ledger::Booked const& booked);
    std::string words_of(Expected const& expected, ledger::Booked const& booked) const;

    std::map<std::pair<std::string, std::string>, Expected> m_expected {}; ///< by source and kind
    std::map<std::string, Sold> m_taken_back {}; ///< place of the sale's entry, by sale
    std::vector<ledger::LockRow> m_locks {};
    std::map<std::string, ledger::Booked> m_differences {};
};

/// Half of a SHA-256. Sums of them tell whether two heaps hold the same texts, in whatever order.
struct Digest {
    std::uint64_t high {};
    std::uint64_t low {};
    static Digest of(std::string_view text);
    Digest& operator+=(Digest const& other);
    Digest& operator-=(Digest const& other);
    friend bool operator==(Digest const&, Digest const&) = default;
};

/// What the unit's audit trail keeps of what was done: each deed once, and nothing without one.
class Trail {
public:
    /// What is wrong with the deeds themselves.
    Finding load(db::Read& read, UnitId unit);
    Finding broken(ToldSale const& told);
    Finding broken(Shift const& shift, Rupiah expected_at_closing);
    Finding broken(CashMove const& move);
    /// A deed whose work is gone.
    Finding left() const;

private:
    using Key = std::pair<std::size_t, Uuid>; ///< place in the list of deeds, and its object
    struct State {
        std::string before {};
        std::string after {};
    };
    /// Takes the deed off; false when there is none that left `state`.
    bool take(std::string_view what, Uuid object, State const& state);
    /// The same of the first that it knows: what is told now, or what was before.
    bool take_any(std::string_view what, Uuid object, std::initializer_list<State> states);
    Finding broken(ToldRefund const& back);

    std::multimap<Key, Digest> m_deeds {};
};

/// What a unit's drawers must have held: each closed shift's difference stands in the book, and
/// what came in later is taken off it.
class Drawers {
public:
    explicit Drawers(Home const& home) : m_home(home) { }
    /// Fails: db.unreadable.
    Result<Finding> compare(db::Read& read, Trail& trail,
                            std::map<std::string, ledger::Booked> const& differences);

private:
    Result<void> load(db::Read& read);
    Finding take_late(db::Read& read, ledger::Booked const& booked);
    Finding broken(Shift const& shift, Rupiah expected,
                   std::map<std::string, ledger::Booked> const& differences) const;

    Home const& m_home;
    std::map<ShiftId, Shift> m_shifts {};
    std::map<ShiftId, Rupiah> m_late {};
};

/// What sales must have announced, of all units: each sale, void and refund once.
class Announced {
public:
    void expect(ToldSale const& told, TakenParts const& taken);
    Finding compare(db::Read& read);

private:
    using Days = std::map<std::pair<UnitId, Day>, Digest>;
    Finding take(core::Stored const& stored);

    Days m_days {};
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
    /// The first line that moved it, since when that may have been, and of which product it says
    /// the variant was; empty when lines say different ones.
    struct Cause {
        std::string number {};
        std::int64_t line {};
        Timestamp since {};
        ProductId product {};
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
