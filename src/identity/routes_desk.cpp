// The desk: accounts that an actor may manage, and the audit trail.

#include "web/page.h"
#include "web/routes.h"

#include "base/text.h"
#include "core/audit.h"
#include "core/subject.h"
#include "identity/accounts.h"
#include "identity/routes_parts.h"
#include "identity/step.h"
#include "identity/text.h"
#include "org/org.h"
#include <map>

namespace karya::identity {

namespace {

constexpr auto read_trail = allow("identity.trail", { Role::admin, Role::auditor, Role::head });
constexpr std::int64_t page_size = 50;

// ---- Names of places ----

struct Choice {
    std::string value {};
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(Choice, (), (value, name))

struct RoleChoice {
    Role role { Role::cashier };
};
BOOST_DESCRIBE_STRUCT(RoleChoice, (), (role))

/// The units and Kanwil that rows may name, read once a page.
struct Places {
    std::map<UnitId, org::Unit> units {};
    std::map<KanwilId, org::Kanwil> kanwils {};

    std::string name_of(Account const& account) const
    {
        if (account.unit && units.contains(*account.unit)) return units.at(*account.unit).name;
        if (account.kanwil && kanwils.contains(*account.kanwil))
            return kanwils.at(*account.kanwil).name;
        return {};
    }
    Zone zone_of(Account const& account) const
    {
        if (account.unit && units.contains(*account.unit)) return units.at(*account.unit).zone;
        return Zone::wib;
    }
};

/// As far as the actor's reach goes.
Places places(View const& view)
{
    Places found;
    auto const& actor = view.actor;
    auto units = actor.level() == Level::nation ? org::all_units(view) : std::vector<org::Unit> {};
    if (actor.level() == Level::kanwil) units = org::units_of(view, actor.kanwil);
    if (actor.level() == Level::unit)
        if (auto own = org::unit(view, actor.unit); own.ok()) units.push_back(own.take());
    for (auto& unit : units) found.units.emplace(unit.id, std::move(unit));
    if (actor.level() == Level::nation)
        for (auto& kanwil : org::all_kanwil(view)) found.kanwils.emplace(kanwil.id, kanwil);
    return found;
}

// ---- /meja/akun ----

struct AccountRow {
    OfficerId account {};
    std::string login {};
    std::string name {};
    Role role { Role::cashier };
    AccountState state { AccountState::invited };
    std::string place {};
    bool mfa_on { false };
    std::optional<LocalTime> signed_in_at {};
};
BOOST_DESCRIBE_STRUCT(AccountRow, (),
                      (account, login, name, role, state, place, mfa_on, signed_in_at))

AccountRow row_of(Account const& account, Places const& known)
{
    AccountRow row { account.id,    account.login,          account.name,  account.role,
                     account.state, known.name_of(account), account.mfa_on };
    if (account.signed_in_at)
        row.signed_in_at = LocalTime { *account.signed_in_at, known.zone_of(account) };
    return row;
}

struct PageAfter {
    std::optional<std::string> sesudah {};
};
BOOST_DESCRIBE_STRUCT(PageAfter, (), (sesudah))

struct InvitationFields {
    std::string login {};
    std::string name {};
    Role role { Role::cashier };
    std::string unit {};
    std::string kanwil {};
};
BOOST_DESCRIBE_STRUCT(InvitationFields, (), (login, name, role, unit, kanwil))

struct AccountsPage {
    std::vector<AccountRow> accounts {};
    std::optional<std::string> next {};
    std::vector<RoleChoice> roles {};
    std::vector<Choice> units {}; ///< to choose from, when the actor has more than one
    std::vector<Choice> kanwils {};
    InvitationFields form {};
};
BOOST_DESCRIBE_STRUCT(AccountsPage, (), (accounts, next, roles, units, kanwils, form))

Result<AccountsPage> accounts_page(View& view, PageAfter const& after)
{
    AccountsPage page;
    auto const known = places(view);
    auto const rows = managed_accounts(view, { after.sesudah.value_or(""), page_size });
    for (auto const& account : rows) page.accounts.push_back(row_of(account, known));
    if (rows.size() == static_cast<std::size_t>(page_size)) page.next = rows.back().login;

    for (auto const role : enum_values<Role>())
        if (may_give(view.actor, role)) page.roles.push_back({ role });
    if (view.actor.level() != Level::unit)
        for (auto const& [id, unit] : known.units) page.units.push_back({ unit.code, unit.name });
    std::ranges::sort(page.units, {}, &Choice::name);
    for (auto const& [id, kanwil] : known.kanwils)
        page.kanwils.push_back({ kanwil.slug, kanwil.name });
    std::ranges::sort(page.kanwils, {}, &Choice::name);
    page.form.role = page.roles.empty() ? Role::cashier : page.roles.front().role;
    return page;
}

struct InvitationForm {
    std::string login {};
    std::optional<std::string> name {};
    Role role { Role::cashier };
    std::optional<std::string> unit {};   ///< its code; absent: the actor's own
    std::optional<std::string> kanwil {}; ///< its slug
};
BOOST_DESCRIBE_STRUCT(InvitationForm, (), (login, name, role, unit, kanwil))

struct Managed {
    OfficerId account {};
};
BOOST_DESCRIBE_STRUCT(Managed, (), (account))

Error no_place(std::string field)
{
    return Error { bad_place }.at(std::move(field), "identity.bad_place");
}

Result<Managed> run_invite(Call& call, InvitationForm const& form)
{
    Invitation invitation { form.login, form.name.value_or(""), form.role, {}, {} };
    if (form.unit && level_of(form.role) == Level::unit) {
        auto const unit = org::unit_by_code(call.view(), *form.unit);
        if (!unit.ok()) return no_place("unit");
        invitation.unit = unit.value().id;
    }
    if (form.kanwil && level_of(form.role) == Level::kanwil) {
        auto const kanwil = org::kanwil_by_slug(call.view(), *form.kanwil);
        if (!kanwil.ok()) return no_place("kanwil");
        invitation.kanwil = kanwil.value().id;
    }
    return Managed { TRY(invite(call, invitation)).id };
}

// ---- /meja/akun/{account} ----

struct OpenLinkPart {
    std::string address {}; ///< whole, as it is sent to somebody
    LocalTime expires_at {};
    std::string message {}; ///< with the address, ready for a chat
};
BOOST_DESCRIBE_STRUCT(OpenLinkPart, (), (address, expires_at, message))

struct ManagedPage {
    std::string title {};
    AccountRow row {};
    std::optional<OpenLinkPart> link {};
    bool own { false };
    bool disabled { false };
    std::vector<RoleChoice> roles {};
    RoleChoice form {};
};
BOOST_DESCRIBE_STRUCT(ManagedPage, (), (title, row, link, own, disabled, roles, form))

/// `part` with the path as its address becomes what can be sent.
OpenLinkPart link_part(View const& view, Account const& account, OpenLinkPart part)
{
    part.address = std::string { view.caller.site } + web::localized(view.lang, part.address);
    part.message = text::managed_message(view.lang,
                                         account.name.empty() ? account.login : account.name,
                                         karya::text::of(view.lang, account.role), account.login,
                                         part.address, show(view.lang, part.expires_at));
    return part;
}

Result<ManagedPage> managed_page(View& view, Managed const& path)
{
    auto const account = TRY(managed(view, path.account));
    auto const known = places(view);
    ManagedPage page { .title = account.name.empty() ? account.login : account.name,
                       .row = row_of(account, known),
                       .own = account.id == view.actor.officer,
                       .disabled = account.state == AccountState::disabled,
                       .form = { account.role } };
    if (auto const link = open_link(view, account.id))
        page.link = link_part(view, account,
                              { link->path, { link->expires_at, known.zone_of(account) } });
    for (auto const role : enum_values<Role>())
        if (may_give(view.actor, role)
            && fits(role, account.unit.has_value(), account.kanwil.has_value()))
            page.roles.push_back({ role });
    return page;
}

template<Result<void> (*change)(Call&, OfficerId)>
Result<Managed> run_change(Call& call, Managed const& path)
{
    TRY(change(call, path.account));
    return path;
}

struct RoleForm {
    OfficerId account {};
    Role role { Role::cashier };
};
BOOST_DESCRIBE_STRUCT(RoleForm, (), (account, role))

Result<Managed> run_role(Call& call, RoleForm const& form)
{
    TRY(change_role(call, { form.account, form.role }));
    return Managed { form.account };
}

// ---- /meja/jejak ----

struct SubjectLine {
    std::string words {};
    std::string path {}; ///< in the reader's language; empty: no page for him
};
BOOST_DESCRIBE_STRUCT(SubjectLine, (), (words, path))

struct DeedRow {
    LocalTime at {};
    std::string who {};
    std::optional<Role> role {};
    std::string unit {};
    std::string what {};
    std::string said {}; ///< what was done, in words
    std::string object {};
    std::optional<SubjectLine> subject {}; ///< the object, as people know it
    bool id_only { false };                ///< nothing better is known of it
};
BOOST_DESCRIBE_STRUCT(DeedRow, (), (at, who, role, unit, what, said, object, subject, id_only))

struct TrailPage {
    std::vector<DeedRow> deeds {};
    std::optional<std::string> next {};
};
BOOST_DESCRIBE_STRUCT(TrailPage, (), (deeds, next))

/// "<micros>.<unit>.<seq>", as the link to the next page holds it.
std::optional<core::TrailPlace> place_in(std::string_view text)
{
    auto const parts = fields_of(text, '.');
    std::int64_t at = 0;
    core::TrailPlace place;
    if (parts.size() != 3 || !parse_integer(parts[0], at) || !parse_integer(parts[2], place.seq))
        return {};
    place.at = from_micros(at);
    place.unit = parts[1];
    return place;
}

/// "sales.record" has its words in sales, as "deed_record".
std::string said_of(Lang lang, std::string_view what)
{
    auto const dot = what.find('.');
    CHECK(dot != std::string_view::npos);
    auto const key = std::string { what.substr(0, dot + 1) } + "deed_";
    return karya::text::find(lang, key + std::string { what.substr(dot + 1) });
}

/// Names a deed's thing once a page, however often it occurs.
class TrailSubjects {
public:
    explicit TrailSubjects(View const& view) : m_view(view) { }

