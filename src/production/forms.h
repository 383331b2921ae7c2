#pragma once
// The figures of a batch as a form sends them. For production/ only.

#include "production/production.h"

namespace karya::production {

inline constexpr std::size_t cost_rows = 5;

struct CostForm {
    CostKind kind { CostKind::material };
    std::string name {};
    std::string quantity {};
    std::string measure {};
    std::string amount {};
};
BOOST_DESCRIBE_STRUCT(CostForm, (), (kind, name, quantity, measure, amount))

/// A row without a name and an amount is no line.
struct CostInput {
    CostKind kind { CostKind::material };
    std::optional<std::string> name {};
    std::optional<Quantity> quantity {};
    std::optional<std::string> measure {};
    std::optional<Rupiah> amount {};
};
BOOST_DESCRIBE_STRUCT(CostInput, (), (kind, name, quantity, measure, amount))

/// Fails: production.bad_batch (a row without name or amount).
Result<std::vector<CostLine>> costs_of(std::vector<CostInput> const& rows);
/// All but the goods.
template<class Input>
Result<BatchDraft> figures_of(Input const& input)
{
    return BatchDraft { .day = input.day,
                        .kind = input.kind,
                        .grade = input.grade,
                        .output = input.output,
                        .uses = { .for_sale = input.for_sale.value_or(Quantity {}),
                                  .kitchen = input.kitchen.value_or(Quantity {}),
                                  .social_aid = input.social_aid.value_or(Quantity {}),
                                  .own_use = input.own_use.value_or(Quantity {}),
                                  .spoiled = input.spoiled.value_or(Quantity {}) },
                        .costs = TRY(costs_of(input.costs)),
                        .note = input.note.value_or("") };
}

} // namespace karya::production
