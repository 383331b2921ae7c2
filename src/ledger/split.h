#pragma once
// How one line of a sale is split, and taken apart again by a refund: pure sums, rules R-05 to
//

#include "core/ids.h"
#include "ledger/account.h"
#include "org/org.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace karya::ledger {

/// What the shares of a rule are shares of.
enum class Base : std::uint8_t { gross, profit, wage };
BOOST_DESCRIBE_ENUM(Base, gross, profit, wage)

/// For whom a rule is made: unit + activity, unit + contract type, unit, contract type, or (all
/// empty) the nation. Activity and contract type never stand together.
struct RuleKey {
    std::optional<UnitId> unit {};
    std::optional<ActivityId> activity {};
    std::optional<org::ContractType> contract {};
    friend auto operator<=>(RuleKey const&, RuleKey const&) = default;
};
BOOST_DESCRIBE_STRUCT(RuleKey, (), (unit, activity, contract))

/// One version of a split rule. Once stored only its last day may still be set; a line keeps the id
/// of the version it was split by.
struct SplitRule {
    RuleId id {};
    std::int64_t version { 1 }; ///< counted within its key
    RuleKey key {};
    Day valid_from {};
    std::optional<Day> valid_to {}; ///< its last day
    Base base { Base::profit };
    BasisPoints premi {};
    BasisPoints pnbp {};
    BasisPoints working_fund {};
    BasisPoints other {};
    Rupiah wage_per_piece {}; ///< per whole unit of measure; with base `wage` only
    std::string source {};    ///< the decree or letter, as people cite it
    bool active { true };     ///< an inactive one is a template: it never splits anything
};
BOOST_DESCRIBE_STRUCT(SplitRule, (),
                      (id, version, key, valid_from, valid_to, base, premi, pnbp, working_fund,
                       other, wage_per_piece, source, active))

/// A line as it was sold: what R-04 freezes beside the rule.
struct SoldLine {
    Rupiah amount {}; ///< price × quantity less discount (R-01)
    Quantity quantity {};
    std::optional<Rupiah> cost {}; ///< per unit of measure; absent: "biaya belum dicatat" (R-05)
};

/// What refunds have left of a line.
struct LeftOfLine {
    Quantity quantity {}; ///< not given back
    Rupiah rebate {};     ///< refunds by amount so far, all together
};

/// Who gets what of one line. `total()` is the line's amount, to the rupiah.
struct Parts {
    Rupiah cost {};
    Rupiah premi {};
    Rupiah upah {}; ///< always the full wage: what the line could not pay is missing below
    Rupiah pnbp {};
    Rupiah working_fund {}; ///< negative when it owes a missing wage (R-06)
    Rupiah other {};
    Rupiah upah_missing {}; ///< information: the part of `upah` that the working fund owes

    Rupiah total() const { return cost + premi + upah + pnbp + working_fund + other; }
    friend Parts operator+(Parts const& a, Parts const& b);
    friend Parts operator-(Parts const& a, Parts const& b);
    friend bool operator==(Parts const&, Parts const&) = default;
};
BOOST_DESCRIBE_STRUCT(Parts, (), (cost, premi, upah, pnbp, working_fund, other, upah_missing))

/// Splits one line (R-05 cost first, R-06 by base, R-07 largest remainder in the order premi, PNBP,
/// working fund, other). Amount, quantity and cost are not negative.
///
/// With base `wage` the whole wage per piece × quantity is credited to upah payable, for the worker
/// is owed it whatever the price was; what amount − cost does not cover is `upah_missing`, and the
/// working fund's part is lower by it, so below zero when the shares give it nothing.
Parts parts_of(SplitRule const& rule, SoldLine const& line);

/// The amount still sold: amount × quantity left ÷ quantity sold, half up, less refunds by amount,
/// never below zero. It depends on what is left only, not on the order of the refunds.
Rupiah remaining_amount(SoldLine const& line, LeftOfLine const& left);
/// The parts of what is left, under the frozen rule and cost.
Parts parts_left(SplitRule const& rule, SoldLine const& line, LeftOfLine const& left);
/// What a refund takes back from everyone: parts(before) − parts(after). Their total is the money
/// that leaves; single parts may be a rupiah off their share, the sum never is.
Parts refund_parts(SplitRule const& rule, SoldLine const& line, LeftOfLine const& before,
                   LeftOfLine const& after);

/// Parts that can no longer be taken back, as they stand in an authorised premium sheet or a live
/// billing.
struct Locked {
    bool premi { false };
    bool upah { false };
    bool pnbp { false };
};

/// What is locked of one sale: of all its lines, or of those of one activity.
struct LockedPart {
    Account account {};
    std::optional<ActivityId> activity {};
};
BOOST_DESCRIBE_STRUCT(LockedPart, (), (account, activity))
class LockedParts {
public:
    explicit LockedParts(std::vector<LockedPart> parts) : m_parts(std::move(parts)) { }
    /// What a line of that activity finds.
    Locked of(ActivityId activity) const;

private:
    std::vector<LockedPart> m_parts;
};

/// What a reversal takes from everyone, by the activities of its lines.
using PartsByActivity = std::map<ActivityId, Parts>;
Parts sum_of(PartsByActivity const& parts);
/// What of a reversal is owed by later sheets and deposits.
struct Claimed {
    Rupiah premi {};
    Rupiah upah {};
    Rupiah pnbp {};
};
Claimed claimed_of(LockedParts const& locked, PartsByActivity const& taken);

/// One side of an entry: debit positive, credit negative.
struct Posting {
    Account account {};
    Rupiah amount {};
    friend bool operator==(Posting const&, Posting const&) = default;
};
BOOST_DESCRIBE_STRUCT(Posting, (), (account, amount))

/// Debit `money`, credit each part in the order of R-07; empty ones are left out.
std::vector<Posting> sale_postings(Account money, Parts const& parts);
/// The mirror: credit `money`, debit each part.
std::vector<Posting> refund_postings(Account money, Parts const& parts);
/// The same postings, with what takes from locked parts turned to their claims.
std::vector<Posting> with_claims(std::vector<Posting> const& postings, Claimed const& claimed);

/// For whom a rule is made, seen from a unit to which it applies: "nasional", "unit ini", …
std::string scope_words(Lang lang, RuleKey const& key);
/// Which rule it is: for whom, its version, since when.
std::string rule_words(Lang lang, SplitRule const& rule);
/// Why the parts are what they are, a line each, for people: rule and version since when, base,
/// each share. What the rule rests on is told by `source_of`.
std::vector<std::string> explain(Lang lang, SplitRule const& rule, Parts const& parts);

} // namespace karya::ledger
