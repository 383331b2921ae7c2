#pragma once
// The port to providers of couriers' prices. They block, so they are asked by QuoteWork alone. For
// shipping/ only.

#include "shipping/shipping.h"
#include <memory>

namespace karya::shipping {

/// It will not say, whatever we try: it knows no such place, or refuses the question.
inline constexpr ErrorCode quote_refused { "shipping.quote_refused", Fault::conflict };
/// Nobody waits for the answer any more, or the provider has a rest after a fault.
inline constexpr ErrorCode quote_late { "shipping.quote_late", Fault::unavailable };

/// The status of an answer that is one.
inline constexpr int answered_well = 200;

struct Parcel {
    places::Place from {};
    places::Place to {};
    std::int64_t grams {};
};

/// What a provider asks for one service; one without a number of days is not told.
struct Quoted {
    Courier courier {};
    std::string code {}; ///< the provider's, of the service
    std::string name {}; ///< for people
    Rupiah fee {};
    std::int64_t days_min {};
    std::int64_t days_max {};
};

/// By when all of the questions that one parcel takes are to be answered.
class Deadline {
public:
    explicit Deadline(std::chrono::milliseconds all) : m_end(std::chrono::steady_clock::now() + all)
    {
    }
    /// Never nothing, which would mean for ever.
    std::chrono::milliseconds left() const;

private:
    std::chrono::steady_clock::time_point m_end;
};

class Quoter {
public:
    virtual ~Quoter() = default;
    /// Every service of the couriers we know; none: it does not go there.
    /// Fails: shipping.quote_refused, and as wire::ask_json.
    virtual Result<std::vector<Quoted>> quote(Parcel const& parcel, Deadline const& deadline) = 0;
};

/// The one of that source, if its keys are set. `places` is its memory of villages.
std::unique_ptr<Quoter> quoter_of(Source source, std::map<std::string, std::string>& places);
bool is_set(Source source);

/// What can be offered of it: clean words, a fee and days that can be; of one service twice the
/// cheaper; at most 30, the cheapest first.
std::vector<Quoted> usable(std::vector<Quoted> all);
/// The courier of the codes that both providers use; nothing for one we do not know.
std::optional<Courier> courier_of(std::string_view code);
/// Those codes, joined.
std::string courier_codes(char between);
/// Of "2 - 3 days", "6-7 day", "1 HARI", "4 hours"; nothing when there is no number.
struct Days {
    std::int64_t least {};
    std::int64_t most {};
};
std::optional<Days> days_of(std::string_view words);

} // namespace karya::shipping
