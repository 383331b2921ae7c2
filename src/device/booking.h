#pragma once
// An event becomes a sale or a shift. By itself when all is as it should be, or by a person who has
// seen why it waits; both go the same way.

#include "device/store.h"

namespace karya::device {

inline constexpr ErrorCode not_its_officer { "device.not_its_officer", Fault::conflict };
inline constexpr ErrorCode clock_off { "device.clock_off", Fault::conflict };
inline constexpr ErrorCode no_sale { "device.no_sale", Fault::conflict };
inline constexpr ErrorCode taken_back { "device.taken_back", Fault::conflict };

/// When it happened by the unit's books, and what the person overrules who books it at the desk.
struct Booking {
    Timestamp at {};
    std::optional<std::int64_t> overruled {}; ///< bits of the reasons he has seen
};

/// The number of its receipt, or nothing for shifts. The officer that the event names acts, as
/// cashier; whoever books a kept event at the desk stands in when there is no such account.
/// Fails: device.revoked, device.not_its_officer, device.no_sale (to be taken back),
/// device.taken_back (already), and as sales::record, sales::open_shift, sales::move_cash,
/// sales::void_sale, sales::refund and counter::close_counted; the caller must undo what was begun
/// (Tx::part).
Result<std::string> book(Call& call, Device const& device, Event const& event,
                         Booking const& booking);

/// The lines of a sale whose price is not the one that its list held: a list is known by the
/// instant at which it was made, and what was in force then is in the price history.
std::vector<OddPrice> odd_prices(View const& view, Device const& device, Event const& event,
                                 Timestamp at);

/// Why an event that met this error waits.
ReviewReason reason_of(ErrorCode code);

/// Keeps, in the order in which everybody takes them, what these events will want: stock, then the
/// unit's book. Else two devices of a unit would wait for each other.
void hold_for(Call& call, Device const& device, std::vector<Event> const& events);

} // namespace karya::device
