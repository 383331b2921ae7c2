#pragma once
// What a device sells by: the goods of its unit, known by the instant at which they were listed,
// whole or only what changed since. A device proves itself by its key; nobody need be signed in.

#include "counter/counter.h"
#include "device/sync.h"
#include "labels/labels.h"

namespace karya::device {

struct ListAsk {
    DeviceId device {};
    SignedText stamp {};
    std::string have {}; ///< the version it has; empty, unknown or over 30 days old: all is wanted
    VariantId after {};  ///< where a list of more than one page goes on
};

/// What an officer of the device may take off, from when.
struct OfficerLimit {
    OfficerId officer {};
    Timestamp since {};
    std::optional<BasisPoints> percent {};
    std::optional<Rupiah> amount {};
};
BOOST_DESCRIBE_STRUCT(OfficerLimit, (), (officer, since, percent, amount))

/// A page of a list. Once all pages have come, a device that took more than one asks again by the
/// first page's version, for what changed meanwhile: an answer of one page is of one moment.
struct PriceList {
    std::int64_t v { 1 };
    DeviceId device {};
    Timestamp version {};
    std::optional<Timestamp> since {}; ///< absent: of the whole
    std::optional<VariantId> after {};
    std::vector<counter::Goods> goods {};
    std::vector<VariantId> gone {};      ///< not sold any more
    std::vector<counter::Goods> kits {}; ///< all there are now; with the first page
    std::optional<QrisId> qris {};       ///< the unit's QRIS picture, if it has one
    std::string qris_proof {};           ///< our signature of "qris <device> <SHA-256 of it>"
    std::vector<OfficerLimit> limits {}; ///< of discounts; with the first page
    std::vector<labels::CalledBack> called_back {}; ///< not to be sold; with the first page
    std::vector<VariantId> first {}; ///< the till's first keys, best first; with the first page
    std::optional<VariantId> next {};
};
BOOST_DESCRIBE_STRUCT(PriceList, (),
                      (v, device, version, since, after, goods, gone, kits, qris, qris_proof,
                       limits, called_back, first, next))

/// The QRIS picture of its unit, WebP. Fails: as price_list, core.not_found.
Result<std::string> qris_picture(View const& view, DeviceId device, SignedText const& stamp);

/// Fails: as check, and device.revoked.
Result<PriceList> price_list(View const& view, ListAsk const& ask);

} // namespace karya::device
