#include "places/places.h"
#include "base/check.h"
#include "base/embedded.h"
#include "base/text.h"
#include <algorithm>
#include <array>
#include <charconv>

namespace karya::places {

namespace {

constexpr std::size_t most = 20;
constexpr std::size_t letters_min = 3;
constexpr std::size_t words_max = 16;
constexpr std::size_t above = 3; ///< province, regency, district

/// What villages lie in; `up` is the place in the level above.
struct Region {
    std::string_view code {};
    std::string_view name {};
    std::size_t up {};
};
struct Village {
    std::int64_t number {};
    std::string_view name {};
    std::string_view postcode {};
    std::size_t district {};
};
/// Read once, at the first question; names stay where the program holds them.
struct Book {
    std::array<std::vector<Region>, above> regions {};
    std::vector<Village> villages {};
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::int64_t number_in(std::string_view digits)
{
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

/// "2001 Keude Bakongan 23773"; number and postcode are left out where they follow from the line
/// before.
void add_village(Book& book, std::string_view line)
{
    constexpr std::size_t number_digits = 4;
    constexpr std::size_t postcode_digits = 5;
    Village village { .district = book.regions[above - 1].size() - 1 };
    if (is_digit(line.front())) {
        village.number = number_in(line.substr(0, number_digits));
        line.remove_prefix(number_digits + 1);
    } else {
        village.number = book.villages.back().number + 1;
    }
    if (is_digit(line.back()) && line.size() > postcode_digits
        && line[line.size() - postcode_digits - 1] == ' ') {
        village.postcode = line.substr(line.size() - postcode_digits);
        line.remove_suffix(postcode_digits + 1);
    } else {
        village.postcode = book.villages.back().postcode;
    }
    village.name = line;
    book.villages.push_back(village);
}

Book read_book()
{
    constexpr std::string_view marks = "<=>";
    Book book;
    for (auto const line : fields_of(embedded::seed("places/places.txt"), '\n')) {
        if (line.empty()) continue;
        auto const level = marks.find(line.front());
        if (level == std::string_view::npos) {
            add_village(book, line);
            continue;
        }
        auto const up = level == 0 ? 0 : book.regions[level - 1].size() - 1;
        book.regions[level].push_back({ line.substr(1, 2), line.substr(4), up });
    }
    return book;
}

Book const& book()
{
    static Book const read = read_book();
    return read;
}

Place whole(Village const& village)
{
    auto const& [provinces, regencies, districts] = book().regions;
    auto const& district = districts[village.district];
    auto const& regency = regencies[district.up];
    auto const& province = provinces[regency.up];
    Place place { .village = std::string { village.name },
                  .district = std::string { district.name },
                  .regency = std::string { regency.name },
                  .province = std::string { province.name },
                  .postcode = std::string { village.postcode } };
    for (auto const& code : { province.code, regency.code, district.code })
        place.code.append(code).append(".");
    place.code += std::to_string(village.number);
    return place;
}

// ---- Finding ----

bool is_letter(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// What is typed, folded; words that only say what kind of place it is are left out.
std::vector<std::string> words_of(std::string_view typed)
{
    constexpr std::array<std::string_view, 8> kinds { "kelurahan", "desa", "kel",  "kecamatan",
                                                      "kec",       "kode", "prov", "provinsi" };
    std::vector<std::string> words;
    std::string word;
    auto const close = [&] {
        if (!word.empty() && std::ranges::find(kinds, word) == kinds.end()) words.push_back(word);
        word.clear();
    };
    for (char const c : typed) {
        if (is_letter(c))
            word += lower(c);
        else if (c != '\'')
            close();
    }
    close();
    if (words.size() > words_max) words.resize(words_max);
    return words;
}

/// Whether `name` goes on with `word` at `at`. Only letters count: the ministry writes
/// "Sungaijawi", people "Sungai Jawi", and elsewhere it is the other way round.
bool goes_on(std::string_view name, std::size_t at, std::string_view word)
{
    for (char const c : word) {
        while (at < name.size() && !is_letter(name[at])) ++at;
        if (at == name.size() || lower(name[at]) != c) return false;
        ++at;
    }
    return true;
}

bool begins_a_word(std::string_view name, std::string_view word)
{
    for (std::size_t at = 0; at < name.size(); ++at) {
        if (lower(name[at]) != word.front()) continue;
        bool const start = at == 0 || (!is_letter(name[at - 1]) && name[at - 1] != '\'');
        if (start && goes_on(name, at, word)) return true;
    }
    return false;
}

/// A bit for each word.
using Met = std::uint32_t;

/// What is looked for: each word, and each with the one after it as one word.
struct Wish {
    std::vector<std::string> words {};
    std::vector<std::string> pairs {};
    std::string letters {}; ///< of all words
    Met all { 0 };
};

Wish wish_of(std::string_view typed)
{
    Wish wish { .words = words_of(typed) };
    for (auto const& word : wish.words) wish.letters += word;
    for (std::size_t i = 0; i + 1 < wish.words.size(); ++i)
        wish.pairs.push_back(wish.words[i] + wish.words[i + 1]);
    wish.all = (Met { 1 } << wish.words.size()) - 1;
    return wish;
}

Met met_by(std::string_view name, Wish const& wish, Met wanted)
{
    Met met = 0;
    for (std::size_t i = 0; i < wish.words.size(); ++i) {
        Met const bit = Met { 1 } << i;
        if ((wanted & bit) != 0 && begins_a_word(name, wish.words[i])) met |= bit;
    }
    for (std::size_t i = 0; i < wish.pairs.size(); ++i) {
        Met const bits = Met { 3 } << i;
        if ((wanted & ~met & bits) != 0 && begins_a_word(name, wish.pairs[i])) met |= bits;
    }
    return met;
}

/// What each district and all that it lies in answers.
std::vector<Met> met_above(Wish const& wish)
{
    std::vector<Met> met { 0 };
    for (auto const& level : book().regions) {
        std::vector<Met> next;
        for (auto const& region : level)
            next.push_back(met[region.up] | met_by(region.name, wish, wish.all));
        met = std::move(next);
    }
    return met;
}

/// The village that is called as was typed, then those that begin so, then all others.
std::size_t rank_of(Village const& village, Wish const& wish)
{
    if (!goes_on(village.name, 0, wish.words.front())) return 2;
    std::string letters;
    for (char const c : village.name)
        if (is_letter(c)) letters += lower(c);
    return wish.letters.starts_with(letters) ? 0 : 1;
}

} // namespace

std::string Place::words() const
{
    return village + ", " + district + ", " + regency + ", " + province + " " + postcode;
}

std::optional<Place> place(std::string_view code)
{
    auto const parts = fields_of(code, '.');
    if (parts.size() != above + 1) return {};
    auto const& regions = book().regions;
    auto const number = number_in(parts[above]);
    for (auto const& village : book().villages) {
        if (village.number != number) continue;
        auto const& district = regions[2][village.district];
        auto const& regency = regions[1][district.up];
        if (district.code == parts[2] && regency.code == parts[1]
            && regions[0][regency.up].code == parts[0])
            return whole(village);
    }
    return {};
}

Matches find(std::string_view typed)
{
    auto const wish = wish_of(typed);
    if (wish.letters.size() < letters_min) return {};
    auto const above_all = met_above(wish);
    std::array<std::vector<Village const*>, 3> found;
    for (auto const& village : book().villages) {
        Met const wanted = wish.all & ~above_all[village.district];
        Met met = met_by(village.name, wish, wanted);
        if ((wanted & ~met) != 0) met |= met_by(village.postcode, wish, wanted & ~met);
        if ((wanted & ~met) == 0) found[rank_of(village, wish)].push_back(&village);
    }
    Matches matches;
    for (auto const& rank : found)
        for (auto const* village : rank) {
            if (matches.places.size() == most) return { std::move(matches.places), true };
            matches.places.push_back(whole(*village));
        }
    return matches;
}

Island island_of(std::string_view province_code)
{
    CHECK(!province_code.empty());
    switch (province_code.front()) {
    case '1':
    case '2': return Island::sumatra;
    case '3': return Island::java;
    case '5': return Island::lesser_sunda;
    case '6': return Island::borneo;
    case '7': return Island::sulawesi;
    case '8': return Island::maluku;
    default: return Island::papua;
    }
}

} // namespace karya::places
