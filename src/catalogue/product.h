#pragma once
// The nouns of the catalogue. Included through catalogue.h.

#include "base/face.h"
#include "base/quantity.h"
#include "core/ids.h"
#include "org/org.h"
#include <optional>
#include <string>
#include <vector>

namespace karya {
using PhotoId = Id<struct PhotoTag>;
using ShortageId = Id<struct ShortageTag>;
} // namespace karya

namespace karya::catalogue {

enum class ProductKind : std::uint8_t { kerajinan, manufaktur, agribisnis, jasa, karya_seni };
BOOST_DESCRIBE_ENUM(ProductKind, kerajinan, manufaktur, agribisnis, jasa, karya_seni)

enum class ProductState : std::uint8_t { draft, published, withdrawn };
BOOST_DESCRIBE_ENUM(ProductState, draft, published, withdrawn)

/// Wholly made inside, or with parts from outside.
enum class OriginGrade : std::uint8_t { unknown, inside, with_outside_parts };
BOOST_DESCRIBE_ENUM(OriginGrade, unknown, inside, with_outside_parts)

enum class PaperKind : std::uint8_t { halal, pirt, bpom, brand, other };
BOOST_DESCRIBE_ENUM(PaperKind, halal, pirt, bpom, brand, other)

/// How far a product is sold.
enum class Reach : std::uint8_t { local, national, abroad };
BOOST_DESCRIBE_ENUM(Reach, local, national, abroad)

/// How a variant is supplied: from counted stock, made after the sale, or done at once.
enum class Supply : std::uint8_t { stocked, to_order, service };
BOOST_DESCRIBE_ENUM(Supply, stocked, to_order, service)

/// What a buyer may expect of a product.
enum class Availability : std::uint8_t { ready, to_order, sold_out };
BOOST_DESCRIBE_ENUM(Availability, ready, to_order, sold_out)

/// Prices in the steps that people look in.
enum class PriceBand : std::uint8_t { up_to_50k, up_to_100k, up_to_250k, up_to_1m, over_1m };
BOOST_DESCRIBE_ENUM(PriceBand, up_to_50k, up_to_100k, up_to_250k, up_to_1m, over_1m)

/// The orders of a list. `best`: what fits the words, then what sells; without words the newest.
enum class Sorting : std::uint8_t { best, newest, cheapest, dearest, most_sold };
BOOST_DESCRIBE_ENUM(Sorting, best, newest, cheapest, dearest, most_sold)

/// Units of measure as used at the gate (satuan).
enum class Measure : std::uint8_t {
    pcs,
    unit,
    kg,
    gram,
    ton,
    liter,
    meter,
    meter_persegi,
    lembar,
    pasang,
    set,
    paket,
    box,
    bungkus,
    botol,
    toples,
    kemasan,
    karung,
    ikat,
    sisir,
    batang,
    butir,
    biji,
    ekor,
    lusin,
    kodi,
    porsi,
    loyang,
    kendaraan,
    orang,
    jam,
    hari,
    order
};
BOOST_DESCRIBE_ENUM(Measure, pcs, unit, kg, gram, ton, liter, meter, meter_persegi, lembar, pasang,
                    set, paket, box, bungkus, botol, toples, kemasan, karung, ikat, sisir, batang,
                    butir, biji, ekor, lusin, kodi, porsi, loyang, kendaraan, orang, jam, hari,
                    order)

/// True for what is weighed, measured or timed rather than counted.
bool sold_in_parts(Measure measure);
/// "13 packs", "1 pack", "2.5 kg": English has a plural beside every number but one.
std::string measured(Lang lang, Quantity quantity, Measure measure);
/// True for whole units of measure.
bool is_whole(Quantity quantity);

/// Why stock moved. `shortage` adds what a sale took beyond what was known to be on hand,
/// and takes it off again when the sale is void.
enum class StockReason : std::uint8_t {
    opening,
    production,
    sale,
    refund,
    shortage,
    correction,
    count,
    spoiled,
    kitchen,
    social_aid,
    own_use
};
BOOST_DESCRIBE_ENUM(StockReason, opening, production, sale, refund, shortage, correction, count,
                    spoiled, kitchen, social_aid, own_use)

/// A paper of a product; `valid_to` is its last day.
struct Paper {
    PaperKind kind { PaperKind::halal };
    std::string number {};
    std::optional<Day> valid_to {};
};
BOOST_DESCRIBE_STRUCT(Paper, (), (kind, number, valid_to))

/// What staff write about a product. `activity` absent: the unit's standard one of its field.
struct ProductDraft {
    std::string name_id {};
    std::optional<std::string> name_en {};
    std::optional<std::string> story_id {};
    std::optional<std::string> story_en {};
    ProductKind kind { ProductKind::kerajinan };
    OriginGrade origin { OriginGrade::unknown };
    Reach reach { Reach::local };
    std::optional<ActivityId> activity {};
    std::optional<std::string> care_id {};
    std::optional<std::string> care_en {};
    std::optional<std::string> size {};          ///< "60 × 40 cm, 1,2 kg"
    std::optional<Rupiah> market_price {};       ///< what the like costs elsewhere
    std::optional<std::string> market_source {}; ///< where that was seen; only and always with it
};
BOOST_DESCRIBE_STRUCT(ProductDraft, (),
                      (name_id, name_en, story_id, story_en, kind, origin, reach, activity, care_id,
                       care_en, size, market_price, market_source))

/// What staff write about a variant. `lead_days` only and always for goods made to order.
struct VariantDraft {
    std::optional<std::string> name {};    ///< "besar"; absent for the only one
    std::optional<std::string> code {};    ///< unique in the unit, kept exactly as written
    std::optional<std::string> barcode {}; ///< of the packaging, unique in the unit
    Measure measure { Measure::pcs };
    bool whole_only { true }; ///< sold in whole units only
    Supply supply { Supply::stocked };
    std::optional<std::int64_t> lead_days {};
    Rupiah price {};
    std::optional<Rupiah> cost {};
    std::optional<Quantity> opening {}; ///< stock to begin with; read by add_variant only
    bool for_sale { true };
    std::optional<std::int64_t> grams {}; ///< packed; absent: it cannot be sent
};
BOOST_DESCRIBE_STRUCT(VariantDraft, (),
                      (name, code, barcode, measure, whole_only, supply, lead_days, price, cost,
                       opening, for_sale, grams))

struct PriceTag {
    Rupiah price {};
    std::optional<Rupiah> cost {}; ///< absent: not recorded
    friend bool operator==(PriceTag const&, PriceTag const&) = default;
};
BOOST_DESCRIBE_STRUCT(PriceTag, (), (price, cost))

struct Variant {
    VariantId id {};
    ProductId product {};
    std::string name {};
    std::string code {};
    std::optional<std::string> barcode {};
    Measure measure { Measure::pcs };
    bool whole_only { true };
    Supply supply { Supply::stocked };
    std::optional<std::int64_t> lead_days {};
    Rupiah price {};
    std::optional<Rupiah> cost {};
    Quantity on_hand {};
    Quantity held {};    ///< promised to unpaid orders, part of on_hand
    Quantity ordered {}; ///< sold ahead, still to be made
    bool for_sale { true };
    std::optional<std::int64_t> grams {}; ///< of one, packed; absent: it cannot be sent
};
BOOST_DESCRIBE_STRUCT(Variant, (),
                      (id, product, name, code, barcode, measure, whole_only, supply, lead_days,
                       price, cost, on_hand, held, ordered, for_sale, grams))

/// A photo: renditions /media/<name>-1200.webp, -600.webp, -240.webp and -600.jpg.
struct Photo {
    PhotoId id {};
    std::string name {};
    std::string alt_id {};
    std::string alt_en {};
    std::int64_t width {}; ///< of the largest rendition
    std::int64_t height {};
};
BOOST_DESCRIBE_STRUCT(Photo, (), (id, name, alt_id, alt_en, width, height))

struct PhotoText {
    std::string alt_id {};
    std::optional<std::string> alt_en {};
};
BOOST_DESCRIBE_STRUCT(PhotoText, (), (alt_id, alt_en))

/// Renditions that lie in the media folder.
struct MadePhoto {
    std::string name {};
    std::int64_t width {};
    std::int64_t height {};
};

struct Product {
    ProductId id {};
    UnitId unit {};
    ActivityId activity {};
    org::ContractType contract { org::ContractType::own };
    std::string slug {};
    std::string name_id {};
    std::string name_en {};
    std::string story_id {};
    std::string story_en {};
    ProductKind kind { ProductKind::kerajinan };
    ProductState state { ProductState::draft };
    OriginGrade origin { OriginGrade::unknown };
    Reach reach { Reach::local };
    Availability availability { Availability::sold_out };
    std::string care_id {};
    std::string care_en {};
    std::string size {};
    std::optional<Rupiah> market_price {};
    std::string market_source {};
    std::vector<Variant> variants {};
    std::vector<Paper> papers {};
    std::vector<Photo> photos {};

