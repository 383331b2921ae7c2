// What is kept of a buyer with an account, to him alone: shown, taken along, erased with the
// account.

#include "app/front.h"
#include "app/saved_data.h"
#include "base/json.h"
#include "buyers/buyers.h"
#include "web/routes.h"

namespace karya::app {

namespace {

// ---- GET /pembeli/data ----

struct AccountPage {
    std::string email {};
    Timestamp made_at {};
    std::int64_t addresses {};
    std::int64_t wishes {};
    std::int64_t sessions {};

    static constexpr bool secret = true;
    web::Meta meta(Lang, std::string_view) const { return { .unlisted = true }; }
};
BOOST_DESCRIBE_STRUCT(AccountPage, (), (email, made_at, addresses, wishes, sessions))

template<class List>
std::int64_t count_of(List const& list)
{
    return static_cast<std::int64_t>(list.size());
}

Result<AccountPage> show_account(View& view, web::Nothing const&)
{
    auto const account = TRY(buyers::account(view));
    return AccountPage { .email = account.email,
                         .made_at = account.made_at,
                         .addresses = count_of(buyers::addresses(view, account.id)),
                         .wishes = count_of(buyers::wishes(view, account.id)),
                         .sessions = count_of(buyers::sessions(view, account.id)) };
}

// ---- GET /pembeli/data/berkas ----

struct SavedAccount {
    Timestamp saved_at {};
    std::string email {};
    Timestamp made_at {};
    std::vector<buyers::Address> addresses {};
    std::vector<buyers::Wish> wishes {};
    std::vector<buyers::SessionTimes> sessions {};
    std::vector<SavedData> orders {};
};
BOOST_DESCRIBE_STRUCT(SavedAccount, (),
                      (saved_at, email, made_at, addresses, wishes, sessions, orders))

Result<web::File> save_account(View& view, web::Nothing const&)
{
    auto const account = TRY(buyers::account(view));
    SavedAccount saved { .saved_at = view.now,
                         .email = account.email,
                         .made_at = account.made_at,
                         .addresses = buyers::addresses(view, account.id),
                         .wishes = buyers::wishes(view, account.id),
                         .sessions = buyers::sessions(view, account.id) };
    GroupId before;
    for (auto some = orders::history(view, account); !some.empty();
         some = orders::history(view, account, before)) {
        for (auto const& placing : some)
            saved.orders.push_back(TRY(saved_data(view, placing.link)));
        before = some.back().group;
    }
    return web::File { .content_type = "application/json",
                       .bytes = json_text(saved),
                       .download_name = "data-akun.json",
                       .no_store = true };
}

// ---- POST /pembeli/data/penghapusan ----

struct AccountErased {
    static constexpr bool secret = true;
    web::Headers headers() const { return { { "Set-Cookie", buyers::session_cookie_of("") } }; }
};
BOOST_DESCRIBE_STRUCT(AccountErased, (), ())

Result<AccountErased> erase_account(Call& call, web::Nothing const&)
{
    auto const account = TRY(buyers::account_locked(call));
    reviews::forget_names(call, orders::forget_account(call, account));
    buyers::erase(call, account.id);
    return AccountErased {};
}

} // namespace

void add_buyer_data_routes(web::Routes& routes)
{
    constexpr std::string_view page = "/pembeli/data";
    routes.query<web::Nothing, AccountPage>(page, anyone, show_account, { "app/account" });
    routes.query<web::Nothing, web::File>("/pembeli/data/berkas", anyone, save_account);
    routes.command<web::Nothing, AccountErased>("/pembeli/data/penghapusan", anyone, erase_account,
                                                { "/pembeli?erased=true", page });
}

} // namespace karya::app
