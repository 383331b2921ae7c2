// What a machine tells of words: what honest people write passes, then each way of dressing up.

#include "base/text.h"
#include "reviews/filter.h"
#include "reviews/letters.h"
#include <gtest/gtest.h>
#include <random>

namespace karya::reviews {
namespace {

using Found = std::vector<Finding>;

TEST(Filter, lets_honest_words_through)
{
    for (auto const* words :
         { "Kesetnya tebal dan rapi, dipakai di depan kamar mandi.",
           "Burungnya jadi gacor sejak pindah ke sangkar ini!",
           "Dapat foto gelap, tetapi barangnya bagus.",
           "Beli 3 buah, total Rp 1.250.000, ongkir Rp25.000. Murah.",
           "Harga 8000 10000 15000 menurut ukuran", "Ukuran 60 x 40 cm, berat 1,2 kg",
           "Sudah 2 kali pesan tahun 2025 dan 2026", "Jelek. Jahitannya lepas seminggu kemudian",
           "Sampai tanggal 26-04-2026 pukul 14.05", "Karya warga binaan Lapas Pontianak, keren",
           "Total 800.000.000", "Slot kartunya pas", "Mesin jahit no 1 di kelasnya",
           "Rapi.Terima kasih", "Terima kasih, Indonesia!" })
        EXPECT_EQ(findings(words), Found {}) << words;
}

TEST(Filter, knows_gambling_however_it_is_dressed)
{
    for (auto const* words :
         { "slot gacor hari ini", "SLOT GACOR", "s l o t  g a c o r", "s.l.o.t-g.a.c.o.r",
           "sl0t g4c0r", "slottt gaccor", "slot88 gacor77", "𝐒𝐋𝐎𝐓 gacor", "ｓｌｏｔ ｇａｃｏｒ",
           "slоt gаcоr", "s\xE2\x80\x8Blot gacor", "situs slot terpercaya", "judi online",
           "jud1 onl1ne", "main togel", "ayo maxw1n", "depo slot dana" })
        EXPECT_EQ(findings(words), Found { Finding::gambling }) << words;
}

TEST(Filter, knows_addresses)
{
    for (auto const* words :
         { "lihat https://a.example", "www.toko", "toko-murah.com", "TOKO.COM/promo.", "bit.ly/abc",
           "t.me/toko", "toko titik com", "toko dot id", "cek toko.xyz ya" })
        EXPECT_EQ(findings(words), Found { Finding::link }) << words;
}

TEST(Filter, knows_ways_to_reach_somebody)
{
    for (auto const* words :
         { "0812 3456 7890", "hubungi wa08123456789", "+62 812-3456-7890", "(0561) 123456",
           "812-3456-7890", "62.812.3456.789", "rekening 1234567890", "cari @toko_kami",
           "nol delapan satu dua tiga empat lima enam tujuh", "０８１２３４５６７８９０" })
        EXPECT_EQ(findings(words), Found { Finding::contact }) << words;
    EXPECT_EQ(findings("surel sari@contoh.com").front(), Finding::contact);
}

TEST(Filter, knows_numbers_of_persons)
{
    for (auto const* words :
         { "19800101 200501 1 001", "6171012304800001", "NIK 61710-12304-800001" }) {
        auto const found = findings(words);
        EXPECT_NE(std::ranges::find(found, Finding::id_number), found.end()) << words;
    }
}

TEST(Filter, sends_words_about_somebody_to_a_person)
{
    for (auto const* words :
         { "Buatan Slamet memang rapi", "Terima kasih Pak Budi", "dibuat oleh Joko dari blok C",
           "pembuatnya bernama joko", "Joko bin Slamet", "dia dihukum tiga tahun", "made by Joko",
           "mantan napi tapi hebat" })
        EXPECT_EQ(findings(words), Found { Finding::someone }) << words;
}

TEST(Filter, several_things_are_told_in_order)
{
    EXPECT_EQ(findings("slot gacor di toko.com, wa 0812 3456 7890, tanya Pak Budi"),
              (Found { Finding::gambling, Finding::link, Finding::contact, Finding::someone }));
}

TEST(Letters, become_plain_and_never_more_than_ascii)
{
    EXPECT_EQ(plain_letters("Café Ｎａｓｉ\nⒼⓐⓒⓞⓡ"), "cafe nasi\ngacor");
    EXPECT_EQ(plain_letters("a\xC2\xAD"
                            "b\xE2\x80\x8D"
                            "c"),
              "abc");
    auto const seed = std::random_device {}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random { seed };
    for (int turn = 0; turn < 2'000; ++turn) {
        std::string text;
        for (int i = 0; i < 40; ++i) text += static_cast<char>(random() & 0xFFU);
        text = cleaned(text);
        auto const plain = plain_letters(text);
        EXPECT_TRUE(is_clean_utf8(plain));
        for (char const c : plain) EXPECT_LT(static_cast<unsigned char>(c), 0x80U);
        EXPECT_EQ(findings(text), findings(text));
    }
}

} // namespace
} // namespace karya::reviews
