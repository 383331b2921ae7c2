#pragma once
// What org announces.

#include "org/org.h"

namespace karya::org {

enum class Change : std::uint8_t { added, renamed, moved, closed, withdrawn };
BOOST_DESCRIBE_ENUM(Change, added, renamed, moved, closed, withdrawn)

/// A unit was added, or will be another from `from` on. When that day is still to come, the same is
/// announced once more when it has come at the unit: whoever keeps a copy of a unit copies what it
/// is at the event's own time and is right both times.
struct UnitChanged {
    static constexpr std::string_view event_name = "org.unit_changed.v1";
    UnitId unit {};
    KanwilId kanwil {}; ///< its Kanwil after the change
    Change change { Change::added };
    Day from {}; ///< for `closed`: the last day
};
BOOST_DESCRIBE_STRUCT(UnitChanged, (), (unit, kanwil, change, from))

/// A campaign was added.
struct CampaignAdded {
    static constexpr std::string_view event_name = "org.campaign_added.v1";
    CampaignId campaign {};
    Day first_day {};
    Day last_day {};
};
BOOST_DESCRIBE_STRUCT(CampaignAdded, (), (campaign, first_day, last_day))

/// Its days, or its name, are others from now on.
struct CampaignCorrected {
    static constexpr std::string_view event_name = "org.campaign_corrected.v1";
    CampaignId campaign {};
    Day first_day {};
    Day last_day {};
};
BOOST_DESCRIBE_STRUCT(CampaignCorrected, (), (campaign, first_day, last_day))

/// A campaign that had not begun will not be.
struct CampaignDropped {
    static constexpr std::string_view event_name = "org.campaign_dropped.v1";
    CampaignId campaign {};
};
BOOST_DESCRIBE_STRUCT(CampaignDropped, (), (campaign))

} // namespace karya::org
