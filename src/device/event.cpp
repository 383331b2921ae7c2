#include "device/event.h"
#include "base/json.h"
#include "labels/labels.h"
#include <algorithm>

namespace karya::device {

namespace {

constexpr std::int64_t ways_since = 3;
constexpr std::int64_t discount_since = 4;
constexpr std::int64_t labels_since = 4;
constexpr std::int64_t seals_since = 5;
constexpr std::int64_t kits_since = 6;
constexpr std::size_t number_length_max = 60;
constexpr std::size_t app_length_max = 40;
constexpr std::int64_t number_max = 1'000'000'000'000;
constexpr std::int64_t ahead_max = 100LL * 366 * 24 * 3600 * 1000; ///< a hundred years
constexpr std::size_t lines_max = 1'000; ///< what a till writes down is a hundred
constexpr std::int64_t kit_pieces_max = 1'000'000;
constexpr std::size_t list_length_max = 40;
constexpr std::size_t sealed_length_max = 200; ///< a number takes 132
constexpr std::size_t note_length_max = 500;

// Ids as UUIDs of any version: they are told apart, nothing more.
using EventUuid = Id<struct DeviceEventTag>;

/// The members as they stand in JSON, for each kind in full.
struct Head {
    std::int64_t v {};
    EventUuid id {};
    DeviceId device {};
    std::int64_t seq {};
    std::string prev {};
    Timestamp at {};
    std::int64_t ahead {};
    OfficerId officer {};
    EventKind kind {};
};
BOOST_DESCRIBE_STRUCT(Head, (), (v, id, device, seq, prev, at, ahead, officer, kind))

struct OpenedText : Head, ShiftOpened { };
BOOST_DESCRIBE_STRUCT(OpenedText, (Head, ShiftOpened), ())

struct SaleText : Head, SaleMade { };
BOOST_DESCRIBE_STRUCT(SaleText, (Head, SaleMade), ())

struct ClosedText : Head, ShiftClosed { };
BOOST_DESCRIBE_STRUCT(ClosedText, (Head, ShiftClosed), ())

struct CashText : Head, CashMoved { };
BOOST_DESCRIBE_STRUCT(CashText, (Head, CashMoved), ())

struct VoidText : Head, SaleVoided { };
BOOST_DESCRIBE_STRUCT(VoidText, (Head, SaleVoided), ())

struct RefundText : Head, MoneyReturned { };
BOOST_DESCRIBE_STRUCT(RefundText, (Head, MoneyReturned), ())

Error wrong(std::string why) { return Error { not_an_event, std::move(why) }; }

bool is_hash(std::string_view text)
{
    return text.size() == 64
        && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_amount(Rupiah amount)
{
    return amount >= Rupiah {} && amount.amount() <= Rupiah::amount_max;
}

bool is_note(std::optional<std::string> const& note)
{
    return !note || (code_points(*note) <= note_length_max && is_clean_utf8(*note));
}

bool is_reason(std::string const& reason) { return !trimmed(reason).empty() && is_note(reason); }

// Goods were handed over for it: marks that nobody sees, pasted from a chat, are no reason to
// refuse.
void clean(std::string& words) { words = cleaned(words); }
void clean(std::optional<std::string>& words)
{
    if (words) clean(*words);
}
void clean(ShiftOpened&) { }
void clean(SaleMade& sale)
{
    clean(sale.note);
    if (sale.discount) clean(sale.discount->reason);
}
void clean(ShiftClosed& closed) { clean(closed.note); }
void clean(CashMoved& moved) { clean(moved.reason); }
void clean(SaleVoided& voided) { clean(voided.reason); }
void clean(MoneyReturned& returned) { clean(returned.reason); }

Result<void> check(Head const& head)
{
    bool const known = (head.v >= 2 && head.v <= event_version)
        || (head.v == 1 && head.kind <= EventKind::shift_close);
    if (!known) return wrong("v");
    if (head.id.empty() || head.device.empty() || head.officer.empty()) return wrong("an empty id");
    if (head.seq < 1 || head.seq > number_max) return wrong("seq");
    if (head.seq == 1 ? !head.prev.empty() : !is_hash(head.prev)) return wrong("prev");
    if (head.ahead < -ahead_max || head.ahead > ahead_max) return wrong("ahead");
    return {};
}

Result<void> check(ShiftOpened const& opened)
{
    if (opened.shift.empty()) return wrong("shift");
    if (!is_amount(opened.float_cash)) return wrong("float_cash");
    return {};
}

bool has_labels(EventLine const& line) { return line.labels.has_value(); }

/// Whatever stands in them is looked at once the sale is booked.
bool are_labels(EventLine const& line)
{
    auto const tokens = line.labels.value_or(std::vector<std::string> {});
    return std::ranges::all_of(tokens, [](std::string const& token) {
        return token.size() <= labels::token_length_max && is_clean_utf8(token);
    });
}

bool is_kit(counter::KitSold const& kit)
{
    return !kit.kit.empty() && kit.pieces > 0 && kit.pieces <= kit_pieces_max && is_amount(kit.off);
}

Result<void> check(SaleMade const& sale)
{
    if (sale.shift.empty()) return wrong("shift");
    if (sale.n < 1 || sale.n > number_max) return wrong("n");
    if (sale.list.size() > list_length_max) return wrong("list");
    if (sale.lines.empty() || sale.lines.size() > lines_max) return wrong("lines");
    auto const kits = sale.kits.value_or(std::vector<counter::KitSold> {});
    if (kits.size() > sale.lines.size() || !std::ranges::all_of(kits, is_kit)) return wrong("kits");
    if (!is_amount(sale.total)) return wrong("total");
    if (sale.received && !is_amount(*sale.received)) return wrong("received");
    for (auto const& part : sale.also.value_or(std::vector<sales::Tender> {}))
        if (!is_amount(part.amount) || part.amount == Rupiah {}) return wrong("also");
    if (!is_note(sale.note)) return wrong("note");
    if (sale.sealed_nip && sale.sealed_nip->size() > sealed_length_max) return wrong("sealed_nip");
    if (sale.discount
        && (!is_amount(sale.discount->amount) || sale.discount->amount == Rupiah {}
            || !is_reason(sale.discount->reason)))
        return wrong("discount");
    for (auto const& line : sale.lines) {
        if (line.variant.empty()) return wrong("variant");
        if (line.quantity <= Quantity {} || line.quantity.thousandths() > Quantity::thousandths_max)
            return wrong("quantity");
        if (!is_amount(line.price) || !is_amount(line.discount.value_or(Rupiah {})))
            return wrong("price");
        if (!are_labels(line)) return wrong("labels");
    }
    return {};
}

Result<void> check(ShiftClosed const& closed)
{
    if (closed.shift.empty()) return wrong("shift");
    if (!is_amount(closed.counted)) return wrong("counted");
    if (!is_note(closed.note)) return wrong("note");
    return {};
}

Result<void> check(CashMoved const& moved)
{
    if (moved.shift.empty()) return wrong("shift");
    if (moved.amount == Rupiah {}
        || !is_amount(moved.amount < Rupiah {} ? -moved.amount : moved.amount))
        return wrong("amount");
    if (!is_reason(moved.reason)) return wrong("reason");
    return {};
}

Result<void> check(SaleVoided const& voided)
{
    if (voided.shift.empty()) return wrong("shift");
    if (voided.sale.empty()) return wrong("sale");
    if (!is_reason(voided.reason)) return wrong("reason");
    return {};
}

Result<void> check(MoneyReturned const& returned)
{
    if (returned.shift.empty()) return wrong("shift");
    if (returned.number.empty() || returned.number.size() > number_length_max
        || !is_clean_utf8(returned.number))
        return wrong("number");
    if (returned.lines.empty() || returned.lines.size() > lines_max) return wrong("lines");
    if (!is_reason(returned.reason)) return wrong("reason");
    for (auto const& line : returned.lines) {
        auto const quantity = line.quantity.value_or(Quantity {});
        auto const amount = line.amount.value_or(Rupiah {});
        if (line.n < 1 || line.n > static_cast<std::int64_t>(lines_max)) return wrong("n");
        if (quantity < Quantity {} || quantity.thousandths() > Quantity::thousandths_max)
            return wrong("quantity");
        if (!is_amount(amount)) return wrong("amount");
        if (quantity == Quantity {} && amount == Rupiah {}) return wrong("lines");
    }
    return {};
}

template<class Text, class Said>
Result<Event> read_as(boost::json::value const& tree)
{
    auto text = from_json<Text>(tree);
    if (!text.ok()) {
        auto const& fields = text.error().fields;
        return wrong(fields.empty() ? "fields" : fields.front().field);
    }
    Head const& head = text.value();
    Said said = text.value();
    clean(said);
    TRY(check(head));
    TRY(check(said));
    if constexpr (std::is_same_v<Said, SaleMade>) {
        if (said.also && head.v < ways_since) return wrong("also");
        if (said.discount && head.v < discount_since) return wrong("discount");
        if (head.v < labels_since && std::ranges::any_of(said.lines, has_labels))
            return wrong("labels");
        if (said.sealed_nip && head.v < seals_since) return wrong("sealed_nip");
        if (said.kits && head.v < kits_since) return wrong("kits");
    }
    Event event;
    static_cast<EventHead&>(event) = { head.v,  head.id.uuid, head.device,  head.seq, head.prev,
                                       head.at, head.ahead,   head.officer, head.kind };
    event.said = std::move(said);
    return event;
}

} // namespace

Result<Event> read_event(std::string_view body)
{
    if (body.size() > body_bytes_max) return wrong("its length");
    auto const tree = parse_json(body);
    if (!tree.ok()) return wrong(tree.error().why());
    auto const* object = tree.value().if_object();
    auto const* kind = object ? object->if_contains("kind") : nullptr;
    auto const* word = kind ? kind->if_string() : nullptr;
    auto const known = word ? enum_from<EventKind>(std::string_view { *word }) : std::nullopt;
    if (!known) return wrong("kind");
    auto const& value = tree.value();
    switch (*known) {
    case EventKind::shift_open: return read_as<OpenedText, ShiftOpened>(value);
    case EventKind::sale: return read_as<SaleText, SaleMade>(value);
    case EventKind::shift_close: return read_as<ClosedText, ShiftClosed>(value);
    case EventKind::cash: return read_as<CashText, CashMoved>(value);
    case EventKind::void_sale: return read_as<VoidText, SaleVoided>(value);
    case EventKind::refund: return read_as<RefundText, MoneyReturned>(value);
    }
    return wrong("kind");
}

Glimpse glimpse(std::string_view body)
{
    Glimpse seen;
    auto const tree = parse_json(body);
    auto const* object = tree.ok() ? tree.value().if_object() : nullptr;
    if (!object) return seen;
    if (auto const* id = object->if_contains("id"); id && id->is_string())
        if (auto const uuid = Uuid::parse(std::string_view { id->get_string() }); uuid.ok())
            seen.id = uuid.value().text();
    std::int64_t seq = 0;
    if (auto const* entry = object->if_contains("seq"); entry && json::is_whole(*entry, seq))
        seen.seq = std::clamp<std::int64_t>(seq, 0, number_max);
    if (auto const* prev = object->if_contains("prev"); prev && prev->is_string())
        if (is_hash(std::string_view { prev->get_string() })) seen.prev = prev->get_string();
    return seen;
}

Timestamp told_time(EventHead const& event)
{
    return event.at + std::chrono::milliseconds { event.ahead };
}

std::int64_t skew_of(Timestamp server, Timestamp device)
{
    return std::chrono::floor<std::chrono::milliseconds>(server - device).count();
}

bool clock_fits(EventHead const& event, std::int64_t skew)
{
    constexpr auto slack = std::chrono::milliseconds { sales::clock_slack }.count();
    auto const apart = skew - event.ahead;
    return apart <= slack && apart >= -slack;
}

Result<Stamp> read_stamp(std::string_view text)
{
    constexpr std::size_t length_max = 1000;
    if (text.size() > length_max) return bad_stamp;
    auto stamp = from_json_text<Stamp>(text);
    if (!stamp.ok()) return Error { bad_stamp, stamp.error().why() };
    bool const sane = stamp.value().turn >= 0 && stamp.value().turn <= number_max
        && stamp.value().unsent >= 0 && stamp.value().unsent <= number_max
        && stamp.value().v.value_or(0) >= 0 && stamp.value().v.value_or(0) <= number_max;
    auto const app = stamp.value().app.value_or("");
    if (app.size() > app_length_max || !is_clean_utf8(app)) return bad_stamp;
    if (!sane) return bad_stamp;
    return stamp;
}

} // namespace karya::device
