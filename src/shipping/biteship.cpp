#include "shipping/biteship.h"
#include "base/text.h"
#include "wire/wire.h"
#include <boost/json.hpp>

namespace karya::shipping {

namespace {

namespace json = boost::json;

Result<std::int64_t> postcode_of(places::Place const& place)
{
    std::int64_t number = 0;
    if (!parse_integer(place.postcode, number) || number <= 0)
        return Error { quote_refused, "no postcode: " + place.code };
    return number;
}

json::object question_of(std::int64_t from, std::int64_t to, std::int64_t grams)
{
    // Worth next to nothing, for it is not insured; one piece, for its weight is that of all.
    json::object const item {
        { "name", "Paket" }, { "value", 1 }, { "weight", grams }, { "quantity", 1 }
    };
    return { { "origin_postal_code", from },
             { "destination_postal_code", to },
             { "couriers", courier_codes(',') },
             { "items", json::array { item } } };
}

std::optional<Quoted> quoted_of(json::value const& one)
{
    auto const courier = courier_of(wire::text_of(one, "courier_code"));
    auto const fee = wire::amount_of(one, "price");
    auto duration = wire::text_of(one, "duration");
    if (duration.empty())
        duration = wire::text_of(one, "shipment_duration_range") + " "
            + wire::text_of(one, "shipment_duration_unit");
    auto const days = days_of(duration);
    auto const currency = wire::text_of(one, "currency");
    bool const rupiah = currency.empty() || currency == "IDR";
    if (!courier || !fee || !days || !rupiah) return {};
    auto code = wire::text_of(one, "courier_service_code");
    auto name = std::string { trimmed(wire::text_of(one, "courier_service_name")) };
    if (name.empty()) name = code;
    return Quoted { *courier, std::move(code), std::move(name), *fee, days->least, days->most };
}

} // namespace

Result<std::vector<Quoted>> Biteship::quote(Parcel const& parcel, Deadline const& deadline)
{
    auto const question = question_of(TRY(postcode_of(parcel.from)), TRY(postcode_of(parcel.to)),
                                      parcel.grams);
    auto const answer = TRY(wire::ask_json(
        { .method = "POST",
          .url = m_keys.url + "/v1/rates/couriers",
          .headers = { { "authorization", m_keys.key }, { "Content-Type", "application/json" } },
          .body = json::serialize(question),
          .deadline = deadline.left(),
          .trusted_file = m_keys.trusted_file }));
    auto const* pricing = wire::member(answer.body, "pricing");
    if (answer.status != answered_well || !pricing || !pricing->is_array())
        return Error { quote_refused,
                       std::to_string(answer.status) + " " + wire::text_of(answer.body, "code")
                           + " " + first_letters(wire::text_of(answer.body, "error"), 200) };
    std::vector<Quoted> quoted;
    for (auto const& one : pricing->as_array())
        if (auto told = quoted_of(one)) quoted.push_back(std::move(*told));
    return quoted;
}

} // namespace karya::shipping
