#pragma once
// Kits: two to eight goods of one unit that are sold together for less. All or nothing: with one of
// them gone there is no kit. Included through catalogue.h.

#include "catalogue/product.h"
#include "core/call.h"
#include <algorithm>

namespace karya {
using KitId = Id<struct KitTag>;
} // namespace karya

namespace karya::catalogue {

/// A part is not for sale, or the price leaves one without a rupiah.
inline constexpr ErrorCode kit_unready { "catalogue.kit_unready", Fault::conflict };

inline constexpr std::size_t kit_parts_min = 2;
inline constexpr std::size_t kit_parts_max = 8;

struct KitPartDraft {
    VariantId variant {};
    std::int64_t pieces {};
};
BOOST_DESCRIBE_STRUCT(KitPartDraft, (), (variant, pieces))

/// What staff write about a kit.
struct KitDraft {
    std::string name_id {};
    std::optional<std::string> name_en {};
    std::optional<std::string> story_id {};
    std::optional<std::string> story_en {};
    Rupiah price {};
    std::vector<KitPartDraft> parts {};
};
BOOST_DESCRIBE_STRUCT(KitDraft, (), (name_id, name_en, story_id, story_en, price, parts))

/// Goods in a kit, also those that nobody can buy now.
struct KitPart : PublicOffer {
    Quantity quantity {};    ///< in one kit
    bool on_shelf { false }; ///< the public can buy it alone

    Rupiah worth() const { return amount_of(price, quantity); }
    /// How many kits what is left is enough for; nothing: for any number.
    std::optional<std::int64_t> enough() const;
};
BOOST_DESCRIBE_STRUCT(KitPart, (PublicOffer), (quantity, on_shelf))

struct Kit {
    KitId id {};
    UnitId unit {};
    std::string slug {};
    std::string name_id {};
    std::string name_en {};
    std::string story_id {};
    std::string story_en {};
    Rupiah asked {}; ///< the price that was set
    ProductState state { ProductState::draft };
    std::int64_t edition {}; ///< another one: other parts
    std::vector<KitPart> parts {};

    std::string const& name(Lang lang) const;
    std::string const& story(Lang lang) const;
    /// Of its parts, bought one by one.
    Rupiah worth() const;
    /// What it costs: never more than its parts.
    Rupiah price() const { return std::min(asked, worth()); }
    Rupiah saved() const { return worth() - price(); }
    /// What so many kits take off each part (largest remainder, R-01); nothing when a part would
    /// be left without a rupiah.
    std::optional<std::vector<Rupiah>> shares(std::int64_t pieces) const;
    /// The public can buy it, were there enough of everything.
    bool whole() const;
    /// How many can be had; nothing: any number.
    std::optional<std::int64_t> left() const;
    Availability availability() const;
    /// Published and whole.
    bool offered() const { return state == ProductState::published && whole(); }
    /// "2 buah Keset, 1 buah Sapu".
    std::string contents(Lang lang) const;
};

/// Adds a draft of the unit. Fails: core.invalid (fields), core.not_found (a part of another
/// unit's), catalogue.too_many (over 100). Audited, as are the next two.
Result<KitId> add_kit(Call& call, org::UnitScope const& scope, KitDraft const& draft);
/// Who has it in his basket is told. Fails: core.not_found, core.invalid.
Result<void> edit_kit(Call& call, org::UnitScope const& scope, KitId kit, KitDraft const& draft);
/// draft -> published <-> withdrawn. Fails: core.not_found, catalogue.bad_move, kit_unready.
Result<void> set_kit_state(Call& call, org::UnitScope const& scope, KitId kit, ProductState state);

/// Of every state, the newest first, at most 100.
std::vector<Kit> kits(View const& view, org::UnitScope const& scope);
/// Fails: core.not_found.
Result<Kit> kit(View const& view, org::UnitScope const& scope, KitId kit);

/// Published and whole ones of the unit, the newest first.
std::vector<Kit> public_kits(View const& view, UnitId unit);
/// Fails: core.not_found for drafts, withdrawn ones, and those of which a part is not on the shelf.
Result<Kit> public_kit(View const& view, std::string_view slug);
/// The same by id, for baskets; nothing instead of a failure.
std::optional<Kit> kit_offer(View const& view, KitId kit);

/// Where published kits are shown, of all units; at most 20,000, the newest first.
std::vector<std::string> kit_slugs(View const& view);
/// All that are offered, for feeds, as many at most.
std::vector<Kit> offered_kits(View const& view);
/// What of the offered kits the filter lets through, at most six: those named so first, then the
/// newest. A kit is of the kinds of all its goods, and reaches as far as each of them.
std::vector<Kit> found_kits(View const& view, ShelfFilter const& filter);

/// One of the pictures of its parts.
struct KitPicture {
    std::optional<std::string> photo {}; ///< none: the unit's cloth stands there
};
BOOST_DESCRIBE_STRUCT(KitPicture, (), (photo))
/// A kit as lists show it.
struct KitCard {
    std::string slug {};
    std::string name {};
    UnitId unit {};
    std::vector<KitPicture> pictures {}; ///< at most four
    std::int64_t parts {};
    std::string contents {};
    Rupiah price {};
    Rupiah saved {};
    bool cheaper { false }; ///< something is saved
    bool sold_out { false };
};
BOOST_DESCRIBE_STRUCT(KitCard, (),
                      (slug, name, unit, pictures, parts, contents, price, saved, cheaper,
                       sold_out))
KitCard card_of(Lang lang, Kit const& kit);

} // namespace karya::catalogue
