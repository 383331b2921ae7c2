#pragma once
// The records of the ministry's prisoner database (SDP), module Giatja, in its own fields, so that
// nobody types twice. What Karya does not know stays empty and is said so. For books/ only.

#include "books/report.h"

namespace karya::books {

enum class SdpKind : std::uint8_t { kegiatan, pemasaran, pnbp, laporan };
BOOST_DESCRIBE_ENUM(SdpKind, kegiatan, pemasaran, pnbp, laporan)

/// One table, of the month or year.
Result<Folio> sdp_records(View const& view, org::UnitScope const& scope, SdpKind kind,
                          Period const& period);

} // namespace karya::books
