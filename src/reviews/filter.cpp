#include "reviews/filter.h"
#include "reviews/letters.h"
#include <algorithm>
#include <array>
#include <string>

namespace karya::reviews {

namespace {

using Words = std::vector<std::string_view>;

/// Said by those who lead to gambling and by hardly anybody else ("gacor" alone is a good singing
/// bird, and cages are made here). Written as they sound: no letter twice in a row.
constexpr std::array<std::string_view, 42> gambling {
    "slotgacor",      "gacorslot",    "slotonline", "situslot",      "situsgacor",
    "slotmaxwin",     "gacormaxwin",  "maxwin",     "slotdeposit",   "slotdepo",
    "slotdana",       "slotpulsa",    "slotqris",   "slotthailand",  "akunslot",
    "linkslot",       "linkgacor",    "agenslot",   "bandarslot",    "rtpslot",
    "rtplive",        "rtpgacor",     "polagacor",  "scaterhitam",   "judionline",
    "judislot",       "judibola",     "agenjudi",   "bandarjudi",    "judol",
    "togel",          "bandartogel",  "bandarq",    "dominoq",       "pokeronline",
    "kasinoonline",   "casinoonline", "sbobet",     "pragmaticplay", "gatesofolympus",
    "bonusnewmember", "jackpotslot"
};
constexpr std::size_t gambling_letters_max = 16;

constexpr std::array<std::string_view, 26> endings {
    "com",  "net",  "org", "id",   "xyz",  "site",  "info", "online", "vip",
    "club", "ly",   "io",  "link", "shop", "store", "bet",  "icu",    "biz",
    "app",  "asia", "cc",  "tv",   "win",  "top",   "me",   "live"
};
/// Of these the last are words too: they make an address only with something behind them.
constexpr std::size_t endings_alone = 22;

constexpr std::array<std::string_view, 11> digit_words { "nol",   "kosong",  "satu",    "dua",
                                                         "tiga",  "empat",   "lima",    "enam",
                                                         "tujuh", "delapan", "sembilan" };

constexpr std::array<std::string_view, 27> about_someone {
    "napi",     "narapidana", "terpidana", "tahanan",   "bernama",  "namanya",  "alias",
    "bin",      "binti",      "kasus",     "vonis",     "divonis",  "dihukum",  "koruptor",
    "teroris",  "pembunuh",   "begal",     "penjahat",  "perkara",  "register", "inmate",
    "prisoner", "convict",    "named",     "sentenced", "murderer", "criminal"
};
/// With a capital behind it: "Pak Slamet", "buatan Slamet".
constexpr std::array<std::string_view, 25> before_name {
    "pak", "bapak", "bu",     "ibu",   "mas",  "mbak", "bang", "abang",   "kang",
    "om",  "tante", "ustad",  "ustaz", "haji", "hj",   "sdr",  "saudara", "mr",
    "mrs", "ms",    "buatan", "karya", "oleh", "by",   "si"
};
constexpr std::array<std::string_view, 11> no_name { "lapas",     "rutan",  "lpka",  "bapas",
                                                     "warga",     "unit",   "wbp",   "karya",
                                                     "indonesia", "kanwil", "produk" };

template<std::size_t N>
bool among(std::array<std::string_view, N> const& list, std::string_view word)
{
    return std::ranges::find(list, word) != list.end();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// Digits at the end of a word: a house number ("slot88") or letters like the others ("jud1").
enum class EndDigits : std::uint8_t { dropped, letters };

/// "sl0tt" -> "slot": digits that stand for letters, no letter twice in a row.
std::string as_heard(std::string_view word, EndDigits end_digits)
{
    constexpr std::string_view digits = "01345789@$";
    constexpr std::string_view letters = "oieastbgas";
    auto const end = word.find_last_not_of("0123456789");
    if (end == std::string_view::npos) return {};
    if (end_digits == EndDigits::dropped) word = word.substr(0, end + 1);
    std::string heard;
    for (char c : word) {
        if (auto const at = digits.find(c); at != std::string_view::npos) c = letters[at];
        if (heard.empty() || heard.back() != c) heard += c;
    }
    return heard;
}

/// One of the words, or several that only together are one ("s l o t g a c o r", "slot-gacor").
bool leads_to_gambling(Words const& words, EndDigits end_digits)
{
    std::vector<std::string> heard;
    for (auto const word : words)
        if (auto sound = as_heard(word, end_digits); !sound.empty())
            heard.push_back(std::move(sound));
    for (std::size_t from = 0; from < heard.size(); ++from) {
        std::string run;
        for (std::size_t i = from; i < heard.size() && run.size() <= gambling_letters_max; ++i) {
            for (char const c : heard[i])
                if (run.empty() || run.back() != c) run += c;
            if (among(gambling, run)) return true;
        }
    }
    return false;
}

/// "toko.com", "t.me/toko"; `word` is without spaces. An e-mail address is none.
bool is_address(std::string_view word)
{
    if (word.find('@') != std::string_view::npos) return false;
    if (word.find("://") != std::string_view::npos || word.starts_with("www.")) return true;
    auto const host = word.substr(0, word.find_first_of("/?:"));
    bool const more = host.size() < word.size();
    auto const dot = host.rfind('.');
    std::size_t const before = more ? 1 : 2; // letters that a name has
    if (dot == std::string_view::npos || dot < before) return false;
    if (!is_letter(host[dot - 1]) && !is_digit(host[dot - 1])) return false;
    auto const found = std::ranges::find(endings, host.substr(dot + 1));
    if (found == endings.end()) return false;
    return more || static_cast<std::size_t>(found - endings.begin()) < endings_alone;
}

std::vector<std::string_view> parts_of(std::string_view text)
{
    constexpr std::string_view spaces = " \t\r\n";
    std::vector<std::string_view> parts;
    for (std::size_t from = text.find_first_not_of(spaces); from != std::string_view::npos;) {
        auto const to = text.find_first_of(spaces, from);
        auto part = text.substr(from, to == std::string_view::npos ? to : to - from);
        while (!part.empty()
               && std::string_view { ".,;!()\"'" }.find(part.back()) != std::string_view::npos)
            part.remove_suffix(1);
        if (!part.empty()) parts.push_back(part);
        from = to == std::string_view::npos ? to : text.find_first_not_of(spaces, to);
    }
    return parts;
}

bool has_link(std::string_view plain, Words const& words)
{
    if (std::ranges::any_of(parts_of(plain), is_address)) return true;
    for (std::size_t i = 1; i + 1 < words.size(); ++i) // "toko titik com"
        if ((words[i] == "dot" || words[i] == "titik") && among(endings, words[i + 1])) return true;
    return false;
}

/// "a@b", "@toko".
bool is_handle(std::string_view part)
{
    auto const at = part.find('@');
    return at != std::string_view::npos && at + 3 < part.size() && is_letter(part[at + 1]);
}

/// "1.250.000": money, not a number to call.
bool is_grouped(std::string_view part)
{
    auto const first = part.find('.');
    if (first == 0 || first > 3 || part.front() == '0' || (part.size() - first) % 4 != 0)
        return false;
    for (std::size_t i = 0; i < part.size(); ++i)
        if ((i >= first && (i - first) % 4 == 0) != (part[i] == '.')) return false;
    return true;
}

/// "(0561)" -> "0561)", "rp1.250" -> "1.250".
std::string_view bare_number(std::string_view part)
{
    part.remove_prefix(std::min(part.find_first_not_of("(+"), part.size()));
    if (part.starts_with("rp")) part.remove_prefix(part.starts_with("rp.") ? 3 : 2);
    return part;
}

/// Digits that stand together, whatever lies between them but letters and money.
std::vector<std::string> digit_runs(std::string_view plain)
{
    std::vector<std::string> runs(1);
    for (auto const part : parts_of(plain)) {
        auto const number = bare_number(part);
        if (number.empty() || is_grouped(number)) {
            runs.emplace_back();
            continue;
        }
        for (char const c : number) {
            if (is_digit(c))
                runs.back() += c;
            else if (is_letter(c)) // also inside a word: "wa08123456789"
                runs.emplace_back();
        }
    }
    return runs;
}

/// Of telephones: no price begins with a nought, and few with the country's number.
bool is_phone(std::string_view run)
{
    constexpr std::size_t least = 9;
    constexpr std::size_t most = 14;
    return run.size() >= least && run.size() <= most
        && (run.starts_with("0") || run.starts_with("628"));
}

/// Of an account or a telephone without its nought, in one piece.
bool is_long_number(std::string_view part)
{
    constexpr std::ptrdiff_t least = 10;
    auto const number = bare_number(part);
    return std::ranges::all_of(number, [](char c) { return is_digit(c) || c == '-'; })
        && std::ranges::count_if(number, is_digit) >= least;
}

bool spells_a_number(Words const& words)
{
    constexpr int least = 8;
    int row = 0;
    for (auto const word : words) {
        row = among(digit_words, word) || (word.size() == 1 && is_digit(word[0])) ? row + 1 : 0;
        if (row >= least) return true;
    }
    return false;
}

bool is_name_like(std::string_view word)
{
    return word.size() > 1 && word[0] >= 'A' && word[0] <= 'Z'
        && !among(no_name, plain_letters(word));
}

bool speaks_of_someone(std::string_view text, Words const& plain)
{
    if (std::ranges::any_of(plain, [](auto word) { return among(about_someone, word); }))
        return true;
    auto const written = words_in(text);
    for (std::size_t i = 1; i < written.size(); ++i)
        if (is_name_like(written[i]) && among(before_name, plain_letters(written[i - 1])))
            return true;
    return false;
}

} // namespace

std::vector<Finding> findings(std::string_view text)
{
    constexpr std::size_t identity_digits = 15; // NIK 16, NIP 18, NPWP 15
    auto const plain = plain_letters(text);
    auto const words = words_in(plain);
    auto const runs = digit_runs(plain);
    auto const parts = parts_of(plain);
    std::vector<Finding> found;
    if (leads_to_gambling(words, EndDigits::dropped)
        || leads_to_gambling(words, EndDigits::letters))
        found.push_back(Finding::gambling);
    if (has_link(plain, words)) found.push_back(Finding::link);
    if (std::ranges::any_of(parts, is_handle) || std::ranges::any_of(parts, is_long_number)
        || std::ranges::any_of(runs, is_phone) || spells_a_number(words))
        found.push_back(Finding::contact);
    if (std::ranges::any_of(runs, [](auto const& run) { return run.size() >= identity_digits; }))
        found.push_back(Finding::id_number);
    if (speaks_of_someone(text, words)) found.push_back(Finding::someone);
    return found;
}

} // namespace karya::reviews
