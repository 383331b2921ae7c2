#pragma once
// What a device sends: each event is booked, known already, kept for a person, or in conflict with
// another. None is ever lost: whatever was answered for is in the database.

#include "device/booking.h"

namespace karya::device {

inline constexpr std::size_t batch_max = 50;

struct SignedText {
    std::string text {};
    std::string signature {};
};
/// A request as it came.
struct Envelope {
    DeviceId device {};
    SignedText stamp {};
    std::vector<SignedText> events {};
};
/// An event as it came, and what could be found out about it before the writer's turn.
struct Letter {
    std::string body {};
    bool signed_well { false };   ///< the device's signature on it holds
    std::vector<OddPrice> odd {}; ///< of a sale: lines at other prices than its list's
};

struct Checked {
    UnitId unit {}; ///< the sender's
    Stamp stamp {};
    std::vector<Letter> letters {};
};
/// Looks at all signatures and prices; writes nothing.
/// Fails: core.not_found, device.too_many_events, bad_signature (the stamp's), bad_stamp.
Result<Checked> check(View const& view, Envelope const& envelope);
/// The same for a file, which has no stamp but may be long. Fails: core.not_found.
Result<std::vector<Letter>> check_events(View const& view, DeviceId id,
                                         std::vector<SignedText> const& events);

enum class Outcome : std::uint8_t { accepted, duplicate, review, conflict };
BOOST_DESCRIBE_ENUM(Outcome, accepted, duplicate, review, conflict)

/// The answer to one event, in the order in which they were sent.
struct Answered {
    std::string id {}; ///< empty: unreadable
    std::int64_t seq {};
    Outcome outcome {};
    std::optional<std::string> number {};  ///< of the receipt, once it is booked
    std::optional<ReviewReason> reason {}; ///< why a person must look
    std::optional<std::string> detail {};  ///< the rule that refused it
    std::optional<std::string> told {};    ///< the reason in words
};
BOOST_DESCRIBE_STRUCT(Answered, (), (id, seq, outcome, number, reason, detail, told))

/// What became of an event that had waited for a person.
enum class Verdict : std::uint8_t { booked, aside };
BOOST_DESCRIBE_ENUM(Verdict, booked, aside)

struct Decided {
    std::string id {};
    std::int64_t seq {};
    Verdict verdict {};
    std::string number {}; ///< of the receipt in the books; empty: none
    std::string why {};    ///< it was set aside
};
BOOST_DESCRIBE_STRUCT(Decided, (), (id, seq, verdict, number, why))

/// Of those events of the device, the ones for which nobody waits any more.
std::vector<Decided> decided(View const& view, DeviceId device,
                             std::vector<std::string> const& ids);

struct Taken {
    Device device {};
    std::int64_t next_seq {}; ///< the first number that is wanted
    std::vector<Answered> answers {};
};

/// Takes events in order. `stamp` says how the device's clock goes and what it still has; without
/// one (a file), the last request's holds. A stamp older than that changes nothing.
/// Fails: core.not_found (no such device).
Result<Taken> take_in(Call& call, DeviceId id, std::optional<Stamp> const& stamp,
                      std::vector<Letter> const& letters);

/// Books what waited for a shift of this device, now that one was opened or closed.
void book_what_waited(Call& call, Device const& device);

/// The bytes of a kept event, and the event in them; nothing when they cannot be opened or read.
std::string body_of(Kept const& kept);
std::optional<Event> event_of(Kept const& kept);

} // namespace karya::device
