// Sales against the audit trail: what stands is what was done, and what was done stands. The trail
// keeps hashes alone, so that each state is made again and hashed.

#include "base/hash.h"
#include "sales/proof.h"
#include <algorithm>
#include <array>
#include <charconv>

namespace karya::sales::proof {

namespace {

constexpr std::array<std::string_view, 6> deeds { "sales.record",      "sales.void",
                                                  "sales.refund",      "sales.open_shift",
                                                  "sales.close_shift", "sales.move_cash" };

std::size_t place_of(std::string_view what)
{
    return static_cast<std::size_t>(std::ranges::find(deeds, what) - deeds.begin());
}

std::uint64_t number_of(std::string_view hex)
{
    std::uint64_t number = 0;
    std::from_chars(hex.data(), hex.data() + hex.size(), number, 16);
    return number;
}

Digest digest_of(std::string_view before_hash, std::string_view after_hash)
{
    return Digest::of(std::string { before_hash } + " " + std::string { after_hash });
}

Finding otherwise(std::string const& name) { return name + ": the audit trail knows it otherwise"; }

std::string text(Rupiah amount) { return std::to_string(amount.amount()); }

} // namespace

Digest Digest::of(std::string_view text)
{
    constexpr std::size_t half = 16;
    auto const hex = sha256_hex(text);
    return { number_of(std::string_view { hex }.substr(0, half)),
             number_of(std::string_view { hex }.substr(half, half)) };
}

Digest& Digest::operator+=(Digest const& other)
{
    high += other.high;
    low += other.low;
    return *this;
}

Digest& Digest::operator-=(Digest const& other)
{
    high -= other.high;
    low -= other.low;
    return *this;
}

Finding Trail::load(db::Read& read, UnitId unit)
{
    Finding found;
    core::each_trace(read, unit, "sales", [&](core::Trace const& trace) {
        auto const place = place_of(trace.what);
        if (place == deeds.size()) return;
        auto const object = Uuid::parse(trace.object);
        if (object.ok())
            m_deeds.emplace(Key { place, object.value() },
                            digest_of(trace.before_hash, trace.after_hash));
        else if (!found)
            found = "core_audit " + unit.text() + " " + std::to_string(trace.seq) + ": unreadable";
    });
    return found;
}

bool Trail::take(std::string_view what, Uuid object, State const& state)
{
    auto const wanted = digest_of(core::trace_of(state.before), core::trace_of(state.after));
    auto const [first, last] = m_deeds.equal_range({ place_of(what), object });
    auto const found = std::ranges::find(first, last, wanted,
                                         &decltype(m_deeds)::value_type::second);
    if (found == last) return false;
    m_deeds.erase(found);
    return true;
}

bool Trail::take_any(std::string_view what, Uuid object, std::initializer_list<State> states)
{
    return std::ranges::any_of(states,
                               [&](State const& state) { return take(what, object, state); });
}

/// Before seals were kept the trail told the hash of what was sent alone.
Finding Trail::broken(ToldSale const& told)
{
    auto const& sale = told.sale;
    if (!take_any("sales.record", sale.id.uuid,
                  { { .after = seal_of(sale, told.kept, told.recorded_at) },
                    { .after = older::seal_of(sale, told.kept) },
                    { .after = told.kept.content } }))
        return otherwise(sale.number);
    auto const& back = told.taken_back;
    if (back.has_value() != (sale.state == SaleState::voided)) return otherwise(sale.number);
    if (back
        && !take_any("sales.void", sale.id.uuid,
                     { { "recorded", seal_of(*back) }, { "recorded", older::seal_of(*back) } }))
        return otherwise(sale.number);
    for (auto const& refund : told.refunds)
        if (auto found = broken(refund)) return found;
    return {};
}

Finding Trail::broken(ToldRefund const& back)
{
    auto const& refund = back.refund;
    auto const id = refund.id.uuid;
    auto const seal = seal_of(RefundSeal { .refund = refund,
                                           .shift = back.shift,
                                           .goods_return = back.goods_return,
                                           .content_hash = back.content_hash });
    if (take("sales.refund", id, { refund.sale.text(), seal })
        || take("sales.refund", id, { refund.sale.text(), back.content_hash }))
        return {};
    return otherwise(refund.number);
}

Finding Trail::broken(Shift const& shift, Rupiah expected_at_closing)
{
    auto const id = shift.id.uuid;
    auto const expected = text(expected_at_closing);
    bool known = take_any(
        "sales.open_shift", id,
        { { .after = seal_of_opening(shift) }, { .after = text(shift.float_cash) } });
    if (shift.counted)
        known = take_any(
                    "sales.close_shift", id,
                    { { expected, seal_of_closing(shift) }, { expected, text(*shift.counted) } })
            && known;
    return known ? Finding {} : otherwise("shift " + shift.id.text());
}

Finding Trail::broken(CashMove const& move)
{
    if (take_any("sales.move_cash", move.shift.uuid,
                 { { .after = seal_of(move) }, { .after = older::seal_of(move) } }))
        return {};
    return otherwise("sales_cash " + move.id.text());
}

Finding Trail::left() const
{
    if (m_deeds.empty()) return {};
    auto const& [place, object] = m_deeds.begin()->first;
    return "the audit trail tells " + std::string { deeds[place] } + " of " + object.text()
        + ", which is not there";
}

} // namespace karya::sales::proof
