// What payment providers cost the seller, by day.

#include "base/text.h"
#include "payments/routes.h"
#include "web/routes.h"

namespace karya::payments {

namespace {

struct FeeForm {
    Way way { Way::midtrans };
    std::string channel {};
    std::string valid_from {};
    std::string share {};
    std::string fixed {};
    std::string source {};
};
BOOST_DESCRIBE_STRUCT(FeeForm, (), (way, channel, valid_from, share, fixed, source))

struct FeePage {
    std::vector<ProviderFee> fees {};
    FeeForm form {};
};
BOOST_DESCRIBE_STRUCT(FeePage, (), (fees, form))

Result<FeePage> fee_page(View& view, web::Nothing const&)
{
    FeePage page { .fees = fees(view) };
    page.form.valid_from = day_in(Zone::wib, view.now).text();
    page.form.fixed = "0";
    return page;
}

struct FeeInput {
    Way way {};
    std::optional<std::string> channel {};
    Day valid_from {};
    std::string share {}; ///< in percent: "0,7"
    Rupiah fixed {};
    std::string source {};
};
BOOST_DESCRIBE_STRUCT(FeeInput, (), (way, channel, valid_from, share, fixed, source))

/// Hundredths of a percent are basis points; -1 for what is none.
BasisPoints share_of(std::string_view percent)
{
    constexpr std::int64_t most = 100;
    auto const point = percent.find_first_of(",.");
    std::string digits { percent.substr(0, point) };
    std::string rest { point == std::string_view::npos ? "" : percent.substr(point + 1) };
    std::int64_t whole = 0;
    std::int64_t part = 0;
    if (rest.size() > 2 || !parse_integer(digits, whole) || whole < 0 || whole > most)
        return { -1 };
    rest.resize(2, '0');
    if (!parse_integer(rest, part) || part < 0) return { -1 };
    return { whole * most + part };
}

Result<web::Nothing> post(Call& call, FeeInput const& input)
{
    TRY(set_fee(call,
                { .way = input.way,
                  .channel = input.channel.value_or(""),
                  .valid_from = input.valid_from,
                  .share = share_of(input.share),
                  .fixed = input.fixed,
                  .source = input.source }));
    return web::Nothing {};
}

} // namespace

void add_fee_routes(web::Routes& routes)
{
    constexpr std::string_view fees = "/meja/biaya-bayar";
    routes.query<web::Nothing, FeePage>(fees, fee_right, fee_page, { "payments/fees" });
    routes.command<FeeInput, web::Nothing>(fees, fee_right, post, { fees, fees });
}

} // namespace karya::payments
