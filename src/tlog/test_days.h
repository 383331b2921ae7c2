#pragma once
// Units that sell and days that close. For tests of tlog/ only.

#include "support/database.h"
#include "support/scopes.h"
#include "tlog/tlog.h"
#include <fstream>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>

namespace karya::tlog {

class Days : public testing::Test {
protected:
    using Account = ledger::Account;

    test::Database database { [](test::Database& fresh) {
        auto const laid = fresh.call({}, test::noon, [](Call& call) -> Result<void> {
            org::load_seed(call);
            return {};
        });
        CHECK(laid.ok());
    } };
    UnitId const pontianak { org::seed_unit_id("lapas-kelas-iia-pontianak") }; ///< WIB
    UnitId const ambon { org::seed_unit_id("lapas-kelas-iia-ambon") };         ///< WIT
    Day const monday = Day::from(2021, 4, 26);

    void SetUp() override { keep_settings({ std::string(32, 't'), "karya.example/tlog" }); }
    static Timestamp at(std::string_view text) { return parse_time(text).take(); }
    org::UnitScope scope(UnitId id)
    {
        return test::Scopes::of(
            database.view({}, test::noon, [&](View& view) { return org::unit(view, id); }).take());
    }
    /// Books a sale of that amount: 30 % of it premi, 10 % PNBP.
    void sell(UnitId unit, Day day, std::int64_t amount,
              ledger::EntryKind kind = ledger::EntryKind::sale)
    {
        auto const premi = amount * 3 / 10;
        auto const pnbp = amount / 10;
        ledger::EntryDraft const draft {
            .kind = kind,
            .day = day,
            .source = "sale " + std::to_string(++m_sales),
            .postings = { { Account::cash, Rupiah { amount } },
                          { Account::premi_payable, Rupiah { -premi } },
                          { Account::pnbp_payable, Rupiah { -pnbp } },
                          { Account::working_fund, Rupiah { premi + pnbp - amount } } }
        };
        auto const where = scope(unit);
        auto const done = database.call({}, test::noon, [&](Call& call) -> Result<void> {
            TRY(ledger::post(call, where, draft));
            return {};
        });
        ASSERT_TRUE(done.ok()) << done.error().code().id;
    }
    /// As the job does until nothing is due; how many days it closed.
    int close(Timestamp now)
    {
        Closer closer { database.engine() };
        int closed = 0;
        for (;; ++closed) {
            auto const more = closer.work(now);
            EXPECT_TRUE(more.ok()) << more.error().code().id << " " << more.error().why();
            if (!more.ok() || !more.value()) return closed;
        }
    }
    template<class Work>
    auto look(Work&& work)
    {
        return database.view({}, test::noon, work);
    }
    /// What is said of a unit's day.
    std::vector<Line> lines(UnitId unit, Day day)
    {
        std::vector<Line> found;
        for (auto const& one : look([&](View& view) { return lines_about(view, unit, day); }))
            found.push_back(read_line(one.text).take());
        return found;
    }
    std::int64_t size()
    {
        return look([](View& view) { return log(view).value_or(Log {}).size; });
    }
    std::string broken()
    {
        return look([](View& view) { return first_broken_line(view.read).value_or(""); });
    }

    /// All files of the log, as an outsider copies them.
    std::filesystem::path copied(std::string const& name = "copy")
    {
        auto const folder = database.directory() / name;
        auto const put = [&](std::string const& path, std::string const& bytes) {
            std::filesystem::create_directories((folder / path).parent_path());
            std::ofstream { folder / path, std::ios::binary } << bytes;
        };
        look([&](View& view) {
            auto const head = newest_checkpoint(view).value();
            put("checkpoint", head.note);
            put("key", spelled(verifier_of("karya.example/tlog", keys(view).front())));
            for (int level = -1; width_of(std::max(level, 0), head.size) > 0; ++level) {
                auto const count = width_of(std::max(level, 0), head.size);
                for (std::int64_t n = 0; n * tile_width < count; ++n) {
                    auto const width = std::min(tile_width, count - n * tile_width);
                    auto path = (level < 0 ? "entries" : std::to_string(level)) + "/00"
                        + std::to_string(n);
                    if (width < tile_width) path += ".p/" + std::to_string(width);
                    put("tile/" + path, tile(view, path).take());
                }
            }
            return 0;
        });
        return folder;
    }
    /// What a program ends with; -1 when there is none of that name.
    static int ended(std::vector<std::string> words)
    {
        std::vector<char*> arguments;
        for (auto& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        pid_t child {};
        if (posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0)
            return -1;
        int status = 0;
        waitpid(child, &status, 0);
        return status;
    }

private:
    int m_sales { 0 };
};

} // namespace karya::tlog
