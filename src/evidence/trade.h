#pragma once
// What was sold and given back on some days, line by line, with the rules that split it. For
// evidence/ only.

#include "evidence/evidence.h"
#include "evidence/zip.h"

namespace karya::evidence {

/// penjualan.csv, penjualan-baris.csv, pengembalian.csv, pengembalian-baris.csv and aturan.csv: all
/// that is needed to split every line again.
std::vector<File> trade_files(View const& view, org::UnitScope const& scope, Days const& days);

} // namespace karya::evidence
