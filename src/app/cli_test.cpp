#include "app/cli.h"
#include "support/database.h"
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>

namespace karya::app {

namespace {

namespace fs = std::filesystem;

/// A console whose commands are about one folder, on the engine of this test run.
struct Console : testing::Test {
    test::Database database;
    fs::path const folder = fs::temp_directory_path() / ("karya-console-" + random_hex(6));

    ~Console() override { fs::remove_all(folder); }

    struct Printed {
        int status {};
        std::string out {};
        std::string problems {};
    };
    Printed karya(std::vector<std::string> words) const
    {
        ::setenv("KARYA_DATABASE", test::Database::postgres().c_str(), 1);
        ::setenv("LANG", "id_ID.UTF-8", 1);
        words.insert(words.begin(), "karya");
        words.insert(words.end(), { "--data", (folder / "data").string() });
        std::vector<char*> arguments;
        for (auto& word : words) arguments.push_back(word.data());
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        auto const status = run(static_cast<int>(arguments.size()), arguments.data());
        return { status, testing::internal::GetCapturedStdout(),
                 testing::internal::GetCapturedStderr() };
    }
    std::string file(std::string const& name, std::string const& bytes) const
    {
        fs::create_directories(folder);
        std::ofstream { folder / name, std::ios::binary } << bytes;
        return (folder / name).string();
    }
};

constexpr auto nowhere = std::string::npos;

TEST_F(Console, SaysWhatIsWrongWithoutPointingAtMarks)
{
    auto const king = karya({ "user", "add", "sari", "--role", "king" });
    EXPECT_EQ(1, king.status);
    EXPECT_NE(nowhere, king.problems.find("Peran “king” tidak dikenal. Pilih salah satu: cashier,"))
        << king.problems;
    auto const bad_login = karya({ "user", "add", "S A", "--role", "admin" });
    EXPECT_EQ(1, bad_login.status);
    auto const once = bad_login.problems.find("Nama akun terdiri");
    EXPECT_NE(nowhere, once);
    EXPECT_EQ(once, bad_login.problems.rfind("Nama akun terdiri")) << bad_login.problems;
    auto const goods = file("goods.csv", "unit,kode,nama,harga,stok\nPTK,A1,Keset,1000,\"0,5\"\n");
    auto const row = karya({ "import", "products", goods });
    EXPECT_NE(nowhere, row.out.find("baris 2: Kolom stok: ")) << row.out;
    for (auto const& said : { king.problems, row.out })
        EXPECT_EQ(nowhere, said.find("Periksa tanda")) << said;
}

TEST_F(Console, SaysThatAnInstallationBegins)
{
    auto const first = karya({ "migrate" });
    EXPECT_EQ(0, first.status);
    EXPECT_NE(nowhere, first.problems.find("Pemasangan baru dibuat di " + folder.string()))
        << first.problems;
    EXPECT_EQ("", karya({ "migrate" }).problems);
}

TEST_F(Console, TheProofAfterAReplayIsAboutABoardThatHeardOfIt)
{
    file("online-retail-2010-12.csv.xz",
         "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\r\n"
         "1,A,MAT,6,2010-12-01 08:26:00,2.55,17850.0,France\r\n");
    auto const replayed = karya({ "replay", folder.string() });
    EXPECT_EQ(0, replayed.status) << replayed.problems;
    EXPECT_NE(nowhere, replayed.out.find("✓ board")) << replayed.out;
    EXPECT_NE(nowhere, replayed.out.find("✓ events")) << replayed.out;
    EXPECT_EQ(nowhere, replayed.out.find("waits since")) << replayed.out;
}

} // namespace
} // namespace karya::app
