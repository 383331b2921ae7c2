#pragma once
// Where the price of one piece goes: the catalogue's goods under the ledger's rule of today.

#include "catalogue/catalogue.h"

namespace karya::app {

catalogue::MoneyPath money_path(View const& view, catalogue::Product const& product,
                                catalogue::Variant const& variant);

} // namespace karya::app