    std::optional<SubjectLine> of(core::NotedDeed const& deed)
    {
        auto const [found, fresh] = m_known.try_emplace({ deed.what, deed.object });
        if (fresh) found->second = ask(deed);
        return found->second;
    }

private:
    std::optional<SubjectLine> ask(core::NotedDeed const& deed) const
    {
        auto const unit = UnitId::parse(deed.unit);
        core::SubjectQuestion const question { unit.ok() ? unit.value() : UnitId {}, deed.what,
                                               deed.object };
        auto subject = core::subject(m_view, question);
        if (!subject) return {};
        auto path = subject->path.empty() ? "" : web::localized(m_view.lang, subject->path);
        return SubjectLine { std::move(subject->words), std::move(path) };
    }

    View const& m_view;
    std::map<std::pair<std::string, std::string>, std::optional<SubjectLine>> m_known {};
};

Result<TrailPage> trail_page(View& view, PageAfter const& after)
{
    auto const before = place_in(after.sesudah.value_or(""));
    auto const known = places(view);
    auto const deeds = view.actor.level() == Level::unit
        ? core::trail_of(view.read, view.actor.unit, before, page_size)
        : core::trail(view.read, before, page_size);
    TrailPage page;
    std::map<std::string, std::string> names;
    TrailSubjects subjects { view };
    for (auto const& deed : deeds) {
        DeedRow row { .at = { deed.at, Zone::wib },
                      .what = deed.what,
                      .said = said_of(view.lang, deed.what),
                      .object = deed.object };
        // Who did something to himself is named once.
        if (deed.object != deed.officer) row.subject = subjects.of(deed);
        row.id_only = !row.subject && deed.object != deed.officer && !deed.object.empty();
        if (auto const unit = UnitId::parse(deed.unit); unit.ok())
            if (auto const found = known.units.find(unit.value()); found != known.units.end()) {
                row.unit = found->second.name;
                row.at.zone = found->second.zone;
            }
        if (auto const officer = OfficerId::parse(deed.officer); officer.ok()) {
            auto& name = names[deed.officer];
            if (name.empty())
                if (auto const who = account(view, officer.value()); who.ok())
                    name = who.value().name;
            row.who = name;
        }
        row.role = enum_from<Role>(deed.role);
        page.deeds.push_back(std::move(row));
    }
    if (deeds.size() == static_cast<std::size_t>(page_size)) {
        auto const& last = deeds.back();
        page.next = std::to_string(micros(last.at)) + "." + last.unit + "."
            + std::to_string(last.seq);
    }
    return page;
}

} // namespace

void add_desk_routes(web::Routes& routes)
{
    constexpr std::string_view one = "/meja/akun/{account}";
    routes.query<PageAfter, AccountsPage>("/meja/akun", manage_accounts, accounts_page,
                                          { "identity/accounts" });
    routes.command<InvitationForm, Managed>("/meja/akun", manage_accounts, run_invite,
                                            { one, "/meja/akun" });
    routes.query<Managed, ManagedPage>(one, manage_accounts, managed_page,
                                       { .name = "identity/managed", .edits = true });
    routes.command<Managed, Managed>("/meja/akun/{account}/tautan", manage_accounts,
                                     run_change<renew_link>, { one, one });
    routes.command<Managed, Managed>("/meja/akun/{account}/penonaktifan", manage_accounts,
                                     run_change<disable>, { one, one });
    routes.command<Managed, Managed>("/meja/akun/{account}/pengaktifan", manage_accounts,
                                     run_change<enable>, { one, one });
    routes.command<Managed, Managed>("/meja/akun/{account}/penghapusan-pengaman", manage_accounts,
                                     run_change<reset_second_factor>, { one, one });
    routes.command<RoleForm, Managed>("/meja/akun/{account}/peran", manage_accounts, run_role,
                                      { one, one });
    routes.query<PageAfter, TrailPage>("/meja/jejak", read_trail, trail_page, { "identity/trail" });
}

} // namespace karya::identity
