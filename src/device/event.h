#pragma once
// What a till says it did. Pure: from the bytes it signed to a struct, and what stands in it.

#include "counter/counter.h"
#include "device/device.h"
#include "device/signature.h"
#include "sales/sales.h"
#include <variant>

namespace karya::device {

/// What a till writes today. Version 5 knew no kits, 4 told an officer's number in clear, 3 knew
/// neither labels nor a discount on the whole, 2 one way of payment, 1 shifts and sales alone; all
/// are taken.
inline constexpr std::int64_t event_version = 6;
inline constexpr std::size_t body_bytes_max = 64 * 1024; ///< a hundred lines with labels have 25

inline constexpr ErrorCode not_an_event { "device.unreadable", Fault::invalid };

enum class EventKind : std::uint8_t { shift_open, sale, shift_close, cash, void_sale, refund };
BOOST_DESCRIBE_ENUM(EventKind, shift_open, sale, shift_close, cash, void_sale, refund)

/// What every event begins with.
struct EventHead {
    std::int64_t v {};
    Uuid id {};
    DeviceId device {};
    std::int64_t seq {};
    std::string prev {};   ///< SHA-256 of the body before, "" for the first
    Timestamp at {};       ///< by the device's own clock
    std::int64_t ahead {}; ///< milliseconds that the server's clock was ahead of it
    OfficerId officer {};
    EventKind kind {};
};

struct EventLine {
    VariantId variant {};
    Quantity quantity {};
    Rupiah price {};
    std::optional<Rupiah> discount {};
    std::optional<std::vector<std::string>> labels {}; ///< tokens that were read on these goods
};
BOOST_DESCRIBE_STRUCT(EventLine, (), (variant, quantity, price, discount, labels))

/// Taken off the whole, spread over the lines as everywhere.
struct TakenOff {
    Rupiah amount {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(TakenOff, (), (amount, reason))

struct ShiftOpened {
    ShiftId shift {};
    Rupiah float_cash {};
};
BOOST_DESCRIBE_STRUCT(ShiftOpened, (), (shift, float_cash))

struct SaleMade {
    ShiftId shift {};
    std::int64_t n {};
    std::string list {}; ///< version of the price list
    std::vector<EventLine> lines {};
    std::optional<std::vector<counter::KitSold>> kits {}; ///< of which lines are made
    std::optional<TakenOff> discount {};
    sales::BuyerKind buyer {};
    std::optional<std::string> nip {};        ///< in clear: what had not heard our key yet
    std::optional<std::string> sealed_nip {}; ///< as OwnKey::opened takes it
    sales::Payment payment {};
    std::optional<std::vector<sales::Tender>> also {}; ///< parts paid in other ways
    std::optional<Rupiah> received {};
    Rupiah total {};
    std::optional<std::string> note {};
};
BOOST_DESCRIBE_STRUCT(SaleMade, (),
                      (shift, n, list, lines, kits, discount, buyer, nip, sealed_nip, payment, also,
                       received, total, note))

struct ShiftClosed {
    ShiftId shift {};
    Rupiah counted {};
    std::optional<std::string> note {};
};
BOOST_DESCRIBE_STRUCT(ShiftClosed, (), (shift, counted, note))

/// Money put into the drawer (above zero) or taken out of it.
struct CashMoved {
    ShiftId shift {};
    Rupiah amount {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(CashMoved, (), (shift, amount, reason))

/// Of a sale of the same shift, which is open.
struct SaleVoided {
    ShiftId shift {};
    SaleId sale {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(SaleVoided, (), (shift, sale, reason))

/// Goods given back, money besides, or both.
struct LineGivenBack {
    std::int64_t n {};
    std::optional<Quantity> quantity {};
    std::optional<Rupiah> amount {};
};
BOOST_DESCRIBE_STRUCT(LineGivenBack, (), (n, quantity, amount))

/// Of any of the unit's sales, by the number on its receipt.
struct MoneyReturned {
    ShiftId shift {};
    std::string number {};
    std::vector<LineGivenBack> lines {};
    bool goods_return { true };
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(MoneyReturned, (), (shift, number, lines, goods_return, reason))

struct Event : EventHead {
    std::variant<ShiftOpened, SaleMade, ShiftClosed, CashMoved, SaleVoided, MoneyReturned> said {};
};

/// Strict: members that are missing, unknown or out of bounds make it unreadable, and its `why`
/// says which. Fails: device.unreadable.
Result<Event> read_event(std::string_view body);

/// The officer's number that was told, as it was typed; nothing when there was none. What was
/// sealed to a key that is gone is "".
std::optional<std::string> nip_of(SaleMade const& sale, OwnKey const& key);

/// Opens or closes a drawer, for which others may have waited.
constexpr bool moves_shift(EventKind kind)
{
    return kind == EventKind::shift_open || kind == EventKind::shift_close;
}

/// What can be told of a body that is not an event: its id, number and what it
/// follows, as far as they are there.
struct Glimpse {
    std::string id {};
    std::int64_t seq {};
    std::string prev {};
};
Glimpse glimpse(std::string_view body);

/// When it happened by the server's clock, as far as the device knew.
Timestamp told_time(EventHead const& event);
/// Milliseconds that the server's clock is ahead of the device's.
std::int64_t skew_of(Timestamp server, Timestamp device);
/// True when the device's clock went as it did when the event was made: within ten minutes.
bool clock_fits(EventHead const& event, std::int64_t skew);

/// What a request says of the device.
struct Stamp {
    std::int64_t turn {};
    Timestamp now {};
    std::int64_t unsent {};
    std::optional<Timestamp> oldest {};
    std::optional<std::int64_t> v {};  ///< of the events it writes; absent: below 4
    std::optional<std::string> app {}; ///< names the till it runs
};
BOOST_DESCRIBE_STRUCT(Stamp, (), (turn, now, unsent, oldest, v, app))
/// Fails: device.bad_stamp.
Result<Stamp> read_stamp(std::string_view text);

} // namespace karya::device
