// The desk pages of books and rules, behind the real pipeline.
#include "ledger/ledger.h"
#include "support/database.h"
#include "support/front.h"
#include "web/page.h"
#include <algorithm>
#include <gtest/gtest.h>

namespace karya::ledger {

namespace {

using test::holds;

UnitId const pontianak = org::seed_unit_id("lapas-kelas-iia-pontianak");
UnitId const abepura = org::seed_unit_id("lapas-kelas-iia-abepura");
Actor const nation { OfficerId::make(test::noon), "Admin", Role::admin, {}, {} };

/// Whoever sends the cookie `who` is that role; at unit level of Lapas Pontianak.
class LedgerPages : public testing::Test {
protected:
    LedgerPages()
    {
        auto const loaded = db.call(nation, test::noon, [](Call& call) -> Result<int> {
            org::load_seed(call);
            TRY(load_seed(call));
            return 1;
        });
        CHECK(loaded.ok());
        add_routes(routes);
        front.emplace(db.engine(), routes, [](std::string_view who) {
            return test::in_role(who, nation, pontianak, org::seed_kanwil_id("kalimantan-barat"));
        });
    }

    struct Wish {
        std::string path {};
        std::string who {};
        std::string form {}; ///< not empty: POST
        std::string query {};
        Lang lang { Lang::id };
        bool json { false };
    };
    web::Response ask(Wish const& wish, Timestamp at = test::noon) { return front->ask(wish, at); }
    Posted sell(UnitId unit, std::string source, std::string memo = {})
    {
        return db
            .call(nation, test::noon,
                  [&](Call& call) -> Result<Posted> {
                      auto const scope = TRY(org::reach(call.view(), unit));
                      return post(call, scope,
                                  { EntryKind::sale,
                                    Day::from(2021, 4, 26),
                                    source,
                                    memo,
                                    { { Account::cash, Rupiah { 45'000 } },
                                      { Account::working_fund, Rupiah { -45'000 } } } });
                  })
            .take();
    }

    test::Database db;
    web::Routes routes;
    std::optional<test::Front> front;
};

std::string rule_form(std::string_view code, std::string_view premi = "40")
{
    return "code=" + std::string { code } + "&contract=&valid_from=2021-05-01&valid_to=&base=gross"
        + "&premi=" + std::string { premi }
    + "&pnbp=10&working_fund=50&other=0&wage_per_piece=&source=SK+Kalapas+1";
}

} // namespace

TEST_F(LedgerPages, Every_marker_is_filled)
{
    // The layout names rights of modules that are not wired here; theirs is not our question.
    for (auto const& problem : web::page_problems(routes, embedded::pages()))
        if (!problem.starts_with("web/")) ADD_FAILURE() << problem;
}

TEST_F(LedgerPages, Cashiers_and_strangers_do_not_read_the_books)
{
    for (auto const* path : { "/meja/buku", "/meja/aturan" }) {
        EXPECT_EQ(403, ask({ .path = path, .who = "cashier" }).status) << path;
        EXPECT_NE(200, ask({ .path = path, .who = "" }).status) << path;
        EXPECT_EQ(200, ask({ .path = path, .who = "auditor" }).status) << path;
        EXPECT_EQ(200, ask({ .path = path, .who = "kasi" }).status) << path;
    }
}

TEST_F(LedgerPages, Another_units_books_are_not_found)
{
    auto const foreign = sell(abepura, "s-1");
    auto const unit = "unit=" + abepura.text();
    auto const path = "/meja/buku/" + foreign.id.text();
    for (auto const* who : { "head", "kanwil" }) {
        EXPECT_EQ(404, ask({ .path = "/meja/buku", .who = who, .query = unit }).status) << who;
        EXPECT_EQ(404, ask({ .path = path, .who = who, .query = unit }).status) << who;
    }
    EXPECT_EQ(404, ask({ .path = path, .who = "head" }).status);
    EXPECT_EQ(200, ask({ .path = path, .who = "ditjen", .query = unit }).status);
}

TEST_F(LedgerPages, Only_treasurer_and_head_close_a_month)
{
    sell(pontianak, "s-1");
    auto const may = parse_time("2021-05-02T10:00:00+07:00").take();
    Wish const close { .path = "/meja/buku/penutupan", .form = "month=2021-04-01" };
    for (auto const* who : { "cashier", "kasi", "kanwil", "ditjen", "auditor", "admin" }) {
        auto wish = close;
        wish.who = who;
        EXPECT_EQ(403, ask(wish, may).status) << who;
    }
    auto wish = close;
    wish.who = "treasurer";
    auto const early = ask(wish);
    EXPECT_EQ(409, early.status);
    EXPECT_TRUE(holds(early, "30 April 2021"));
    auto const offered = ask({ .path = "/meja/buku", .who = "head" }, may);
    EXPECT_TRUE(holds(offered, "penutupan"));
    EXPECT_TRUE(holds(offered, "Tutup buku April 2021"));
    EXPECT_EQ(303, ask(wish, may).status);
    auto const closed = ask({ .path = "/meja/buku", .who = "head" }, may);
    EXPECT_FALSE(holds(closed, "penutupan"));
    EXPECT_TRUE(holds(closed, "Bulan berikutnya yang ditutup ialah Mei 2021"));
    EXPECT_TRUE(holds(closed, "mulai 1 Juni 2021"));
}

TEST_F(LedgerPages, Readers_of_many_books_look_for_a_unit)
{
    auto const nothing = ask({ .path = "/meja/buku", .who = "auditor" });
    EXPECT_FALSE(holds(nothing, "?unit=")) << "the nation has hundreds";
    auto const found = ask({ .path = "/meja/buku", .who = "auditor", .query = "q=pontianak" });
    EXPECT_TRUE(holds(found, "/meja/buku?unit=" + pontianak.text()));
    EXPECT_FALSE(holds(found, abepura.text()));
    auto const office = ask({ .path = "/meja/buku", .who = "ditjen", .query = "kanwil=papua" });
    EXPECT_TRUE(holds(office, abepura.text()));
    EXPECT_FALSE(holds(office, pontianak.text()));
    auto const own = ask({ .path = "/meja/buku", .who = "kanwil" });
    EXPECT_TRUE(holds(own, pontianak.text())) << "an office has few";
    EXPECT_FALSE(holds(own, abepura.text()));
    EXPECT_FALSE(holds(ask({ .path = "/meja/buku", .who = "kanwil", .query = "kanwil=papua" }),
                       abepura.text()));
}

TEST_F(LedgerPages, Sources_are_told_in_the_language_they_have)
{
    auto const own = ask({ .path = "/meja/aturan", .who = "ditjen", .lang = Lang::en });
    EXPECT_TRUE(holds(own, "<span lang=\"en\">Decree of the Minister of Justice M.01"));
    EXPECT_EQ(303,
              ask({ .path = "/meja/aturan", .who = "ditjen", .form = rule_form("PTK") }).status);
    auto const typed = ask({ .path = "/meja/aturan", .who = "kasi", .lang = Lang::en });
    EXPECT_TRUE(holds(typed, "<span lang=\"id\">SK Kalapas 1</span>"));
}

TEST_F(LedgerPages, The_book_shows_balances_and_entries_in_both_languages)
{
    auto const posted = sell(pontianak, "s-1", "<b>keset</b>");
    auto const page = ask({ .path = "/meja/buku", .who = "kasi" });
    EXPECT_TRUE(holds(page, "Lapas Kelas IIA Pontianak"));
    EXPECT_TRUE(holds(page, show(Lang::id, Rupiah { 45'000 })));
    EXPECT_FALSE(holds(page, show(Lang::id, Rupiah { -45'000 })))
        << "whose the money is stands above zero";
    EXPECT_TRUE(holds(page, "/meja/buku/" + posted.id.text()));
    EXPECT_TRUE(holds(page, "&lt;b&gt;keset"));
    EXPECT_FALSE(holds(page, "<b>keset"));
    EXPECT_TRUE(
        holds(ask({ .path = "/meja/buku", .who = "kasi", .lang = Lang::en }), "Working fund"));
    auto const entry = ask({ .path = "/meja/buku/" + posted.id.text(), .who = "kasi" });
    EXPECT_TRUE(holds(entry, "Kredit"));
    EXPECT_TRUE(holds(entry, "14.05 WIB"));
}

TEST_F(LedgerPages, The_book_tells_money_in_and_out_and_both_sides_are_equal)
{
    auto const sold = sell(pontianak, "s-1");
    ASSERT_TRUE(db.call(nation, test::noon, [&](Call& call) -> Result<Posted> {
                      auto const scope = TRY(org::reach(call.view(), pontianak));
                      TRY(post(call, scope,
                               { EntryKind::sale,
                                 Day::from(2021, 4, 26),
                                 "s-2",
                                 {},
                                 { { Account::qris_clearing, Rupiah { 2'500 } },
                                   { Account::premi_payable, Rupiah { -2'500 } } } }));
                      return reverse(call, scope, sold.id, Day::from(2021, 4, 26), "salah");
                  }).ok());
    auto const page = ask({ .path = "/meja/buku", .who = "treasurer", .json = true });
    auto const book = boost::json::parse(page.bytes());
    auto const& entries = book.at("entries").as_array();
    ASSERT_EQ(3U, entries.size());
    EXPECT_EQ(45'000, entries[0].at("out").as_int64());
    EXPECT_TRUE(entries[0].at("in").is_null());
    EXPECT_EQ(2'500, entries[1].at("in").as_int64());
    EXPECT_EQ(45'000, entries[2].at("in").as_int64());
    EXPECT_EQ(2'500, book.at("balances").at("held_total").as_int64());
    EXPECT_EQ(2'500, book.at("balances").at("owed_total").as_int64());
}

TEST_F(LedgerPages, Only_ditjen_and_admin_set_rules)
{
    for (auto const* who : { "kasi", "treasurer", "head", "kanwil", "auditor" }) {
        Wish const wish { .path = "/meja/aturan", .who = who, .form = rule_form("PTK") };
        EXPECT_EQ(403, ask(wish).status) << who;
        EXPECT_FALSE(holds(ask({ .path = "/meja/aturan", .who = who }), "name=\"premi\"")) << who;
    }
    EXPECT_TRUE(holds(ask({ .path = "/meja/aturan", .who = "ditjen" }), "name=\"premi\""));
}

TEST_F(LedgerPages, A_rule_from_a_day_that_is_over_is_asked_about)
{
    auto form = rule_form("PTK");
    form.replace(form.find("2021-05-01"), 10, "2021-04-25");
    auto const asked = ask({ .path = "/meja/aturan", .who = "ditjen", .form = form });
    EXPECT_EQ(422, asked.status);
    EXPECT_TRUE(holds(asked, "name=\"sure\""));
    EXPECT_EQ(303,
              ask({ .path = "/meja/aturan", .who = "ditjen", .form = form + "&sure=true" }).status);
}

TEST_F(LedgerPages, A_book_can_be_narrowed_to_days_and_one_account)
{
    sell(pontianak, "one", "PTK-W-1");
    auto const asked = [&](std::string query) {
        return ask({ .path = "/meja/buku",
                     .who = "auditor",
                     .query = "unit=" + pontianak.text() + "&" + std::move(query) });
    };
    auto const whole = asked("first=&last=&account=");
    EXPECT_TRUE(holds(whole, "PTK-W-1"));
    EXPECT_TRUE(holds(whole, "id=\"periods\""));
    auto const day = asked("first=2021-04-26&last=2021-04-26&account=working_fund");
    EXPECT_TRUE(holds(day, "PTK-W-1"));
    EXPECT_TRUE(holds(day, "<option value=\"working_fund\" selected>"));
    EXPECT_TRUE(holds(day, "Kredit"));
    EXPECT_TRUE(holds(day, "Perubahan pada akun ini"));
    EXPECT_TRUE(holds(day, "<span>Penjualan</span><strong class=\"money\">Rp\u00a045.000"));
    EXPECT_FALSE(holds(day, "id=\"periods\"")) << "a part has no balances and no months";
    for (auto const* other : { "first=2021-04-27", "last=2021-04-25", "account=bank" }) {
        auto const page = asked(other);
        EXPECT_EQ(200, page.status) << other;
        EXPECT_FALSE(holds(page, "PTK-W-1")) << other;
        EXPECT_TRUE(holds(page, "Tidak ada catatan")) << other;
    }
    EXPECT_EQ(422, asked("account=laci").status);
    EXPECT_FALSE(holds(ask({ .path = "/meja/buku", .who = "auditor" }), "</a> · </p>"))
        << "no unit is chosen";
}

TEST_F(LedgerPages, A_narrowed_book_goes_on_page_by_page)
{
    for (int i = 0; i < 60; ++i) sell(pontianak, "sale " + std::to_string(i));
    std::string query = "unit=" + pontianak.text()
        + "&first=2021-04-01&last=2021-04-30&account=cash";
    std::size_t lines = 0;
    for (int page = 0; page < 3; ++page) {
        auto const answer = ask({ .path = "/meja/buku", .who = "auditor", .query = query });
        std::string const text { answer.bytes() };
        for (auto at = text.find("<th scope=\"row\"><a href=\"/meja/buku/"); at != text.npos;
             at = text.find("<th scope=\"row\"><a href=\"/meja/buku/", at + 1))
            ++lines;
        auto const next = text.find("rel=\"next\"");
        if (page == 2) {
            EXPECT_EQ(next, text.npos);
            break;
        }
        ASSERT_NE(next, text.npos);
        auto const begin = text.find('?', next) + 1;
        query = text.substr(begin, text.find('"', begin) - begin);
        for (auto amp = query.find("&amp;"); amp != query.npos; amp = query.find("&amp;"))
            query.replace(amp, 5, "&");
    }
    EXPECT_EQ(60U, lines);
}

TEST_F(LedgerPages, A_wrong_rule_comes_back_with_what_was_typed)
{
    auto const off = ask(
        { .path = "/meja/aturan", .who = "ditjen", .form = rule_form("PTK", "40,01") });
    EXPECT_EQ(422, off.status);
    EXPECT_TRUE(holds(off, "value=\"40,01\""));
    EXPECT_TRUE(holds(off, "SK Kalapas 1"));
    EXPECT_TRUE(holds(off, "id=\"premi_error\""));
    for (auto const* const odd : { "40,001", "40,", "-40", "4e1", "100000", "empat" }) {
        auto const answer = ask(
            { .path = "/meja/aturan", .who = "ditjen", .form = rule_form("PTK", odd) });
        EXPECT_EQ(422, answer.status) << odd;
        EXPECT_TRUE(holds(answer, "misalnya 50 atau 12,5")) << odd;
    }
    auto const nowhere = ask({ .path = "/meja/aturan", .who = "ditjen", .form = rule_form("ZZZ") });
    EXPECT_EQ(422, nowhere.status);
    EXPECT_TRUE(holds(nowhere, "id=\"code_error\""));
    auto const twin = ask({ .path = "/meja/aturan", .who = "ditjen", .form = rule_form("") });
    EXPECT_EQ(409, twin.status); // the national default already holds these days
    EXPECT_TRUE(holds(twin, "1 Januari 1990"));
}

TEST_F(LedgerPages, A_template_splits_nothing_but_may_begin_the_form)
{
    auto const found = db.view(nation, test::noon, [](View& view) { return rule_templates(view); });
    auto const wage = std::ranges::find(found, Base::wage, &SplitRule::base);
    ASSERT_NE(wage, found.end());
    auto const page = ask(
        { .path = "/meja/aturan", .who = "ditjen", .query = "example=" + wage->id.text() });
    EXPECT_TRUE(holds(page, "value=\"wage\" selected"));
    EXPECT_TRUE(holds(page, "name=\"working_fund\" inputmode=\"decimal\" value=\"99\""));
    EXPECT_EQ(422, ask({ .path = "/meja/aturan", .who = "kasi", .query = "example=x" }).status);
}

TEST_F(LedgerPages, A_version_has_a_page_of_its_own)
{
    ASSERT_EQ(303,
              ask({ .path = "/meja/aturan", .who = "ditjen", .form = rule_form("PTK") }).status);
    auto const rules = db.view(nation, test::noon, [](View& view) { return active_rules(view); });
    ASSERT_EQ(2U, rules.size());
    auto const path = "/meja/aturan/" + rules[1].id.text();
    EXPECT_EQ(ask({ .path = path, .who = "cashier" }).status, 403);
    EXPECT_EQ(ask({ .path = path.substr(0, path.size() - 4) + "0000", .who = "kasi" }).status, 404);
    auto const page = ask({ .path = path, .who = "auditor" });
    EXPECT_EQ(page.status, 200);
    for (auto const& words :
         { std::string { "Lapas Kelas IIA Pontianak" }, rules[1].source,
           show(Lang::id, rules[1].valid_from), show(Lang::id, rules[1].premi) })
        EXPECT_TRUE(holds(page, words)) << words;
    EXPECT_TRUE(holds(page, "belum berlaku")) << "it begins in May";
    auto const later = ask({ .path = path, .who = "auditor" },
                           start_of(rules[1].valid_from.next(), Zone::wib));
    EXPECT_FALSE(holds(later, "belum berlaku"));
    EXPECT_TRUE(holds(ask({ .path = "/meja/aturan", .who = "kasi" }), path));
}

TEST_F(LedgerPages, A_rule_is_added_shown_and_ended)
{
    EXPECT_EQ(303,
              ask({ .path = "/meja/aturan", .who = "ditjen", .form = rule_form("PTK") }).status);
    auto const page = ask({ .path = "/meja/aturan", .who = "kasi" });
    EXPECT_TRUE(holds(page, "SK Kalapas 1"));
    EXPECT_TRUE(holds(page, "Lapas Kelas IIA Pontianak"));
    auto const rules = db.view(nation, test::noon, [](View& view) { return active_rules(view); });
    ASSERT_EQ(2U, rules.size());
    auto const path = "/meja/aturan/" + rules[1].id.text() + "/akhir";
    EXPECT_EQ(409, ask({ .path = path, .who = "ditjen", .form = "last_day=2021-04-01" }).status);
    EXPECT_EQ(303, ask({ .path = path, .who = "ditjen", .form = "last_day=2021-06-30" }).status);
    EXPECT_TRUE(holds(ask({ .path = "/meja/aturan", .who = "kasi" }), "sampai 30 Juni 2021"));
}

} // namespace karya::ledger
