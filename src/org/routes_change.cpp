// How the desk adds a unit and changes it: each change is a thing with a small page of its own.

#include "web/routes.h"

#include "org/routes_desk.h"
#include <algorithm>

namespace karya::org {

namespace {

// ---- Choices ----

struct ClassChoice {
    std::string unit_class {};
};
BOOST_DESCRIBE_STRUCT(ClassChoice, (), (unit_class))
struct KindChoice {
    UnitKind kind {};
};
BOOST_DESCRIBE_STRUCT(KindChoice, (), (kind))
struct CategoryChoice {
    UnitCategory category {};
};
BOOST_DESCRIBE_STRUCT(CategoryChoice, (), (category))

std::vector<ClassChoice> class_choices()
{
    return { { "I" }, { "IIA" }, { "IIB" }, { "II" }, { "III" } };
}

Result<KanwilId> kanwil_chosen(View const& view, std::string const& slug)
{
    auto const found = kanwil_by_slug(view, slug);
    if (!found.ok()) return Error { bad_unit }.at("kanwil", "org.bad_kanwil");
    return found.value().id;
}

// ---- /meja/unit/baru ----

struct NewUnitInput {
    std::optional<std::string> place {};
    UnitKind kind { UnitKind::lapas };
    UnitCategory category { UnitCategory::umum };
};
BOOST_DESCRIBE_STRUCT(NewUnitInput, (), (place, kind, category))

struct NewUnitForm {
    std::string name {};
    UnitKind kind { UnitKind::lapas };
    UnitCategory category { UnitCategory::umum };
    std::optional<std::string> unit_class {};
    std::string kanwil {}; ///< slug
    std::string place {};
    std::string regency {};
    std::string province {}; ///< code; it tells the zone
    std::string code {};
    Day valid_from {};
};
BOOST_DESCRIBE_STRUCT(NewUnitForm, (),
                      (name, kind, category, unit_class, kanwil, place, regency, province, code,
                       valid_from))

/// The first step asks for sort and place, the second for the rest with a code to agree to.
struct NewUnitPage {
    bool placed { false };
    std::vector<KindChoice> kinds {};
    std::vector<CategoryChoice> categories {};
    std::vector<ClassChoice> classes {};
    std::vector<KanwilChoice> kanwils {};
    std::vector<Province> provinces {};
    NewUnitForm form {};
};
BOOST_DESCRIBE_STRUCT(NewUnitPage, (),
                      (placed, kinds, categories, classes, kanwils, provinces, form))

Result<NewUnitPage> show_new_unit(View& view, NewUnitInput const& input)
{
    NewUnitPage page { .placed = input.place.has_value() };
    for (auto const kind : enum_values<UnitKind>()) page.kinds.push_back({ kind });
    for (auto const category : enum_values<UnitCategory>()) page.categories.push_back({ category });
    page.classes = class_choices();
    page.kanwils = kanwil_choices(view);
    page.provinces = provinces();
    page.form.kind = input.kind;
    page.form.category = input.category;
    page.form.valid_from = day_in(Zone::wit, view.now).next();
    if (!input.place) return page;
    page.form.place = *input.place;
    auto const code = free_code(view, CodeWish { *input.place, input.kind, input.category });
    if (code.ok()) page.form.code = code.value();
    return page;
}

Result<UnitPath> post_unit(Call& call, NewUnitForm const& form)
{
    auto const* province = province_of(form.province);
    if (!province) return Error { bad_unit }.at("province", "org.bad_province");
    Unit const unit { .kanwil = TRY(kanwil_chosen(call.view(), form.kanwil)),
                      .name = form.name,
                      .kind = form.kind,
                      .unit_class = form.unit_class.value_or(""),
                      .category = form.category,
                      .place = form.place,
                      .regency = form.regency,
                      .province = form.province,
                      .zone = province->zone,
                      .code = form.code,
                      .valid_from = form.valid_from };
    return UnitPath { TRY(add_unit(call, unit)).id };
}

// ---- Changes, each with a small page of its own ----

/// What the form of a change says of its unit.
struct Subject {
    UnitId unit {};
    std::string name {};
    std::string unit_class {};
    std::string kanwil {};
    Day earliest {}; ///< before it, nothing may change
};
BOOST_DESCRIBE_STRUCT(Subject, (), (unit, name, unit_class, kanwil, earliest))

/// As the last version says, on which a new one follows.
Result<Subject> subject_of(View const& view, UnitId id)
{
    auto const now = TRY(reached_unit(view, id));
    auto const last = history(view, id).at(0);
    return Subject { id, last.name, last.unit_class, TRY(kanwil(view, last.kanwil)).name,
                     std::max(last.from, day_in(now.zone, view.now)) };
}

struct RenameForm {
    UnitId unit {};
    std::string name {};
    std::optional<std::string> unit_class {};
    Day from {};
};
BOOST_DESCRIBE_STRUCT(RenameForm, (), (unit, name, unit_class, from))

struct RenamePage {
    Subject subject {};
    std::vector<ClassChoice> classes {};
    RenameForm form {};
};
BOOST_DESCRIBE_STRUCT(RenamePage, (), (subject, classes, form))

Result<RenamePage> show_rename(View& view, UnitPath const& path)
{
    auto const subject = TRY(subject_of(view, path.unit));
    return RenamePage { subject,
                        class_choices(),
                        { path.unit, subject.name, subject.unit_class, subject.earliest } };
}

Result<UnitPath> post_name(Call& call, RenameForm const& form)
{
    TRY(rename_unit(call, { form.unit, form.name, form.unit_class.value_or(""), form.from }));
    return UnitPath { form.unit };
}

struct MoveForm {
    UnitId unit {};
    std::string kanwil {};
    Day from {};
};
BOOST_DESCRIBE_STRUCT(MoveForm, (), (unit, kanwil, from))

struct MovePage {
    Subject subject {};
    std::vector<KanwilChoice> kanwils {};
    MoveForm form {};
};
BOOST_DESCRIBE_STRUCT(MovePage, (), (subject, kanwils, form))

Result<MovePage> show_move(View& view, UnitPath const& path)
{
    auto const subject = TRY(subject_of(view, path.unit));
    MovePage page { subject, kanwil_choices(view), { path.unit, {}, subject.earliest } };
    std::erase_if(page.kanwils, [&](auto const& choice) { return choice.name == subject.kanwil; });
    return page;
}

Result<UnitPath> post_kanwil(Call& call, MoveForm const& form)
{
    TRY(move_unit(call, form.unit, TRY(kanwil_chosen(call.view(), form.kanwil)), form.from));
    return UnitPath { form.unit };
}

struct CloseForm {
    UnitId unit {};
    Day last_day {};
};
BOOST_DESCRIBE_STRUCT(CloseForm, (), (unit, last_day))

struct ClosePage {
    Subject subject {};
    CloseForm form {};
};
BOOST_DESCRIBE_STRUCT(ClosePage, (), (subject, form))

Result<ClosePage> show_close(View& view, UnitPath const& path)
{
    auto const subject = TRY(subject_of(view, path.unit));
    return ClosePage { subject, { path.unit, subject.earliest } };
}

Result<UnitPath> post_closing(Call& call, CloseForm const& form)
{
    TRY(close_unit(call, form.unit, form.last_day));
    return UnitPath { form.unit };
}

Result<UnitPath> post_withdrawal(Call& call, UnitPath const& path)
{
    TRY(withdraw_coming(call, path.unit));
    return path;
}

} // namespace

void add_change_routes(web::Routes& routes)
{
    constexpr std::string_view one = "/meja/unit/{unit}";
    constexpr std::string_view name = "/meja/unit/{unit}/nama";
    constexpr std::string_view office = "/meja/unit/{unit}/kanwil";
    constexpr std::string_view closing = "/meja/unit/{unit}/penutupan";
    routes.query<NewUnitInput, NewUnitPage>("/meja/unit/baru", write_units, show_new_unit,
                                            { "org/new_unit" });
    routes.command<NewUnitForm, UnitPath>("/meja/unit/baru", write_units, post_unit,
                                          { one, "/meja/unit/baru" });
    routes.query<UnitPath, RenamePage>(name, write_units, show_rename, { "org/rename_unit" });
    routes.command<RenameForm, UnitPath>(name, write_units, post_name, { one, name });
    routes.query<UnitPath, MovePage>(office, write_units, show_move, { "org/move_unit" });
    routes.command<MoveForm, UnitPath>(office, write_units, post_kanwil, { one, office });
    routes.query<UnitPath, ClosePage>(closing, write_units, show_close, { "org/close_unit" });
    routes.command<CloseForm, UnitPath>(closing, write_units, post_closing, { one, closing });
    routes.command<UnitPath, UnitPath>("/meja/unit/{unit}/pembatalan", write_units, post_withdrawal,
                                       { one, one });
}

} // namespace karya::org
