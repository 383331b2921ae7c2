#pragma once
// The parts of the demonstration: who has what to sell, and one sale of it.

#include "catalogue/catalogue.h"
#include "exchange/cells.h"
#include "exchange/chance.h"
#include "exchange/exchange.h"
#include "sales/sales.h"

namespace karya::exchange {

/// Products of every unit that holds prisoners, added from `added` on; how many, and of pictures.
Result<Demo> lay_goods(db::Engine& engine, DemoPlan const& plan, Timestamp added);

/// A unit with its goods, as chance sees them.
struct Stand {
    org::UnitScope scope;
    Actor seller {};
    std::size_t weight { 1 }; ///< how often it sells, beside others
    std::vector<catalogue::Sellable> goods {};
};
/// Every unit with something for sale that is not too dear to be sold by chance.
Result<std::vector<Stand>> stands(db::Engine& engine, Actor const& seller, Timestamp now);
/// One of them, by weight.
Stand& chosen(std::vector<Stand>& all, Chance& chance);

/// Makes anew what has nearly run out: it is `left` again, and is told as changes of stock.
std::vector<catalogue::StockChange> made_anew(Stand& stand);
/// A sale of one to three goods, cheap ones more often and in larger numbers, now and then many of
/// one for an office or a shop; what it takes comes off `stand`.
sales::SaleDraft drawn_sale(Stand& stand, Chance& chance, Timestamp sold_at);

} // namespace karya::exchange
