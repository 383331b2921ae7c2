#pragma once
// What waits, in words for people. An officer's number is never among them but for its last digits.

#include "device/review.h"

namespace karya::device {

/// A line of the list.
struct ToldShortly {
    KeptId kept {};
    std::string device_name {};
    std::optional<EventKind> kind {}; ///< absent: it cannot be read
    ReviewReason reason {};
    KeptState state {};
    std::string number {}; ///< as printed: "PTK-K1-7"; empty for shifts
    std::string goods {};  ///< "2 × Keset, 1 × Sapu"
    std::optional<Rupiah> amount {};
    std::optional<LocalTime> told_at {};
    LocalTime received_at {};
    std::string officer {};
};
BOOST_DESCRIBE_STRUCT(ToldShortly, (),
                      (kept, device_name, kind, reason, state, number, goods, amount, told_at,
                       received_at, officer))

struct ToldLine {
    std::string words {}; ///< "2 × Keset sabut kelapa"
    Rupiah price {};
    Rupiah discount {};
    bool discounted { false };
};
BOOST_DESCRIBE_STRUCT(ToldLine, (), (words, price, discount, discounted))

struct ToldSale {
    std::vector<ToldLine> lines {};
    std::optional<Rupiah> taken_off {}; ///< of the whole
    std::string why_taken_off {};
    Rupiah total {};
    sales::BuyerKind buyer {};
    sales::Payment payment {};
    std::vector<sales::Tender> also {};
    std::optional<Rupiah> received {};
    std::string nip_tail {};
    std::string note {};
};
BOOST_DESCRIBE_STRUCT(ToldSale, (),
                      (lines, taken_off, why_taken_off, total, buyer, payment, also, received,
                       nip_tail, note))

/// All that a person needs to decide.
struct ToldWhole {
    std::string hint {}; ///< what the reason means, and what to do
    std::optional<LocalTime> proposed_at {};
    bool bookable { false };
    bool needs_time { false };
    std::optional<ToldSale> sale {};
    std::optional<Rupiah> float_cash {};
    std::optional<Rupiah> counted {};
    std::optional<Rupiah> moved {}; ///< into the drawer, or out of it
    std::string receipt {};         ///< of the sale that is taken back; empty: it is not known
    std::string reason {};          ///< the officer's
    std::optional<LocalTime> settled_at {};
    std::string settled_by {};
    std::string note {}; ///< why it was set aside
};
BOOST_DESCRIBE_STRUCT(ToldWhole, (),
                      (hint, proposed_at, bookable, needs_time, sale, float_cash, counted, moved,
                       receipt, reason, settled_at, settled_by, note))

/// A device with events that wait for its clock alone.
struct ClockGroup {
    DeviceId device {};
    std::string name {};
    std::int64_t events {};
};
BOOST_DESCRIBE_STRUCT(ClockGroup, (), (device, name, events))

std::vector<Kept> waiting_events(View const& view, org::UnitScope const& scope, KeptId after);
/// Fails: core.not_found, also for another unit's.
Result<Kept> kept_event(View const& view, org::UnitScope const& scope, KeptId id);
std::vector<ToldShortly> told_shortly(View const& view, org::UnitScope const& scope,
                                      std::vector<Kept> const& events);
ToldWhole told_whole(View const& view, org::UnitScope const& scope, Kept const& kept);
/// Those of the unit, by their names.
std::vector<ClockGroup> clock_groups(View const& view, org::UnitScope const& scope);

} // namespace karya::device
