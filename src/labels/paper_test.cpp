// The labels on paper, read back by a camera's eyes: pdftotext and zbarimg.

#include "labels/test_printer.h"
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <set>
#include <spawn.h>
#include <sys/wait.h>

namespace karya::labels {
namespace {

class PaperTest : public Printer {
protected:
    std::string pdf(PrintRun const& of, Stretch serials, LabelPaper paper)
    {
        std::string bytes;
        auto const printed = look([&](View& view) {
            return print(view, of, serials, paper, "https://karya.test",
                         [&](std::string_view part) { bytes += part; });
        });
        EXPECT_TRUE(printed.ok());
        return bytes;
    }
    /// What a program prints, run in the folder that holds labels.pdf.
    std::string said_by(std::vector<std::string> words)
    {
        auto const out = market.directory() / "said.txt";
        std::vector<char*> arguments;
        for (auto& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        posix_spawn_file_actions_t actions {};
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_addchdir_np(&actions, market.directory().c_str());
        constexpr int flags = O_WRONLY | O_CREAT | O_TRUNC;
        posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), flags, 0600);
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0600);
        pid_t child {};
        auto const started = posix_spawnp(&child, words[0].c_str(), &actions, nullptr,
                                          arguments.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        int status = -1;
        if (started == 0) waitpid(child, &status, 0);
        EXPECT_EQ(status, 0) << words[0];
        std::ifstream file { out, std::ios::binary };
        return { std::istreambuf_iterator<char> { file }, {} };
    }
    void keep(std::string const& bytes)
    {
        std::ofstream { market.directory() / "labels.pdf", std::ios::binary } << bytes;
    }
    std::string words_on(std::string const& bytes)
    {
        keep(bytes);
        return said_by({ "pdftotext", "-layout", "labels.pdf", "-" });
    }
    /// Each page as a printer of so many dots an inch has it: black or white.
    std::set<std::string> codes(std::string const& bytes, std::string const& dots)
    {
        keep(bytes);
        said_by({ "pdftoppm", "-r", dots, "-mono", "labels.pdf", "page-" + dots });
        std::vector<std::string> words { "zbarimg", "--quiet", "--raw", "-Sdisable",
                                         "-Sqrcode.enable" };
        for (auto const& entry : std::filesystem::directory_iterator { market.directory() })
            if (entry.path().filename().string().starts_with("page-" + dots))
                words.push_back(entry.path().string());
        auto const said = said_by(words);
        std::set<std::string> lines;
        for (std::size_t at = 0; at < said.size();) {
            auto const end = said.find('\n', at);
            lines.insert(said.substr(at, end - at));
            at = end + 1;
        }
        return lines;
    }
    std::set<std::string> wanted(PrintRun const& of, Stretch serials)
    {
        std::set<std::string> all;
        for (auto serial = serials.first; serial <= serials.last; ++serial)
            all.insert("HTTPS://KARYA.TEST/L/" + token_of(of, serial));
        return all;
    }
};

TEST_F(PaperTest, without_an_address_nothing_is_printed)
{
    auto const mine = issued();
    auto const printed = look([&](View& view) {
        return print(view, mine, { 1, 3 }, LabelPaper::a4, "", [](std::string_view) { FAIL(); });
    });
    EXPECT_EQ(code_of(printed), no_site.id);
}

TEST_F(PaperTest, each_label_of_a_sheet_is_read_by_a_camera)
{
    auto wish = draft(30);
    wish.lot = "PTK-L210426-12";
    auto const mine = try_issue(wish).take();
    Stretch const all { mine.first, mine.last };
    EXPECT_EQ(codes(pdf(mine, all, LabelPaper::a4), "200"), wanted(mine, all));
}

TEST_F(PaperTest, each_label_of_a_roll_is_read_at_its_printers_dots)
{
    auto const mine = issued(6);
    Stretch const some { 2, 6 };
    EXPECT_EQ(codes(pdf(mine, some, LabelPaper::roll_203), "203"), wanted(mine, some));
    EXPECT_EQ(codes(pdf(mine, some, LabelPaper::roll_300), "300"), wanted(mine, some));
}

TEST_F(PaperTest, the_words_stand_beside_it_and_name_no_maker)
{
    auto const mine = issued(2);
    for (auto const paper : { LabelPaper::a4, LabelPaper::roll_203 }) {
        auto const words = words_on(pdf(mine, { 1, 2 }, paper));
        for (auto const* part : { "Keset sabut kelapa", "Karya warga binaan", "Lapas Kelas IIA",
                                  "26-04-2021", "45.000", "PTK 1", "PTK 2" })
            EXPECT_NE(words.find(part), words.npos) << part << " in " << words;
        EXPECT_EQ(words.find("Wayan"), words.npos);
    }
    auto plain = draft(1);
    plain.with_price = false;
    auto const bare = try_issue(plain).take();
    auto const words = words_on(pdf(bare, { bare.first, bare.last }, LabelPaper::a4));
    EXPECT_EQ(words.find("45.000"), words.npos);
}

TEST_F(PaperTest, a_reprint_is_the_same_to_the_byte)
{
    auto const mine = issued();
    EXPECT_EQ(pdf(mine, { 1, 3 }, LabelPaper::a4), pdf(mine, { 1, 3 }, LabelPaper::a4));
}

} // namespace
} // namespace karya::labels
