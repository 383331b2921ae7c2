#include "identity/password.h"

#include "base/text.h"
#include <algorithm>
#include <set>
#include <sodium.h>

namespace karya::identity {

namespace {

// OWASP's minimum for argon2id. A sign-in costs about 60 ms; the pipeline runs two at once at most.
constexpr unsigned long long passes = 2;
constexpr std::size_t memory = 19U * 1024 * 1024;

// Words that people build passwords of, folded; the unit's and the person's own are added.
constexpr std::string_view common_words[] = { "password",
                                              "passwd",
                                              "admin",
                                              "administrator",
                                              "login",
                                              "welcome",
                                              "letmein",
                                              "qwertyuiop",
                                              "qwerty",
                                              "asdfghjkl",
                                              "asdfgh",
                                              "zxcvbnm",
                                              "abcdefghijklmnopqrstuvwxyz",
                                              "abcdefgh",
                                              "abcdef",
                                              "abcd",
                                              "iloveyou",
                                              "monkey",
                                              "dragon",
                                              "master",
                                              "secret",
                                              "sunshine",
                                              "princess",
                                              "football",
                                              "superman",
                                              "changeme",
                                              "default",
                                              "guest",
                                              "test",
                                              "user",
                                              "katasandi",
                                              "sandi",
                                              "rahasia",
                                              "masuk",
                                              "bismillah",
                                              "alhamdulillah",
                                              "insyaallah",
                                              "assalamualaikum",
                                              "allah",
                                              "sayang",
                                              "cinta",
                                              "indonesia",
                                              "merdeka",
                                              "pancasila",
                                              "garuda",
                                              "jakarta",
                                              "bandung",
                                              "surabaya",
                                              "bhinneka",
                                              "tunggal",
                                              "ika",
                                              "persib",
                                              "persija",
                                              "keluarga",
                                              "anakku",
                                              "bapak",
                                              "mama",
                                              "papa",
                                              "saya",
                                              "kamu",
                                              "selamat",
                                              "pagi",
                                              "datang",
                                              "lapas",
                                              "rutan",
                                              "lpka",
                                              "bapas",
                                              "upt",
                                              "kanwil",
                                              "ditjenpas",
                                              "ditjen",
                                              "pemasyarakatan",
                                              "permasyarakatan",
                                              "kemenkumham",
                                              "kumham",
                                              "kemenimipas",
                                              "imipas",
                                              "penjara",
                                              "narapidana",
                                              "napi",
                                              "tahanan",
                                              "warga",
                                              "binaan",
                                              "wbp",
                                              "petugas",
                                              "kasir",
                                              "bendahara",
                                              "kalapas",
                                              "karutan",
                                              "giatja",
                                              "bengker",
                                              "sipir",
                                              "pegawai",
                                              "karya",
                                              "produk",
                                              "unggulan",
                                              "odopp",
                                              "satu",
                                              "hari",
                                              "kelas",
                                              "kabupaten",
                                              "kota",
                                              "januari",
                                              "februari",
                                              "maret",
                                              "april",
                                              "juni",
                                              "juli",
                                              "agustus",
                                              "september",
                                              "oktober",
                                              "november",
                                              "desember",
                                              "senin",
                                              "selasa",
                                              "rabu",
                                              "kamis",
                                              "jumat",
                                              "sabtu",
                                              "minggu" };

/// Lower case, with the usual swaps undone ("p4$$w0rd" -> "password"), and only letters kept.
std::string skeleton(std::string_view text)
{
    constexpr std::string_view swapped = "0134578@$!+";
    constexpr std::string_view meant = "oieastbasit";
    static_assert(swapped.size() == meant.size());
    std::string letters;
    for (char const c : lowered(text)) {
        auto const at = swapped.find(c);
        char const plain = at == std::string_view::npos ? c : meant[at];
        bool const kept = (plain >= 'a' && plain <= 'z')
            || static_cast<unsigned char>(plain) >= 128;
        if (kept) letters += plain;
    }
    return letters;
}

/// Without swaps undone, so that a trailing year is not read as letters.
std::string letters_of(std::string_view text)
{
    std::string letters;
    for (char const c : lowered(text))
        if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 128) letters += c;
    return letters;
}

void cut(std::string& text, std::string_view word)
{
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word))
        text.replace(at, word.size(), " ");
}

/// How many letters are left when every known word is taken out, the longest first.
std::size_t letters_left(std::string letters, std::vector<std::string> const& words)
{
    for (auto const& word : words) cut(letters, word);
    return static_cast<std::size_t>(
        std::count_if(letters.begin(), letters.end(), [](char c) { return c != ' '; }));
}

std::vector<std::string> words_to_cut(PasswordContext const& context)
{
    std::vector<std::string> words { std::begin(common_words), std::end(common_words) };
    for (auto const& text : context.words) {
        words.push_back(letters_of(text));
        for (auto const part : fields_of(text, ' ')) words.push_back(letters_of(part));
    }
    std::erase_if(words, [](std::string const& word) { return word.size() < 3; });
    std::sort(words.begin(), words.end(), [](std::string const& a, std::string const& b) {
        return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    return words;
}

bool easy_to_guess(std::string_view password, PasswordContext const& context)
{
    std::set<char> const different { password.begin(), password.end() };
    if (different.size() < 5) return true;
    auto const words = words_to_cut(context);
    // Digits alone are refused by this too: officers know each other's numbers (NIP, telephone).
    return letters_left(letters_of(password), words) < 4
        || letters_left(skeleton(password), words) < 3;
}

Error weak(std::string reason) { return Error { weak_password }.at("password", std::move(reason)); }

} // namespace

Result<void> judge_password(std::string_view password, PasswordContext const& context)
{
    auto const length = code_points(password);
    if (length > length_max) return weak("identity.password_too_long");
    if (length < (context.paired ? length_paired_min : length_alone_min))
        return weak(context.paired ? "identity.password_short_paired" : "identity.password_short");
    if (easy_to_guess(password, context)) return weak("identity.password_common");
    return {};
}

PasswordHash hashed(std::string_view password)
{
    CHECK(sodium_init() >= 0);
    std::string encoded(crypto_pwhash_STRBYTES, '\0');
    CHECK(crypto_pwhash_str_alg(encoded.data(), password.data(), password.size(), passes, memory,
                                crypto_pwhash_ALG_ARGON2ID13)
          == 0);
    encoded.resize(encoded.find('\0'));
    return { encoded, code_points(password) >= length_alone_min };
}

bool password_matches(std::string const& encoded, std::string_view password)
{
    static std::string const nobody = hashed(generated_password()).encoded;
    auto const& against = encoded.empty() ? nobody : encoded;
    bool const same = crypto_pwhash_str_verify(against.c_str(), password.data(), password.size())
        == 0;
    return same && !encoded.empty();
}

bool outdated(std::string const& encoded)
{
    return crypto_pwhash_str_needs_rehash(encoded.c_str(), passes, memory) != 0;
}

std::string generated_password()
{
    CHECK(sodium_init() >= 0);
    constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";
    std::string password;
    for (int i = 0; i < 20; ++i) {
        if (i > 0 && i % 5 == 0) password += '-';
        password += letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
    }
    return password;
}

} // namespace karya::identity
