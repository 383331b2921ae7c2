// A log and its witness, each with its own database, over HTTP: what is cosigned, and what a log
// that changed or went back hears.

#include "db/schema.h"
#include "support/wire.h"
#include "tlog/test_days.h"
#include "web/pipeline.h"

namespace karya::tlog {
namespace {

using Unlisted = db::Query::Unlisted;
using namespace std::chrono_literals;

class AskingTest : public Days {
protected:
    /// Another installation, on SQLite, that serves "/tlog/add-checkpoint".
    class Neighbour {
    public:
        explicit Neighbour(std::filesystem::path const& folder)
            : m_engine(opened(folder)),
              m_pipeline(*m_engine, with_routes(m_routes), nobody(), {})
        {
            CHECK(m_server.start().ok());
        }
        std::string url() const
        {
            return "http://127.0.0.1:" + std::to_string(m_server.port()) + "/tlog";
        }
        void watch(std::string const& key)
        {
            auto const done = m_engine->write([&](db::Tx& tx) -> Result<void> {
                Call call { tx, {}, test::noon, Lang::id, "test" };
                return tlog::watch(call, key);
            });
            ASSERT_TRUE(done.ok());
        }
        std::string key()
        {
            return look<std::string>([](View const& view) {
                for (auto const& one : keys(view))
                    if (one.purpose == Purpose::witness)
                        return spelled(verifier_of(witness_name(), one));
                return std::string {};
            });
        }
        Watched seen()
        {
            return look<Watched>(
                [](View const& view) { return watched_log(view, "karya.example/tlog").value(); });
        }
        void stop() { m_server.stop(); }

    private:
        static std::unique_ptr<db::Engine> opened(std::filesystem::path const& folder)
        {
            std::filesystem::create_directories(folder);
            auto engine = db::Engine::open({ .directory = folder }).take();
            CHECK(engine->migrate(db::schema()).ok());
            return engine;
        }
        template<class T, class Work>
        T look(Work const& work)
        {
            return m_engine
                ->get<T>([&](db::Read& read) -> Result<T> {
                    return work(View { read, {}, test::noon });
                })
                .take();
        }
        static web::Routes const& with_routes(web::Routes& routes)
        {
            add_routes(routes);
            return routes;
        }
        static web::SessionHooks nobody()
        {
            web::SessionHooks hooks;
            hooks.find = [](db::Read&, std::string_view, Timestamp) {
                return std::optional<web::Session> {};
            };
            hooks.seen = [](Call&, std::string_view) -> Result<void> { return {}; };
            return hooks;
        }
        std::unique_ptr<db::Engine> m_engine;
        web::Routes m_routes {};
        web::Pipeline m_pipeline;
        web::Server m_server { web::test::quick_settings(), m_pipeline.handler() };
    };

    Timestamp now { at("2021-04-27T12:00:00+07:00") };
    Neighbour kanwil { database.directory() / "kanwil" };

