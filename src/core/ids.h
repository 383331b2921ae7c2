#pragma once
// Identifiers that more than one module names.

#include "base/id.h"

namespace karya {

using KanwilId = Id<struct KanwilTag>;
using UnitId = Id<struct UnitTag>;
using ActivityId = Id<struct ActivityTag>;
using OfficerId = Id<struct OfficerTag>;
using ProductId = Id<struct ProductTag>;
using VariantId = Id<struct VariantTag>;
using SaleId = Id<struct SaleTag>;
using ShiftId = Id<struct ShiftTag>;
using EntryId = Id<struct EntryTag>;
using RuleId = Id<struct RuleTag>;
using EventId = Id<struct EventTag>;

} // namespace karya
