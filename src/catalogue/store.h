#pragma once
// Rows of products, variants, papers and photos.

#include "catalogue/catalogue.h"

namespace karya::catalogue::store {

/// A product without its parts.
struct ProductBody {
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
};
BOOST_DESCRIBE_STRUCT(ProductBody, (),
                      (id, unit, activity, contract, slug, name_id, name_en, story_id, story_en,
                       kind, state, origin, reach, availability, care_id, care_en, size,
                       market_price, market_source))

/// What a card shows beyond the product's own words.
struct Facts {
    std::optional<Rupiah> price_min {};
    std::optional<Rupiah> price_max {};
    Availability availability { Availability::sold_out };
    std::optional<std::string> photo {};
    friend bool operator==(Facts const&, Facts const&) = default;
};
BOOST_DESCRIBE_STRUCT(Facts, (), (price_min, price_max, availability, photo))

/// Facts as stored, under the product's lock.
struct StoredFacts {
    ProductState state { ProductState::draft };
    std::optional<Rupiah> price_min {};
    std::optional<Rupiah> price_max {};
    Availability availability { Availability::sold_out };
    std::optional<std::string> photo {};
    Facts facts() const { return { price_min, price_max, availability, photo }; }
};
BOOST_DESCRIBE_STRUCT(StoredFacts, (), (state, price_min, price_max, availability, photo))

StoredFacts locked_facts(db::Tx& tx, ProductId product);
/// Something of it that tills show was written now.
void mark_changed(Call& call, ProductId product);
Facts summed_facts(db::Read& read, ProductId product);
void set_facts(db::Tx& tx, ProductId product, Facts const& facts);

/// Writes the shelf's copy of a unit.
void put_unit(db::Tx& tx, org::Unit const& unit);
void put_window(Call& call, UnitId unit, ShopWindow const& window);
std::int64_t next_code_number(db::Tx& tx, UnitId unit);

bool slug_taken(db::Read& read, std::string_view slug);
void insert_product(db::Tx& tx, ProductBody const& body, Timestamp added_at);
void update_product(db::Tx& tx, ProductBody const& body);
/// Writes what the variants repeat of their product.
void update_variants(db::Tx& tx, ProductBody const& body);
void set_state(db::Tx& tx, ProductId product, ProductState state, Timestamp now);
std::optional<ProductBody> product(db::Read& read, UnitId unit, ProductId product);
/// The product with its parts, or nothing.
std::optional<Product> whole_product(db::Read& read, UnitId unit, ProductId product);
Product with_parts(db::Read& read, ProductBody body);
std::vector<ProductRow> products(db::Read& read, UnitId unit, std::optional<Position> const& before,
                                 Lang lang);

/// One variant with what it repeats of its product.
struct NewVariant {
    VariantId id {};
    std::int64_t ordinal {};
    std::string code {};
    bool sellable { true };
};
std::optional<GoodsName> goods_name(db::Read& read, UnitId unit, std::string_view id);
std::vector<Variant> variants(db::Read& read, ProductId product);
std::optional<Variant> variant(db::Read& read, UnitId unit, VariantId id);
/// True when another variant of the product than `but` is for sale.
bool has_for_sale(db::Read& read, ProductId product, VariantId but);
bool code_taken(db::Read& read, UnitId unit, std::string_view code, VariantId but);
bool barcode_taken(db::Read& read, UnitId unit, std::string_view barcode, VariantId but);
void insert_variant(db::Tx& tx, ProductBody const& body, NewVariant const& made,
                    VariantDraft const& draft);
void update_variant(db::Tx& tx, ProductBody const& body, NewVariant const& made,
                    VariantDraft const& draft);

// Whose it is, before anybody's right to it is known.
std::optional<UnitId> unit_of(db::Read& read, ProductId product);
std::optional<UnitId> unit_of(db::Read& read, VariantId variant);
std::optional<UnitId> unit_of(db::Read& read, PhotoId photo);

std::vector<Paper> papers(db::Read& read, ProductId product);
void replace_papers(db::Tx& tx, ProductId product, std::vector<Paper> const& papers);

std::int64_t photo_count(db::Read& read, ProductId product);
void insert_photo(Call& call, UnitId unit, ProductId product, Photo const& photo);
/// The product it belonged to, or nothing.
std::optional<ProductId> delete_photo(db::Tx& tx, UnitId unit, PhotoId photo);

} // namespace karya::catalogue::store
