#pragma once
// What a unit sells: products with their variants, prices, stock, papers and photos; the public
// shelf; and the one way goods leave and enter stock.

#include "catalogue/kit.h"
#include "catalogue/product.h"
#include "core/outbox.h"
#include "org/org.h"
#include <filesystem>
#include <functional>
#include <span>

namespace karya::web {
class Routes;
}
namespace karya::db {
class Engine;
}

namespace karya::catalogue {

inline constexpr ErrorCode not_enough_stock { "catalogue.not_enough_stock", Fault::conflict };
inline constexpr ErrorCode not_for_sale { "catalogue.not_for_sale", Fault::conflict };
inline constexpr ErrorCode whole_only { "catalogue.whole_only", Fault::invalid };
inline constexpr ErrorCode bad_stock { "catalogue.bad_stock", Fault::invalid };
inline constexpr ErrorCode below_held { "catalogue.below_held", Fault::conflict };
/// The stock moved while somebody counted it.
inline constexpr ErrorCode moved_since { "catalogue.moved_since", Fault::conflict };
inline constexpr ErrorCode uncounted { "catalogue.uncounted", Fault::conflict };
inline constexpr ErrorCode code_taken { "catalogue.code_taken", Fault::conflict };
inline constexpr ErrorCode barcode_taken { "catalogue.barcode_taken", Fault::conflict };
inline constexpr ErrorCode bad_move { "catalogue.bad_move", Fault::conflict };
inline constexpr ErrorCode not_ready { "catalogue.not_ready", Fault::conflict };
inline constexpr ErrorCode too_many { "catalogue.too_many", Fault::conflict };
inline constexpr ErrorCode photo_failed { "catalogue.photo_failed", Fault::unavailable };

// ---- Stock: called by sales, in the sale's own transaction ----

struct Want {
    VariantId variant {};
    Quantity quantity {};
};
BOOST_DESCRIBE_STRUCT(Want, (), (variant, quantity))

/// What to do when fewer are on hand than wanted: refuse, or, when the cashier has confirmed that
/// the goods are in his hand, book the missing part as a shortage that a count must resolve.
/// `gone`: they were handed over without a network, so neither does it matter what is for sale by
/// now.
enum class Shortage : std::uint8_t { refused, booked, gone };

/// One want met: everything that a sale freezes.
struct Taken {
    VariantId variant {};
    ProductId product {};
    std::string name {}; ///< of product and variant, as printed on receipts
    std::string code {};
    Measure measure { Measure::pcs };
    Rupiah price {};               ///< in force now; `price_at` tells an earlier one
    std::optional<Rupiah> cost {}; ///< absent: not recorded (R-05)
    ActivityId activity {};
    org::ContractType contract { org::ContractType::own };
    Quantity quantity {};
    Quantity short_by {}; ///< booked as a shortage
    Quantity ordered {};  ///< of goods made to order: what is still to be made
};

/// Takes goods out of stock for the sale `source`, all or nothing, rows locked in key order; the
/// answers stand in the order of `wants`. Two wants of one variant add up.
/// Fails: core.not_found (also another unit's), catalogue.not_for_sale, catalogue.bad_stock (not
/// positive), catalogue.whole_only, catalogue.not_enough_stock (placeholders name, left).
/// Announces ShortageBooked for each short one. The caller must roll back on failure.
Result<std::vector<Taken>> take(Call& call, org::UnitScope const& scope,
                                std::vector<Want> const& wants, std::string_view source,
                                Shortage shortage = Shortage::refused);
Result<Taken> take(Call& call, org::UnitScope const& scope, VariantId variant, Quantity quantity,
                   std::string_view source, Shortage shortage = Shortage::refused);

/// Keeps these variants until the transaction ends, in key order, for a command that takes more
/// than once: else two of them could wait for each other. Those that are not there are passed over.
void hold(Call& call, org::UnitScope const& scope, std::vector<VariantId> variants);

/// Gives back what a sale took (refund, void): first off what is still to be made, the rest on
/// hand. Services have no stock. Fails: core.not_found, catalogue.bad_stock.
Result<void> put_back(Call& call, org::UnitScope const& scope, std::vector<Want> const& wants,
                      std::string_view source);
/// The same for a sale that is void: what it booked as a shortage was perhaps never there, so it is
/// taken off again. Who has counted meanwhile must count once more. Fails: as `put_back`.
Result<void> undo(Call& call, org::UnitScope const& scope, std::vector<Want> const& wants,
                  std::string_view source);

// ---- Holds: goods kept for a buyer until he pays, part of what is on hand ----

/// What one holder wants kept: stocked goods only, for the rest needs no hold.
struct HoldDraft {
    std::string holder {}; ///< id of the order or basket behind it
    std::vector<Want> wants {};
    std::optional<Timestamp> until {}; ///< absent: until it is dropped
};
/// Keeps goods in place of what the holder kept before, of any unit; all or nothing, rows locked
/// in key order. His own hold does not count against him; two wants of one variant add up.
/// Fails: core.not_found, catalogue.not_for_sale, bad_stock, whole_only, not_enough_stock
/// (placeholders name, left). The caller must roll back on failure.
Result<void> hold_for(Call& call, HoldDraft const& draft);
/// Gives back what the holder keeps, of one unit alone or of all; a second time nothing.
void drop_hold(Call& call, std::string_view holder, std::optional<UnitId> unit = {});
/// Locks what the holder keeps, in key order, for a command that does more before it drops it.
void lock_held(Call& call, std::string_view holder);
/// What the holder keeps now.
std::vector<Want> held_for(View const& view, std::string_view holder);
/// Gives back what was kept until now at most, 200 at once; true when more may wait.
bool expire_holds(Call& call);

// ---- Stock: by the desk; each is audited ----

struct StockLevel {
    VariantId variant {};
    Quantity on_hand {};
    StockReason reason { StockReason::count }; ///< opening, correction or count
    std::string note {};
    std::optional<Quantity> recorded {}; ///< what the books said to who counted; else not compared
};
/// Sets what is on hand: one movement, or none when it is so already. A count resolves the
/// variant's open shortages. Fails: core.not_found, catalogue.moved_since (`recorded` is no longer
/// so), catalogue.below_held, catalogue.bad_stock, catalogue.whole_only, catalogue.uncounted (a
/// service).
Result<void> set_stock(Call& call, org::UnitScope const& scope, StockLevel const& level);

struct StockChange {
    VariantId variant {};
    Quantity quantity {}; ///< positive; the reason says whether it comes or goes
    StockReason reason { StockReason::production }; ///< or spoiled, kitchen, social_aid, own_use
    std::string note {};
};
/// Adds or removes; production first meets what was sold ahead. Fails: as set_stock, and
/// catalogue.not_enough_stock.
Result<void> change_stock(Call& call, org::UnitScope const& scope, StockChange const& change);

// ---- Products: by the desk and the importer; each is audited and announces ProductChanged ----

/// Adds a draft. Its slug is made from name and unit code and never changes.
/// Fails: core.invalid (fields), core.not_found (the activity).
Result<ProductId> add_product(Call& call, org::UnitScope const& scope, ProductDraft const& draft);
/// Fails: core.not_found, core.invalid.
Result<void> edit_product(Call& call, org::UnitScope const& scope, ProductId product,
                          ProductDraft const& draft);
/// draft -> published <-> withdrawn. Fails: core.not_found, catalogue.bad_move,
/// catalogue.not_ready (no variant for sale).
Result<void> set_state(Call& call, org::UnitScope const& scope, ProductId product,
                       ProductState state);
/// Replaces the papers. Fails: core.not_found, core.invalid, catalogue.too_many (over 12).
Result<void> set_papers(Call& call, org::UnitScope const& scope, ProductId product,
                        std::vector<Paper> const& papers);

/// An empty code is replaced by the unit's next free number.
/// Fails: core.not_found, core.invalid, catalogue.code_taken, barcode_taken, too_many (over 60).
Result<VariantId> add_variant(Call& call, org::UnitScope const& scope, ProductId product,
                              VariantDraft const& draft);
/// Changes everything but price, cost and stock, which have their own commands.
Result<void> edit_variant(Call& call, org::UnitScope const& scope, VariantId variant,
                          VariantDraft const& draft);
/// Writes a row of price history; none when nothing changes. Sales before keep what they froze
/// . Fails: core.not_found, core.invalid.
Result<void> set_price(Call& call, org::UnitScope const& scope, VariantId variant,
                       PriceTag const& price);

/// Fails: core.invalid (a number that is no telephone's).
Result<void> set_window(Call& call, org::UnitScope const& scope, ShopWindow const& window);

// ---- Queries of one unit ----

/// What can be sold, by words of the name, code or barcode (an exact code first), at most 20.
std::vector<Sellable> find(View const& view, org::UnitScope const& scope, std::string_view text);
/// Everything that can be sold, in order of id, after `after`; at most 500 a call.
std::vector<Sellable> sellables(View const& view, org::UnitScope const& scope,
                                VariantId after = {});
/// One of them, if it can be sold.
std::optional<Sellable> sellable(View const& view, org::UnitScope const& scope, VariantId variant);
/// Those of a product, in its own order.
std::vector<Sellable> sellables_of(View const& view, org::UnitScope const& scope,
                                   ProductId product);
/// The same of all pages, for forms that offer everything.
std::vector<Sellable> all_sellables(View const& view, org::UnitScope const& scope);
/// What was written at or after `since` (words, price, stock or photo), for sale or not, as
/// `for_sale` tells; in order of id, after `after`; at most 2,000 a call.
std::vector<Sellable> changed(View const& view, org::UnitScope const& scope, Timestamp since,
                              VariantId after = {});
/// Codes are compared exactly as written. Withdrawn ones too.
std::optional<Sellable> sellable_by_code(View const& view, org::UnitScope const& scope,
                                         std::string_view code);
/// The price in force at that instant: for sales made without a network. Fails: core.not_found.
Result<PriceTag> price_at(View const& view, org::UnitScope const& scope, VariantId variant,
                          Timestamp at);
/// Asks about a price that does not bring in the cost. Fails: core.invalid, at the field "sure".
Result<void> check_cost(PriceTag const& price);
/// The same, and about one with a zero too many or too few beside the price in force.
/// Fails: core.not_found, core.invalid.
Result<void> check_likely(View const& view, org::UnitScope const& scope, VariantId variant,
                          PriceTag const& price);
/// Fails: core.not_found.
Result<Product> product(View const& view, org::UnitScope const& scope, ProductId product);
/// A product as people know it.
struct GoodsName {
    ProductId product {};
    std::string name {}; ///< of product, or of product and variant
};
BOOST_DESCRIBE_STRUCT(GoodsName, (), (product, name))
/// By the id of a product or of a variant. Fails: core.not_found, also for another unit's.
Result<GoodsName> goods_name(View const& view, org::UnitScope const& scope, std::string_view id);
/// Every state, newest first, at most 500 before `before`.
std::vector<ProductRow> products(View const& view, org::UnitScope const& scope,
                                 std::optional<Position> const& before = {});
std::vector<Movement> movements(View const& view, org::UnitScope const& scope, VariantId variant);
std::vector<PriceRow> price_history(View const& view, org::UnitScope const& scope,
                                    VariantId variant);
std::vector<OpenShortage> open_shortages(View const& view, org::UnitScope const& scope);

// ---- The public shelf: published products of open units, nothing else ever ----

/// At most 24 cards, the place of the next page, and how the list can be narrowed down. Words are
/// found in names, stories and places, by their stems and synonyms; when nothing has them, what was
/// meant is looked for. The number of queries is the same for every list.
Shelf shelf(View const& view, ShelfFilter const& filter);
/// The first cards of a list without words, and nothing counted; at most 24.
std::vector<Card> cards(View const& view, ShelfFilter const& filter, std::size_t count);
/// Goods beside this one: of the same unit first, then of the same kind; at most six.
std::vector<Card> related(View const& view, Product const& product);
/// Empty when the unit says nothing.
ShopWindow window(View const& view, UnitId unit);
/// The tag of pages that show what a unit says of itself.
std::string window_tag(UnitId unit);
/// The latest first, for feeds; at most 100.
std::vector<Listed> latest(View const& view, int count);
/// Those with numbers after `from` up to `to`, in order: feeds are cut into parts by number.
std::vector<Listed> listed(View const& view, std::int64_t from, std::int64_t to);
/// The greatest number so far.
std::int64_t last_number(View const& view);
/// Names of products and kits that what is being typed may become, at most 8.
std::vector<std::string> suggestions(View const& view, std::string_view typed);
/// The papers of a product, of whatever unit; none when there is no such product.
std::vector<Paper> papers(View const& view, ProductId product);
/// The card of a published product of an open unit.
std::optional<Card> card(View const& view, ProductId product);
/// Nothing for what the public cannot buy now.
std::optional<PublicOffer> public_offer(View const& view, VariantId variant);
/// Fails: core.not_found for drafts, withdrawn ones and those of closed units.
Result<Product> public_product(View const& view, std::string_view slug);

/// What a product sold in the last weeks.
struct Sold {
    ProductId product {};
    Quantity quantity {};
};
BOOST_DESCRIBE_STRUCT(Sold, (), (product, quantity))
/// Told from above, for the order of lists; who is not named sold nothing. Writes what is new, a
/// thousand rows a call; true when more is left.
bool note_sold(db::Tx& tx, std::vector<Sold> const& sold);

/// The rules by which products are found: raised when they change, so that all are indexed anew.
inline constexpr std::int64_t index_edition = 1;
/// Indexes what was published before these rules, some products or kits a transaction. Called by
/// app before serving. Fails: as the database does.
Result<void> index_all(db::Engine& engine);
/// What index_all makes of the goods, beside the words, which each engine keeps in its own way.
inline constexpr std::array<std::string_view, 3> index_tables { "catalogue_find",
                                                                "catalogue_kit_find",
                                                                "catalogue_vocabulary" };

// ---- Where a buyer's money goes: told by whoever keeps the books ----

/// One part of a price: `part` names it in the bar, `from` is where it begins there.
struct MoneyThread {
    std::string part {};
    std::string words {};
    Rupiah amount {};
    Rupiah from {};
};
BOOST_DESCRIBE_STRUCT(MoneyThread, (), (part, words, amount, from))

/// How the price of one piece is shared out by the rule in force today.
struct MoneyPath {
    std::vector<MoneyThread> threads {}; ///< none: no rule is in force
    std::vector<MoneyThread> bar {};     ///< the threads that take room
    Rupiah bar_total {};
    Rupiah price {};
    Measure measure { Measure::pcs };
    std::string variant {};      ///< its name, when there are several
    bool cost_missing { false }; ///< the shares are of the price, for the cost is not recorded
    std::string rule {};         ///< which rule, in a sentence
    std::string source {};       ///< the decree behind it
    Lang source_lang { Lang::id };
    std::vector<std::string> tags {}; ///< what drops a page that tells this
};
BOOST_DESCRIBE_STRUCT(MoneyPath, (),
                      (threads, bar, bar_total, price, measure, variant, cost_missing, rule, source,
                       source_lang))
using MoneyTeller = MoneyPath (*)(View const&, Product const&, Variant const&);
/// Who tells it; set once by app before serving. Until then product pages say nothing of it.
void tell_money_by(MoneyTeller teller);

// ---- What buyers say of it: kept and told by whoever stands above ----

/// Adds to what buyers gave (or takes off), in the transaction that publishes a review; drops the
/// pages that show it.
void add_rating(db::Tx& tx, ProductId product, Rating const& more);
/// As people read it; nothing before anybody has said anything.
std::optional<RatingView> rating_view(Rating const& rating);
/// The tag of a product's page, and of others that show its reviews.
std::string page_tag(ProductId product);
/// Drops the pages of a product whose reviews read otherwise now.
void touch_reviews(db::Tx& tx, ProductId product);
struct Rated {
    ProductId product {};
    std::int64_t count {};
    std::int64_t sum {};
};
BOOST_DESCRIBE_STRUCT(Rated, (), (product, count, sum))
/// Of products that have any, in order, after that one; at most 1,000.
std::vector<Rated> ratings(db::Read& read, ProductId after = {});

struct VoiceText {
    std::string text {};
};
BOOST_DESCRIBE_STRUCT(VoiceText, (), (text))
/// A published review, as the product's page shows it.
struct Voice {
    std::string review {};
    std::int64_t stars {}; ///< tenths: 40 of 50
    std::string stars_words {};
    std::string by {};
    Day on {};
    std::vector<VoiceText> words {};
    bool photo { false };
    std::string answer {}; ///< of the unit
};
BOOST_DESCRIBE_STRUCT(Voice, (), (review, stars, stars_words, by, on, words, photo, answer))
using VoiceTeller = std::vector<Voice> (*)(View const&, ProductId);
/// Who tells the latest of them; set once by app before serving.
void tell_voices_by(VoiceTeller teller);

// ---- Times of services: kept by whoever stands above ----

/// A time at which a service can be done, as a form sends it and as people read it.
struct ServiceTime {
    std::string slot {};
    std::string words {};
};
BOOST_DESCRIBE_STRUCT(ServiceTime, (), (slot, words))
/// Nothing for what has no times of its own.
using TimeTeller = std::optional<std::vector<ServiceTime>> (*)(View const&, Product const&);
/// Who tells them; set once by app before serving.
void tell_times_by(TimeTeller teller);

// ---- Wishes: kept by whoever stands above ----

/// Whether products' pages offer to keep them in mind; set once by app before serving.
void offer_wishes(bool offered);

// ---- Photos ----

/// Where photos are kept (DIR/media); set once by app before serving.
void keep_media_in(std::filesystem::path folder);
/// Re-encodes a picture in a limited child process and keeps its renditions; touches no database.
/// Fails: core.invalid (field photo: what is wrong with it), catalogue.photo_failed.
Result<MadePhoto> make_photo(std::string_view bytes);
/// Re-encodes a picture that the public must not see: the largest rendition as WebP, kept nowhere.
/// Fails: as make_photo.
Result<std::string> private_photo(std::string_view bytes);
/// The same with the longer side at most 600 pixels.
Result<std::string> private_small_photo(std::string_view bytes);
/// Fails: core.not_found, core.invalid, catalogue.too_many (over 8).
Result<PhotoId> add_photo(Call& call, org::UnitScope const& scope, ProductId product,
                          MadePhoto const& made, PhotoText const& text);
/// Fails: core.not_found, also for a photo of another product.
Result<void> remove_photo(Call& call, org::UnitScope const& scope, ProductId product,
                          PhotoId photo);
/// The whole life of the child: `main` calls it when its one argument is "photo-child".
int photo_child();

// ---- For reports ----

/// Of any unit's product, as it is now. Nothing for one that is not there.
std::optional<ProductKind> kind_of(db::Read& read, ProductId product);

/// A variant whose goods are counted, also one that is not for sale any more.
struct CountedGoods {
    VariantId variant {};
    std::string name {}; ///< of product and variant
    std::string code {};
    Measure measure { Measure::pcs };
    Quantity on_hand {};
    std::optional<Rupiah> cost {};
    Rupiah price {};
};
BOOST_DESCRIBE_STRUCT(CountedGoods, (), (variant, name, code, measure, on_hand, cost, price))
/// Of the unit, by name and code, at most 2,000.
std::vector<CountedGoods> counted_goods(View const& view, org::UnitScope const& scope);

/// What a unit's goods on hand have cost; those whose cost nobody knows are counted, not valued.
struct StockValue {
    UnitId unit {};
    Rupiah value {};
    std::int64_t variants {}; ///< with something on hand
    std::int64_t unknown {};  ///< of them, those without a cost
};
BOOST_DESCRIBE_STRUCT(StockValue, (), (unit, value, variants, unknown))
/// Of every unit that has any.
std::vector<StockValue> stock_values(View const& view);

// ---- Wiring ----

void add_routes(web::Routes& routes);
/// Keeps the shelf's copy of unit names and closings; subscribed by app.
core::Subscriber unit_subscriber();

// ---- Proof ----

/// The first variant whose stock is not the sum of its movements, movement that does not follow
/// from the one before or that the audit trail knows otherwise, or variant without its product or
/// price.
std::optional<std::string> first_broken_stock(db::Read& read);

/// What one movement with a document behind it did: a sale, its void or a refund.
struct DocumentMove {
    std::string source {};
    StockReason reason { StockReason::sale };
    Quantity delta {};
    Quantity ordered_delta {};
};
/// A variant's movements with a document behind them, for the proof of sales.
struct StockTale {
    VariantId variant {};
    ProductId product {};
    bool service { false };   ///< it is one now
    Timestamp empty_until {}; ///< when it last had nothing on hand and nothing to be made: only
                              ///< then may a service have become something counted
    std::vector<DocumentMove> moves {};
};
/// Calls `visit` for each variant of the unit. Fails: db.unreadable.
Result<void> each_stock_tale(db::Read& read, UnitId unit,
                             std::function<void(StockTale const&)> const& visit);

/// One movement of a variant's goods, for whoever asks where a lot went.
struct StockMove {
    std::int64_t seq {};
    Timestamp at {};
    StockReason reason { StockReason::sale };
    Quantity delta {};
    Quantity ordered_delta {};
    std::string source {}; ///< id of the sale or refund, or empty
    std::string note {};
};
/// Calls `visit` for each, oldest first. Fails: db.unreadable.
Result<void> each_movement(db::Read& read, VariantId variant,
                           std::function<void(StockMove const&)> const& visit);

} // namespace karya::catalogue
