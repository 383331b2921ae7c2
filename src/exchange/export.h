#pragma once
// What the writers of the four tables share.

#include "exchange/receipt.h"
#include "sheet/writer.h"

namespace karya::exchange {

/// Units that the table is about, by code.
Result<std::vector<org::Unit>> exported_units(View const& view, Export const& wanted);
template<class T>
sheet::Cell cell_or_empty(std::optional<T> const& value)
{
    return value ? sheet::Cell { *value } : sheet::Cell { std::string_view {} };
}
/// The file with its heading.
Result<std::unique_ptr<sheet::Writer>> open_table(Export const& wanted);

Result<std::int64_t> write_sales(View const& view, Export const& wanted, sheet::Writer& writer);
Result<std::int64_t> write_ledger(View const& view, Export const& wanted, sheet::Writer& writer);

} // namespace karya::exchange
