#include "catalogue/drafts.h"
#include "base/leaf.h"
#include "base/text.h"
#include "catalogue/state.h"
#include "core/call.h"

namespace karya::catalogue {

namespace {

constexpr std::string_view bad_price = "catalogue.bad_price"; ///< beyond price_max, or not above 0

/// Collects the bad fields of one draft.
class Checking {
public:
    void bad(std::string_view field, std::string_view why)
    {
        m_error.fields.push_back({ std::string { field }, std::string { why } });
    }
    void text(std::string_view field, std::string& value, std::size_t length_max)
    {
        value = trimmed(value);
        if (!is_clean_utf8(value))
            bad(field, reason::bad_text);
        else if (code_points(value) > length_max)
            bad(field, reason::too_long);
    }
    void needed(std::string_view field, std::string& value, std::size_t length_max)
    {
        text(field, value, length_max);
        if (value.empty()) bad(field, reason::required);
    }
    void wanted(std::string_view field, std::optional<std::string>& value, std::size_t length_max)
    {
        if (!value) return;
        text(field, *value, length_max);
        if (value->empty()) value.reset();
    }
    void price(PriceTag const& tag)
    {
        if (tag.price <= Rupiah { 0 } || tag.price > price_max) bad("price", bad_price);
        if (tag.cost && (*tag.cost < Rupiah { 0 } || *tag.cost > price_max)) bad("cost", bad_price);
    }
    Result<void> end()
    {
        if (m_error.fields.empty()) return {};
        return std::move(m_error);
    }

private:
    Error m_error { invalid };
};

constexpr std::size_t name_length_max = 120;
constexpr std::size_t story_length_max = 100'000;
constexpr std::size_t care_length_max = 1'000;
constexpr std::size_t size_length_max = 120;
constexpr std::size_t source_length_max = 200;
constexpr std::size_t about_length_max = 3'000;
constexpr std::size_t variant_name_length_max = 60;
constexpr std::size_t code_length_max = 40;
constexpr std::size_t number_length_max = 60;
constexpr std::size_t alt_length_max = 200;
constexpr std::int64_t lead_days_max = 365;
constexpr std::int64_t grams_max = 1'000'000;

} // namespace

Result<ProductDraft> checked(ProductDraft draft)
{
    Checking checking;
    checking.needed("name_id", draft.name_id, name_length_max);
    checking.wanted("name_en", draft.name_en, name_length_max);
    checking.wanted("story_id", draft.story_id, story_length_max);
    checking.wanted("story_en", draft.story_en, story_length_max);
    checking.wanted("care_id", draft.care_id, care_length_max);
    checking.wanted("care_en", draft.care_en, care_length_max);
    checking.wanted("size", draft.size, size_length_max);
    checking.wanted("market_source", draft.market_source, source_length_max);
    // A comparison without its source is worth nothing, nor a source without a price.
    if (draft.market_price && !draft.market_source) checking.bad("market_source", reason::required);
    if (!draft.market_price && draft.market_source) checking.bad("market_price", reason::required);
    if (draft.market_price
        && (*draft.market_price <= Rupiah { 0 } || *draft.market_price > price_max))
        checking.bad("market_price", bad_price);
    TRY(checking.end());
    return draft;
}

Result<std::vector<Paper>> checked(std::vector<Paper> papers)
{
    Checking checking;
    for (std::size_t i = 0; i < papers.size(); ++i)
        checking.needed("papers." + std::to_string(i) + ".number", papers[i].number,
                        number_length_max);
    TRY(checking.end());
    return papers;
}

Result<VariantDraft> checked(VariantDraft draft, PriceRead price)
{
    Checking checking;
    checking.wanted("name", draft.name, variant_name_length_max);
    checking.wanted("code", draft.code, code_length_max);
    checking.wanted("barcode", draft.barcode, code_length_max);
    if (price == PriceRead::yes) checking.price({ draft.price, draft.cost });

    bool const to_order = draft.supply == Supply::to_order;
    if (to_order && !draft.lead_days) checking.bad("lead_days", reason::required);
    if (draft.lead_days && (*draft.lead_days < 0 || *draft.lead_days > lead_days_max))
        checking.bad("lead_days", reason::bad_number);
    if (!to_order) draft.lead_days.reset();
    if (draft.grams && (*draft.grams < 1 || *draft.grams > grams_max))
        checking.bad("grams", reason::bad_number);

    if (draft.opening && *draft.opening != Quantity {}) {
        bool const whole = !draft.whole_only || is_whole(*draft.opening);
        if (!is_level(*draft.opening) || !whole)
            checking.bad("opening", reason::bad_quantity);
        else if (draft.supply == Supply::service)
            checking.bad("opening", "catalogue.uncounted");
    }
    TRY(checking.end());
    return draft;
}

Result<void> check_price(PriceTag const& price)
{
    Checking checking;
    checking.price(price);
    return checking.end();
}

namespace {

/// "0812-3456-7890" and "+62 812 3456 7890" are "6281234567890"; empty: no telephone's number.
std::string international(std::string_view written)
{
    std::string digits;
    for (auto const letter : written) {
        if (letter >= '0' && letter <= '9')
            digits += letter;
        else if (std::string_view { "+-. ()" }.find(letter) == std::string_view::npos)
            return {};
    }
    if (digits.starts_with("0")) digits.replace(0, 1, "62");
    constexpr std::size_t least = 9;
    constexpr std::size_t most = 15;
    return digits.size() < least || digits.size() > most ? std::string {} : digits;
}

} // namespace

Result<ShopWindow> checked(ShopWindow window)
{
    Checking checking;
    checking.wanted("about_id", window.about_id, about_length_max);
    checking.wanted("about_en", window.about_en, about_length_max);
    checking.wanted("whatsapp", window.whatsapp, number_length_max);
    if (window.whatsapp) {
        window.whatsapp = international(*window.whatsapp);
        if (window.whatsapp->empty()) checking.bad("whatsapp", "catalogue.bad_phone");
    }
    TRY(checking.end());
    return window;
}

Result<PhotoText> checked(PhotoText text)
{
    Checking checking;
    checking.needed("alt_id", text.alt_id, alt_length_max);
    checking.wanted("alt_en", text.alt_en, alt_length_max);
    TRY(checking.end());
    return text;
}

} // namespace karya::catalogue