    std::string const& name(Lang lang) const { return in(lang, name_id, name_en); }
    std::string const& story(Lang lang) const { return in(lang, story_id, story_en); }
    std::string const& care(Lang lang) const { return in(lang, care_id, care_en); }

private:
    /// English where it was written, else Indonesian.
    static std::string const& in(Lang lang, std::string const& id, std::string const& en)
    {
        return lang == Lang::en && !en.empty() ? en : id;
    }
};
BOOST_DESCRIBE_STRUCT(Product, (),
                      (id, unit, activity, contract, slug, name_id, name_en, story_id, story_en,
                       kind, state, origin, reach, availability, care_id, care_en, size,
                       market_price, market_source, variants, papers, photos))

/// A variant as the counter sees it.
struct Sellable {
    VariantId variant {};
    ProductId product {};
    std::string name {}; ///< of product and variant
    std::string code {};
    std::optional<std::string> barcode {};
    Measure measure { Measure::pcs };
    bool whole_only { true };
    Supply supply { Supply::stocked };
    std::optional<std::int64_t> lead_days {};
    Rupiah price {};
    std::optional<Rupiah> cost {};
    Quantity left {}; ///< on hand and not held
    std::optional<std::string> photo {};
    bool for_sale { true };
};
BOOST_DESCRIBE_STRUCT(Sellable, (),
                      (variant, product, name, code, barcode, measure, whole_only, supply,
                       lead_days, price, cost, left, photo, for_sale))

/// A position in a list ordered by time, newest first: "1764000000000000-<id>" in addresses.
struct Position {
    std::int64_t at {};
    ProductId product {};
    static Result<Position> parse(std::string_view text);
    std::string text() const;
};

/// A product in the desk's list.
struct ProductRow {
    ProductId product {};
    std::string name {};
    ProductKind kind { ProductKind::kerajinan };
    ProductState state { ProductState::draft };
    Availability availability { Availability::sold_out };
    std::optional<Rupiah> price_min {};
    std::optional<Rupiah> price_max {};
    std::optional<std::string> photo {};
    std::int64_t variants {};
    std::int64_t shortages {}; ///< open ones
    Timestamp added_at {};
    std::int64_t counted {};           ///< variants that have stock
    Quantity on_hand {};               ///< of all of them
    Quantity held {};                  ///< promised to unpaid orders
    Quantity ordered {};               ///< sold ahead, still to be made
    std::optional<Measure> measure {}; ///< when all have the same
    std::int64_t gone {};              ///< for sale from stock, and none left
    std::int64_t low {};               ///< for sale from stock, and `low_stock` or fewer left
};
BOOST_DESCRIBE_STRUCT(ProductRow, (),
                      (product, name, kind, state, availability, price_min, price_max, photo,
                       variants, shortages, added_at, counted, on_hand, held, ordered, measure,
                       gone, low))

/// From here on the desk is told to make more.
inline constexpr Quantity low_stock { 3'000 };

/// What buyers gave a product: how many published reviews, and the sum of their stars.
struct Rating {
    std::int64_t count {};
    std::int64_t sum {};
    friend bool operator==(Rating const&, Rating const&) = default;
};
BOOST_DESCRIBE_STRUCT(Rating, (), (count, sum))

/// The same as people read it.
struct RatingView {
    Quantity average {};   ///< "4,6"
    std::int64_t stars {}; ///< tenths, by halves: 45 of 50
    std::int64_t count {};
};
BOOST_DESCRIBE_STRUCT(RatingView, (), (average, stars, count))

/// A published product on the shelf.
struct Card {
    ProductId product {};
    std::string slug {};
    std::string name {}; ///< in the language of the view
    ProductKind kind { ProductKind::kerajinan };
    Availability availability { Availability::ready };
    Rupiah price_min {};
    Rupiah price_max {};
    std::optional<std::string> photo {}; ///< name of its first photo
    UnitId unit {};
    std::string unit_name {};
    std::string unit_slug {};
    std::string place {};
    Timestamp published_at {};
    std::int64_t rating_count {};
    std::int64_t rating_sum {};
};
BOOST_DESCRIBE_STRUCT(Card, (),
                      (product, slug, name, kind, availability, price_min, price_max, photo, unit,
                       unit_name, unit_slug, place, published_at, rating_count, rating_sum))

/// One variant as a buyer's basket knows it.
struct PublicOffer {
    VariantId variant {};
    ProductId product {};
    UnitId unit {};
    std::string slug {};
    std::string label {}; ///< of product and variant, as printed on receipts
    std::string name {};  ///< the same in the language of the view
    Measure measure { Measure::pcs };
    bool whole_only { true };
    Supply supply { Supply::stocked };
    std::optional<std::int64_t> lead_days {};
    Rupiah price {};
    Quantity left {}; ///< on hand and not held
    std::optional<std::string> photo {};
    std::optional<std::int64_t> grams {}; ///< of one, packed; absent: it cannot be sent
};
BOOST_DESCRIBE_STRUCT(PublicOffer, (),
                      (variant, product, unit, slug, label, name, measure, whole_only, supply,
                       lead_days, price, left, photo, grams))

/// A position in a list of the shelf: the sorted key, then the number among equal ones;
/// "45000-812" in addresses.
struct ShelfPlace {
    std::int64_t key {};
    std::int64_t number {};
    static Result<ShelfPlace> parse(std::string_view text);
    std::string text() const;
};

struct ShelfFilter {
    std::optional<ProductKind> kind {};
    std::optional<KanwilId> kanwil {};
    std::optional<UnitId> unit {};
    std::optional<Reach> reach {};
    std::optional<Availability> availability {};
    std::optional<PriceBand> band {};
    std::string words {};
    std::optional<Sorting> sorting {};
    std::optional<ShelfPlace> after {};
};

/// One value that a list can be narrowed down to, and how many products are left then.
template<class Value>
struct Choice {
    Value value {};
    std::int64_t count {};
};

struct UnitChoice {
    UnitId unit {};
    std::string slug {};
    std::string name {};
    std::int64_t count {};
};

/// For each trait, what the list would hold if that trait alone were chosen anew; only values that
/// hold something. Units: those with most first.
struct Facets {
    std::vector<Choice<ProductKind>> kinds {};
    std::vector<Choice<Reach>> reaches {};
    std::vector<Choice<Availability>> availabilities {};
    std::vector<Choice<PriceBand>> bands {};
    std::vector<Choice<KanwilId>> kanwils {};
    std::vector<UnitChoice> units {};
};

struct Shelf {
    std::vector<Card> cards {};
    std::optional<ShelfPlace> next {};
    std::int64_t count {}; ///< of all pages
    Facets facets {};
    std::optional<std::string> meant {}; ///< searched instead, for nothing was found as typed
};

/// What a unit says of itself in its shop window.
struct ShopWindow {
    std::optional<std::string> about_id {};
    std::optional<std::string> about_en {};
    std::optional<std::string> whatsapp {}; ///< digits, the country's first: "628123456789"

    /// English where it was written, else Indonesian.
    std::string about(Lang lang) const
    {
        return lang == Lang::en && about_en ? *about_en : about_id.value_or("");
    }
};
BOOST_DESCRIBE_STRUCT(ShopWindow, (), (about_id, about_en, whatsapp))

/// A published product as feeds tell of it.
struct Listed {
    std::int64_t number {}; ///< counts up with publication
    ProductId product {};
    std::string slug {};
    std::string name {};  ///< in the language of the view
    std::string story {}; ///< the same; may be empty
    ProductKind kind { ProductKind::kerajinan };
    Availability availability { Availability::ready };
    Reach reach { Reach::local };
    Rupiah price {}; ///< of its cheapest variant
    std::optional<std::string> photo {};
    UnitId unit {};
    std::string unit_name {};
    std::string unit_slug {};
    Timestamp published_at {};
    Timestamp changed_at {};
};
BOOST_DESCRIBE_STRUCT(Listed, (),
                      (number, product, slug, name, story, kind, availability, reach, price, photo,
                       unit, unit_name, unit_slug, published_at, changed_at))

struct Movement {
    std::int64_t seq {};
    Timestamp at {};
    OfficerId officer {};
    StockReason reason { StockReason::opening };
    Quantity delta {};
    Quantity on_hand {}; ///< after
    std::string note {};
};
BOOST_DESCRIBE_STRUCT(Movement, (), (seq, at, officer, reason, delta, on_hand, note))

struct PriceRow {
    Timestamp from {};
    Rupiah price {};
    std::optional<Rupiah> cost {};
    OfficerId officer {};
};
BOOST_DESCRIBE_STRUCT(PriceRow, (), (from, price, cost, officer))

/// Goods that left without being on hand: to be resolved by a count.
struct OpenShortage {
    VariantId variant {};
    std::string name {};
    Quantity quantity {}; ///< of all sales since it was last counted
    Timestamp since {};
};
BOOST_DESCRIBE_STRUCT(OpenShortage, (), (variant, name, quantity, since))

} // namespace karya::catalogue
