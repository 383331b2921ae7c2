// One payment or move: its papers, its entry, and taking it back.

#include "album/album.h"
#include "cash/routes.h"
#include "catalogue/catalogue.h"
#include "web/routes.h"

namespace karya::cash {

namespace {

struct Back {
    LocalTime at {};
    std::string why {};
    EntryId entry {};
};
BOOST_DESCRIBE_STRUCT(Back, (), (at, why, entry))

struct WhyForm {
    std::string why {};
};
BOOST_DESCRIBE_STRUCT(WhyForm, (), (why))

struct MovePage {
    std::string title {};
    CashMoveId move {};
    UnitId unit {};
    std::string unit_name {};
    MoveKind kind {};
    bool spent { false };
    Day day {};
    ledger::Account from {};
    Rupiah amount {};
    bool has_fee { false };
    Rupiah fee {};
    Rupiah arrived {}; ///< of what was settled, without the fee
    std::string activity_name {};
    std::string payee {};
    std::string about {};
    EntryId entry {};
    LocalTime at {};
    std::optional<Back> back {};
    std::vector<album::Photo> photos {};
    WhyForm form {};
};
BOOST_DESCRIBE_STRUCT(MovePage, (),
                      (title, move, unit, unit_name, kind, spent, day, from, amount, has_fee, fee,
                       arrived, activity_name, payee, about, entry, at, back, photos, form))

album::Subject album_of(CashMoveId id) { return { "cash", id.text(), album::Shown::above }; }

Result<MovePage> show_move(View& view, MovePath const& path)
{
    auto const scope = TRY(org::reach(view, TRY(unit_of(view, path.move))));
    auto const found = TRY(move(view, scope, path.move));
    MovePage page { .title = number_of(scope, found),
                    .move = found.id,
                    .unit = scope.unit(),
                    .unit_name = TRY(org::unit(view, scope.unit())).name,
                    .kind = found.kind,
                    .spent = is_spent(found.kind),
                    .day = found.day,
                    .from = found.from,
                    .amount = found.amount,
                    .has_fee = found.fee != Rupiah {},
                    .fee = found.fee,
                    .arrived = found.amount - found.fee,
                    .payee = found.payee,
                    .about = found.about,
                    .entry = found.entry,
                    .at = { found.made_at, scope.zone() } };
    if (found.activity) page.activity_name = TRY(org::activity(view, scope, *found.activity)).name;
    if (found.back_at)
        page.back = Back { { *found.back_at, scope.zone() }, found.back_why, *found.back_entry };
    page.photos = album::photos(view, scope, album_of(found.id));
    return page;
}

struct BackInput {
    CashMoveId move {};
    std::string why {};
};
BOOST_DESCRIBE_STRUCT(BackInput, (), (move, why))

Result<MovePath> post_back(Call& call, BackInput const& input)
{
    TRY(take_back(call, TRY(org::own(call.view())), input.move, input.why));
    return MovePath { input.move };
}

struct PhotoInput {
    CashMoveId move {};
    web::Upload photo {};
    std::string webp {}; ///< made by `prepare`, never sent
};
BOOST_DESCRIBE_STRUCT(PhotoInput, (), (move, photo))

Result<void> prepare_photo(View& view, PhotoInput& input)
{
    TRY(move(view, TRY(org::own(view)), input.move));
    input.webp = TRY(catalogue::private_photo(input.photo.bytes));
    return {};
}

Result<MovePath> post_photo(Call& call, PhotoInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    TRY(move(call.view(), scope, input.move));
    TRY(album::add(call, scope, album_of(input.move), input.webp));
    return MovePath { input.move };
}

struct PhotoPath {
    CashMoveId move {};
    AlbumPhotoId photo {};
};
BOOST_DESCRIBE_STRUCT(PhotoPath, (), (move, photo))

Result<MovePath> post_photo_removal(Call& call, PhotoPath const& path)
{
    TRY(album::remove(call, TRY(org::own(call.view())), album_of(path.move), path.photo));
    return MovePath { path.move };
}

} // namespace

void add_move_routes(web::Routes& routes)
{
    routes.query<MovePath, MovePage>(one_move, read_right, show_move, { "cash/move" });
    routes.command<BackInput, MovePath>("/meja/kas/{move}/pembatalan", take_back_right, post_back,
                                        { one_move, one_move });
    routes.slow_command<PhotoInput, MovePath>("/meja/kas/{move}/foto", write_right, prepare_photo,
                                              post_photo, { one_move, one_move });
    // A paper is evidence: not for whoever added it to take away.
    routes.command<PhotoPath, MovePath>("/meja/kas/{move}/foto/{photo}/penghapusan",
                                        take_back_right, post_photo_removal,
                                        { one_move, one_move });
}

} // namespace karya::cash
