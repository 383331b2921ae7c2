#include "shipping/rajaongkir.h"
#include "base/text.h"
#include "wire/wire.h"
#include <boost/json.hpp>

namespace karya::shipping {

namespace {

namespace json = boost::json;

constexpr int bad_question = 400;
constexpr int not_there = 404;
/// Villages that share a postcode are fewer.
constexpr std::string_view places_asked = "100";
constexpr std::size_t places_kept = 20'000;

Result<wire::JsonAnswer> put_to(RajaOngkirKeys const& keys, wire::HttpAsk ask)
{
    ask.headers.emplace_back("key", keys.key);
    ask.trusted_file = keys.trusted_file;
    return wire::ask_json(std::move(ask));
}

json::array list_of(json::value const& body)
{
    auto const* data = wire::member(body, "data");
    return data && data->is_array() ? data->as_array() : json::array {};
}

Error refusal_of(wire::JsonAnswer const& answer)
{
    auto const* meta = wire::member(answer.body, "meta");
    auto const words = meta ? wire::text_of(*meta, "message") : std::string {};
    return Error { quote_refused, std::to_string(answer.status) + " " + first_letters(words, 200) };
}

/// Letters alone: "Benua Melayu Darat" is "Benuamelayu Darat" elsewhere.
std::string folded(std::string_view name)
{
    auto letters = lowered(name);
    std::erase_if(letters, [](char c) { return (c < 'a' || c > 'z') && (c < '0' || c > '9'); });
    return letters;
}

/// Without what only says what kind of place it is: "Kota Administrasi Jakarta Pusat".
std::string bare(std::string_view regency)
{
    auto name = lowered(regency);
    for (std::string_view const kind : { "kota ", "kabupaten ", "kab. ", "administrasi ", "adm. " })
        if (name.starts_with(kind)) name.erase(0, kind.size());
    return folded(name);
}

/// How well it is the place: the village, then its district, by postcode or by its regency.
int nearness(json::value const& one, places::Place const& place)
{
    auto const same = [&](std::string_view field, std::string_view name) {
        return folded(wire::text_of(one, field)) == folded(name);
    };
    bool const coded = wire::text_of(one, "zip_code") == place.postcode;
    if (!coded && bare(wire::text_of(one, "city_name")) != bare(place.regency)) return 0;
    bool const district = same("district_name", place.district);
    if (district && same("subdistrict_name", place.village)) return 3;
    return district ? 2 : (coded ? 1 : 0);
}

std::string best_of(json::array const& found, places::Place const& place)
{
    int best = 0;
    std::string id;
    for (auto const& one : found)
        if (auto const near = nearness(one, place); near > best) {
            best = near;
            id = wire::text_of(one, "id");
        }
    return id;
}

} // namespace

Result<std::string> RajaOngkir::id_of(places::Place const& place, Deadline const& deadline)
{
    if (auto const known = m_places.find(place.code); known != m_places.end()) return known->second;
    for (auto const& words : { place.postcode, place.village + " " + place.district }) {
        auto const query = wire::form_of(
            { { "search", words }, { "limit", std::string { places_asked } }, { "offset", "0" } });
        auto const answer = TRY(
            put_to(m_keys,
                   { .url = m_keys.url + "/destination/domestic-destination?" + query,
                     .deadline = deadline.left() }));
        if (answer.status != answered_well && answer.status != not_there) return refusal_of(answer);
        auto id = best_of(list_of(answer.body), place);
        if (id.empty()) continue;
        if (m_places.size() >= places_kept) m_places.clear();
        m_places[place.code] = id;
        return id;
    }
    return Error { quote_refused, "no such place: " + place.code };
}

Result<std::vector<Quoted>> RajaOngkir::quote(Parcel const& parcel, Deadline const& deadline)
{
    auto const from = TRY(id_of(parcel.from, deadline));
    auto const to = TRY(id_of(parcel.to, deadline));
    auto const answer = TRY(
        put_to(m_keys,
               { .method = "POST",
                 .url = m_keys.url + "/calculate/domestic-cost",
                 .headers = { { "Content-Type", "application/x-www-form-urlencoded" } },
                 .body = wire::form_of({ { "origin", from },
                                         { "destination", to },
                                         { "weight", std::to_string(parcel.grams) },
                                         { "courier", courier_codes(':') },
                                         { "price", "lowest" } }),
                 .deadline = deadline.left() }));
    // No courier goes there: said as a question that is wrong, or as data that is not found.
    bool const none = (answer.status == bad_question || answer.status == not_there)
        && refusal_of(answer).why().find("not found") != std::string::npos;
    if (none) return std::vector<Quoted> {};
    if (answer.status != answered_well) return refusal_of(answer);
    std::vector<Quoted> quoted;
    for (auto const& one : list_of(answer.body)) {
        auto const courier = courier_of(wire::text_of(one, "code"));
        auto const fee = wire::amount_of(one, "cost");
        auto const days = days_of(wire::text_of(one, "etd"));
        if (!courier || !fee || !days) continue;
        auto code = wire::text_of(one, "service");
        auto name = std::string { trimmed(wire::text_of(one, "description")) };
        if (name.empty()) name = code;
        quoted.push_back(
            { *courier, std::move(code), std::move(name), *fee, days->least, days->most });
    }
    return quoted;
}

} // namespace karya::shipping
