// Who vouches for our log, for the administrator.

#include "tlog/routes.h"
#include "web/routes.h"

namespace karya::tlog {

namespace {

constexpr std::string_view path = "/meja/bukti/saksi-kami";

struct OurWitnessRow {
    std::string name {};
    std::string url {};
    std::string verifier {};
    std::int64_t lines {};
    Asked state {};
    LocalTime at {};
    bool good { false };
    bool alarming { false };
};
BOOST_DESCRIBE_STRUCT(OurWitnessRow, (), (name, url, verifier, lines, state, at, good, alarming))

struct WitnessForm {
    std::string verifier {};
    std::string url {};
};
BOOST_DESCRIBE_STRUCT(WitnessForm, (), (verifier, url))

struct WitnessesPage {
    std::string ours {}; ///< our log's key; empty before the first day
    std::vector<OurWitnessRow> witnesses {};
    WitnessForm form {};
};
BOOST_DESCRIBE_STRUCT(WitnessesPage, (), (ours, witnesses, form))

Result<WitnessesPage> show_witnesses(View& view, web::Nothing const&)
{
    WitnessesPage page;
    if (auto const known = log(view))
        for (auto const& key : keys(view))
            if (key.purpose == Purpose::log && !key.retired_at)
                page.ours = spelled(verifier_of(known->origin, key));
    for (auto const& one : witnesses(view))
        page.witnesses.push_back({ one.name,
                                   one.url,
                                   one.verifier,
                                   one.size,
                                   one.state,
                                   { one.at, Zone::wib },
                                   one.state == Asked::cosigned,
                                   one.state == Asked::forked || one.state == Asked::ahead });
    return page;
}

Result<web::Nothing> post_witness(Call& call, WitnessForm const& form)
{
    TRY(add_witness(call, { form.verifier, form.url }));
    return web::Nothing {};
}

struct DropInput {
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(DropInput, (), (name))

Result<web::Nothing> post_drop(Call& call, DropInput const& input)
{
    TRY(drop_witness(call, input.name));
    return web::Nothing {};
}

} // namespace

void add_asking_routes(web::Routes& routes)
{
    routes.query<web::Nothing, WitnessesPage>(path, key_right, show_witnesses,
                                              { "tlog/witnesses" });
    routes.command<WitnessForm, web::Nothing>(path, key_right, post_witness, { path, path });
    routes.command<DropInput, web::Nothing>("/meja/bukti/saksi-kami/pencabutan", key_right,
                                            post_drop, { path, path });
}

} // namespace karya::tlog
