// Photos of products: made in the child, kept by their content's hash, named in the database.

#include "base/hash.h"
#include "catalogue/catalogue.h"
#include "catalogue/drafts.h"
#include "catalogue/media.h"
#include "catalogue/photo_child.h"
#include "catalogue/shelf_facts.h"
#include "catalogue/store.h"
#include "core/audit.h"

namespace karya::catalogue {

namespace {

std::string_view reason_of(image::Problem problem)
{
    switch (problem) {
    case image::Problem::kind: return "catalogue.photo_kind";
    case image::Problem::bytes: return "catalogue.photo_bytes";
    case image::Problem::pixels: return "catalogue.photo_pixels";
    case image::Problem::broken:
    case image::Problem::none: break;
    }
    return "catalogue.photo_broken";
}

/// The same picture always gets the same name; the name tells nothing about the file that came in.
std::string name_of(image::Rendered const& rendered)
{
    constexpr std::size_t length = 32;
    std::string all;
    for (auto const& rendition : rendered.renditions) all += sha256_hex(rendition.bytes);
    return sha256_hex(all).substr(0, length);
}

Result<image::Rendered> good_renditions(std::string_view bytes)
{
    auto rendered = TRY(render_in_child(bytes));
    if (rendered.problem != image::Problem::none)
        return Error { invalid }.at("photo", std::string { reason_of(rendered.problem) });
    return rendered;
}

} // namespace

Result<MadePhoto> make_photo(std::string_view bytes)
{
    auto const rendered = TRY(good_renditions(bytes));
    auto const name = name_of(rendered);
    for (std::size_t i = 0; i < image::endings.size(); ++i)
        TRY(media::keep(name + std::string { image::endings[i] }, rendered.renditions[i].bytes));
    auto const& largest = rendered.renditions[0];
    return MadePhoto { name, largest.width, largest.height };
}

Result<std::string> private_photo(std::string_view bytes)
{
    auto rendered = TRY(good_renditions(bytes));
    return std::move(rendered.renditions[0].bytes);
}

Result<std::string> private_small_photo(std::string_view bytes)
{
    static_assert(image::endings[1] == "-600.webp");
    auto rendered = TRY(good_renditions(bytes));
    return std::move(rendered.renditions[1].bytes);
}

Result<PhotoId> add_photo(Call& call, org::UnitScope const& scope, ProductId product,
                          MadePhoto const& made, PhotoText const& given)
{
    constexpr std::int64_t photos_max = 8;
    auto const text = TRY(checked(given));
    auto const body = store::product(call.tx, scope.unit(), product);
    if (!body) return not_found;
    store::locked_facts(call.tx, product); // so that two uploads count each other
    if (store::photo_count(call.tx, product) >= photos_max) return too_many;
    Photo const photo { PhotoId::make(call.now),  made.name,  text.alt_id,
                        text.alt_en.value_or(""), made.width, made.height };
    store::insert_photo(call, scope.unit(), product, photo);
    refresh_facts(call.tx, product);
    store::mark_changed(call, product);
    touch_product(call.tx, product);
    core::audit(call,
                { .what = "catalogue.add_photo",
                  .object = product.text(),
                  .after = made.name,
                  .unit = scope.unit() });
    return photo.id;
}

Result<void> remove_photo(Call& call, org::UnitScope const& scope, ProductId product, PhotoId photo)
{
    // The renditions stay: an old page may still show them, and another product may share them.
    if (store::delete_photo(call.tx, scope.unit(), photo) != product) return not_found;
    refresh_facts(call.tx, product);
    store::mark_changed(call, product);
    touch_product(call.tx, product);
    core::audit(call,
                { .what = "catalogue.remove_photo",
                  .object = product.text(),
                  .before = photo.text(),
                  .unit = scope.unit() });
    return {};
}

} // namespace karya::catalogue
