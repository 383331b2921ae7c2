// The basket: goods go in from their page, and are weighed up before ordering.

#include "orders/routes.h"
#include "web/routes.h"
#include "web/session.h"

namespace karya::orders {

namespace {

// ---- POST /keranjang/barang ----

struct PutInput {
    std::string slug {}; ///< of the page it comes from
    VariantId variant {};
    Quantity quantity {};
    std::optional<std::string> slot {}; ///< of a service that has times: "2026-11-30 540"
};
BOOST_DESCRIBE_STRUCT(PutInput, (), (slug, variant, quantity, slot))

/// Everything the browser needs is in its cookie.
struct PutDone {
    std::string token {};
    static constexpr bool secret = true;
    web::Headers headers() const
    {
        return { { "Set-Cookie",
                   std::string { web::basket_cookie } + "=" + token
                       + "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=2592000" } };
    }
};
BOOST_DESCRIBE_STRUCT(PutDone, (), ())

Result<PutDone> post_goods(Call& call, PutInput const& input)
{
    std::optional<PickDay> time;
    if (input.slot) time = TRY(pick_of({}, *input.slot));
    return PutDone { TRY(
        put_in(call, call.caller.basket_token, { input.variant, input.quantity }, time)) };
}

// ---- POST /keranjang/paket ----

struct PutKitInput {
    std::string slug {}; ///< of the page it comes from
    KitId kit {};
    std::int64_t pieces {};
};
BOOST_DESCRIBE_STRUCT(PutKitInput, (), (slug, kit, pieces))

Result<PutDone> post_kit(Call& call, PutKitInput const& input)
{
    return PutDone { TRY(put_kit_in(call, call.caller.basket_token, { input.kit, input.pieces })) };
}

// ---- /keranjang ----

struct PartView {
    UnitId unit {};
    std::string unit_name {};
    std::string unit_slug {};
    std::string place {};
    std::vector<LineView> lines {};
    std::vector<KitView> kits {};
    Rupiah total {};
};
BOOST_DESCRIBE_STRUCT(PartView, (), (unit, unit_name, unit_slug, place, lines, kits, total))

/// The coupon that was named; with words, when it takes nothing off.
struct NamedCoupon {
    std::string code {};
    Rupiah discount {};
    std::string trouble {};
    bool counts { false };
};
BOOST_DESCRIBE_STRUCT(NamedCoupon, (), (code, discount, trouble, counts))

struct BasketPage {
    std::vector<PartView> parts {};
    std::vector<LineView> gone {};
    std::vector<KitView> gone_kits {};
    bool some_gone { false };
    std::optional<NamedCoupon> coupon {};
    Rupiah total {}; ///< less what the coupon takes off
    bool empty { true };
    bool several { false }; ///< units
    bool sound { true };
};
BOOST_DESCRIBE_STRUCT(BasketPage, (),
                      (parts, gone, gone_kits, some_gone, coupon, total, empty, several, sound))

Result<BasketPage> show_basket(View& view, web::Nothing const&)
{
    auto const found = basket(view, view.caller.basket_token);
    BasketPage page { .some_gone = !found.gone.empty() || !found.gone_kits.empty(),
                      .total = found.total - found.discount(),
                      .empty = found.empty(),
                      .several = found.parts.size() > 1,
                      .sound = found.sound };
    if (found.coupon)
        page.coupon = NamedCoupon { found.coupon->code, found.discount(), found.coupon->trouble,
                                    found.coupon->trouble.empty() };
    std::int64_t lines = 0;
    std::int64_t kits = 0;
    for (auto const& part : found.parts) {
        PartView shown { .unit = part.unit,
                         .unit_name = part.unit_name,
                         .unit_slug = part.unit_slug,
                         .place = part.place,
                         .total = part.total };
        auto goods = goods_of(view.lang, part);
        for (auto& line : goods.lines) line.index = lines++;
        for (auto& kit : goods.kits) kit.index = kits++;
        shown.lines = std::move(goods.lines);
        shown.kits = std::move(goods.kits);
        page.parts.push_back(std::move(shown));
    }
    for (auto const& line : found.gone) {
        page.gone.push_back(view_of(view.lang, line));
        page.gone.back().index = lines++;
    }
    for (auto const& kit : found.gone_kits) {
        page.gone_kits.push_back(view_of(kit));
        page.gone_kits.back().index = kits++;
    }
    return page;
}

/// Which button was pressed.
enum class Next : std::uint8_t { stay, order };
BOOST_DESCRIBE_ENUM(Next, stay, order)

struct LineInput {
    VariantId variant {};
    std::optional<Quantity> quantity {}; ///< absent: taken out
    std::optional<std::string> slot {};  ///< of a service that has times
};
BOOST_DESCRIBE_STRUCT(LineInput, (), (variant, quantity, slot))

struct KitInput {
    KitId kit {};
    std::optional<std::int64_t> pieces {}; ///< absent: taken out
};
BOOST_DESCRIBE_STRUCT(KitInput, (), (kit, pieces))

struct BasketInput {
    std::vector<LineInput> lines {};
    std::vector<KitInput> kits {};
    std::optional<VariantId> out {}; ///< this line goes out
    std::optional<KitId> out_kit {}; ///< this kit, whole
    std::optional<Next> next {};
};
BOOST_DESCRIBE_STRUCT(BasketInput, (), (lines, kits, out, out_kit, next))

struct BasketSet {
    std::string back {};
    static constexpr bool secret = true;
};
BOOST_DESCRIBE_STRUCT(BasketSet, (), (back))

Result<BasketSet> post_basket(Call& call, BasketInput const& input)
{
    std::vector<catalogue::Want> wants;
    std::vector<TimeWish> times;
    for (auto const& line : input.lines) {
        if (line.slot) times.push_back({ line.variant, TRY(pick_of({}, *line.slot)) });
        bool const out = input.out == line.variant;
        wants.push_back({ line.variant, out ? Quantity {} : line.quantity.value_or(Quantity {}) });
    }
    auto const& token = call.caller.basket_token;
    std::vector<KitWant> kits;
    for (auto const& kit : input.kits)
        kits.push_back({ kit.kit, input.out_kit == kit.kit ? 0 : kit.pieces.value_or(0) });
    TRY(set_quantities(call, token, wants));
    TRY(set_kits(call, token, kits));
    choose_times(call, token, times);
    if (input.next != Next::order) return BasketSet { "/keranjang" };
    TRY(begin(call, token));
    return BasketSet { "/pemesanan" };
}

// ---- POST /keranjang/kupon ----

struct CouponInput {
    std::optional<std::string> code {}; ///< absent: it is taken off
};
BOOST_DESCRIBE_STRUCT(CouponInput, (), (code))

Result<web::Nothing> post_coupon(Call& call, CouponInput const& input)
{
    TRY(name_coupon(call, call.caller.basket_token, input.code.value_or("")));
    return web::Nothing {};
}

} // namespace

void add_basket_routes(web::Routes& routes)
{
    routes.command<PutInput, PutDone>("/keranjang/barang", anyone, post_goods,
                                      { "/keranjang", "/produk/{slug}" });
    routes.command<PutKitInput, PutDone>("/keranjang/paket", anyone, post_kit,
                                         { "/keranjang", "/paket/{slug}" });
    routes.query<web::Nothing, BasketPage>("/keranjang", anyone, show_basket, { "orders/basket" });
    routes.command<BasketInput, BasketSet>("/keranjang", anyone, post_basket,
                                           { "{back}", "/keranjang" });
    routes.command<CouponInput, web::Nothing>("/keranjang/kupon", anyone, post_coupon,
                                              { "/keranjang", "/keranjang" });
}

} // namespace karya::orders