    Result<void> add(std::string const& key, std::string const& url)
    {
        return database.call({}, now, [&](Call& call) {
            return add_witness(call, { .verifier = key, .url = url });
        });
    }
    std::string code_of_add(std::string const& key, std::string const& url)
    {
        auto const done = add(key, url);
        return done.ok() ? "ok" : std::string { done.error().code().id };
    }
    /// Each knows the other's key; a day is closed.
    void acquaint()
    {
        sell(pontianak, monday, 50'000);
        close(now);
        kanwil.watch(look([](View& view) {
            return spelled(verifier_of("karya.example/tlog", keys(view).front()));
        }));
        ASSERT_EQ(code_of_add(kanwil.key(), kanwil.url() + "/"), "ok");
    }
    /// As the job does, until there is nobody to ask; how often it asked.
    int ask()
    {
        Asking asking { database.engine(), [&] { return now; } };
        int asked = 0;
        while (asking.work().take()) ++asked;
        return asked;
    }
    Witness witness()
    {
        return look([](View& view) { return witnesses(view).at(0); });
    }
    bool cosigned()
    {
        auto const note = look(
            [](View& view) { return read_note(newest_checkpoint(view).value().note).take(); });
        return cosigned_at(note, read_verifier(kanwil.key()).take()).has_value();
    }
    void next_day()
    {
        now += 24h;
        sell(pontianak, monday.next(m_days++), 20'000);
        close(now);
    }
    void bend(std::initializer_list<db::Query const*> queries)
    {
        auto const done = database.engine().write([&](db::Tx& tx) -> Result<void> {
            for (auto const* query : queries) tx.run(*query);
            return {};
        });
        ASSERT_TRUE(done.ok());
    }

private:
    int m_days { 1 };
};

TEST_F(AskingTest, keys_and_addresses_that_cannot_be_are_refused)
{
    acquaint();
    auto const ours = look(
        [](View& view) { return spelled(verifier_of("karya.example/tlog", keys(view).front())); });
    EXPECT_EQ(code_of_add(ours, kanwil.url()), "tlog.bad_key");
    EXPECT_EQ(code_of_add(kanwil.key(), kanwil.url()), "tlog.witness_known");
    ASSERT_TRUE(
        database.call({}, now, [&](Call& call) { return drop_witness(call, witness().name); })
            .ok());
    for (auto const* url : { "", "ftp://kanwil.example", "http://kanwil.example/tlog",
                             "https://a b", "https://kanwil.example/?x", "https://me@kanwil" })
        EXPECT_EQ(code_of_add(kanwil.key(), url), "tlog.bad_address") << url;
    EXPECT_EQ(database.call({}, now, [&](Call& call) { return drop_witness(call, "nobody"); })
                  .error()
                  .code(),
              not_found);
}

TEST_F(AskingTest, who_does_not_know_us_or_is_away_is_asked_again_later)
{
    sell(pontianak, monday, 50'000);
    close(now);
    kanwil.watch(spelled(Verifier { "other.example/tlog", Signing::note,
                                    KeyPair { std::string(32, '\5') }.public_bytes() }));
    ASSERT_EQ(code_of_add(kanwil.key(), kanwil.url()), "ok");
    EXPECT_EQ(ask(), 1);
    EXPECT_EQ(witness().state, Asked::unknown);
    EXPECT_EQ(ask(), 0);
    kanwil.stop();
    now += 2min;
    EXPECT_EQ(ask(), 1);
    EXPECT_EQ(witness().state, Asked::unreachable);
    EXPECT_EQ(witness().tries, 2);
    EXPECT_FALSE(cosigned());
}

TEST_F(AskingTest, a_checkpoint_is_cosigned_and_so_is_what_grows_from_it)
{
    acquaint();
    EXPECT_EQ(ask(), 1);
    EXPECT_EQ(witness().state, Asked::cosigned);
    EXPECT_TRUE(cosigned());
    EXPECT_EQ(kanwil.seen().size, size());
    EXPECT_EQ(ask(), 0);
    next_day();
    EXPECT_FALSE(cosigned());
    EXPECT_EQ(ask(), 1);
    EXPECT_TRUE(cosigned());
    EXPECT_EQ(kanwil.seen().size, size());
    EXPECT_EQ(broken(), "");
}

TEST_F(AskingTest, where_the_witness_stands_is_learnt_from_it)
{
    acquaint();
    ask();
    next_day();
    static db::Query const forget { Unlisted {}, "test.forget",
                                    "UPDATE tlog_witness SET size = 0" };
    bend({ &forget });
    EXPECT_EQ(ask(), 2); // "409: I have seen so many", then from there
    EXPECT_TRUE(cosigned());
}

TEST_F(AskingTest, a_log_that_changed_is_told_so_and_not_cosigned)
{
    acquaint();
    ask();
    static db::Query const change {
        Unlisted {}, "test.change_line",
        "UPDATE tlog_line SET leaf = (SELECT leaf FROM tlog_line WHERE n = 0) "
        "WHERE n = (SELECT MAX(n) FROM tlog_line)"
    };
    bend({ &change });
    auto const before = kanwil.seen();
    next_day();
    EXPECT_EQ(ask(), 1);
    EXPECT_EQ(witness().state, Asked::forked);
    EXPECT_FALSE(cosigned());
    EXPECT_EQ(kanwil.seen().note, before.note);
}

TEST_F(AskingTest, a_log_that_went_back_is_told_so_and_not_cosigned)
{
    acquaint();
    ask();
    auto const first = size();
    next_day();
    ask();
    // As an old backup has it.
    static db::Query const lines { Unlisted {}, "test.cut_lines",
                                   "DELETE FROM tlog_line WHERE n >= "
                                   "(SELECT MIN(size) FROM tlog_checkpoint)" };
    static db::Query const heads { Unlisted {}, "test.cut_heads",
                                   "DELETE FROM tlog_checkpoint WHERE size > "
                                   "(SELECT MIN(size) FROM tlog_checkpoint)" };
    static db::Query const end { Unlisted {}, "test.cut_log",
                                 "UPDATE tlog_log SET size = "
                                 "(SELECT MAX(size) FROM tlog_checkpoint)" };
    static db::Query const witnessed { Unlisted {}, "test.cut_witness",
                                       "UPDATE tlog_witness SET size = 0" };
    bend({ &lines, &heads, &end, &witnessed });
    ASSERT_LE(size(), first);
    EXPECT_EQ(ask(), 1);
    EXPECT_EQ(witness().state, Asked::ahead);
    EXPECT_GT(kanwil.seen().size, size());
}

} // namespace
} // namespace karya::tlog
