#include "sales/seal.h"

namespace karya::sales {

namespace {

/// Fields one after the other, each with its length, so that no two lists are the same text.
class Fields {
public:
    Fields& add(std::string_view field)
    {
        m_text += std::to_string(field.size()) + ":";
        m_text += field;
        return *this;
    }
    Fields& add(std::int64_t field) { return add(std::to_string(field)); }
    Fields& add(Rupiah field) { return add(field.amount()); }
    Fields& add(Quantity field) { return add(field.thousandths()); }
    Fields& add(Timestamp field) { return add(micros(field)); }
    Fields& add(Day field) { return add(field.number()); }
    template<class Tag>
    Fields& add(Id<Tag> field)
    {
        return add(field.text());
    }
    template<class Enum>
        requires std::is_enum_v<Enum>
    Fields& add(Enum field)
    {
        return add(enum_text(field));
    }
    template<class Value>
    Fields& add(std::optional<Value> const& field)
    {
        return field ? add(*field) : add(std::string_view { "-" });
    }
    std::string const& text() const { return m_text; }

private:
    std::string m_text {};
};

void add_line(Fields& fields, Line const& line)
{
    fields.add(line.n).add(line.variant).add(line.product).add(line.name).add(line.code);
    fields.add(line.measure).add(line.quantity).add(line.price).add(line.discount);
    fields.add(line.amount).add(line.cost).add(line.activity).add(line.rule).add(line.short_by);
}

void add_ways(Fields& fields, std::vector<Tender> const& ways)
{
    fields.add(static_cast<std::int64_t>(ways.size()));
    for (auto const& [payment, amount] : ways) fields.add(payment).add(amount);
}

Fields fields_of(Sale const& sale, KeptHashes const& kept)
{
    Fields fields;
    fields.add(kept.content).add(kept.nip).add(sale.number).add(sale.day).add(sale.sold_at);
    fields.add(sale.channel).add(sale.shift).add(sale.officer).add(sale.buyer).add(sale.nip_tail);
    fields.add(sale.payment).add(sale.total).add(sale.received).add(sale.note);
    add_ways(fields, sale.paid);
    for (auto const& line : sale.lines) add_line(fields, line);
    return fields;
}

} // namespace

std::string seal_of(Sale const& sale, KeptHashes const& kept, Timestamp recorded_at)
{
    return fields_of(sale, kept).add(recorded_at).text();
}

std::string seal_of(RefundSeal const& seal)
{
    auto const& refund = seal.refund;
    Fields fields;
    fields.add(seal.content_hash).add(refund.sale).add(refund.number).add(refund.day);
    fields.add(refund.at).add(refund.officer).add(refund.total).add(refund.reason);
    add_ways(fields, refund.paid);
    fields.add(seal.shift);
    fields.add(std::int64_t { seal.goods_return ? 1 : 0 });
    return fields.text();
}

std::string seal_of(Void const& taken_back)
{
    Fields fields;
    return fields.add(taken_back.at).add(taken_back.officer).add(taken_back.reason).text();
}

std::string seal_of_opening(Shift const& shift)
{
    Fields fields;
    fields.add(shift.series).add(shift.officer).add(shift.opened_at).add(shift.float_cash);
    return fields.text();
}

std::string seal_of_closing(Shift const& shift)
{
    Fields fields;
    return fields.add(shift.closed_at).add(shift.counted).add(shift.note).text();
}

std::string older::seal_of(Sale const& sale, KeptHashes const& kept)
{
    return fields_of(sale, kept).text();
}

std::string older::seal_of(Void const& taken_back) { return "voided: " + taken_back.reason; }

std::string older::seal_of(CashMove const& move)
{
    return std::to_string(move.amount.amount()) + " " + move.reason;
}

std::string seal_of(CashMove const& move)
{
    Fields fields;
    fields.add(move.id).add(move.at).add(move.officer).add(move.amount).add(move.reason);
    return fields.text();
}

} // namespace karya::sales
