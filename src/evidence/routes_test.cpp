// The desk of those who check, behind the real pipeline.

#include "evidence/evidence.h"
#include "support/cast.h"
#include "support/front.h"
#include "web/routes.h"
#include <gtest/gtest.h>

namespace karya::evidence {
namespace {

using test::holds;

class EvidencePages : public testing::Test {
protected:
    EvidencePages()
    {
        add_routes(routes);
        front.emplace(market.engine(), routes, [this](std::string_view who) {
            return test::in_role(who, market.cast.wayan, market.cast.pontianak_id,
                                 market.cast.kalbar);
        });
    }
    struct Wish {
        std::string path {};
        std::string query {};
        std::string who { "head" };
    };
    web::Response ask(std::string query, std::string who = "head")
    {
        return front->ask(Wish { "/meja/pemeriksaan/berkas", std::move(query), std::move(who) });
    }

    test::Market market;
    web::Routes routes;
    std::optional<test::Front> front;
};

TEST_F(EvidencePages, too_many_days_are_told_in_the_form_that_asked)
{
    auto const unit = "unit=" + market.cast.pontianak_id.text();
    for (auto const* who : { "head", "auditor" }) {
        auto const query = "from=2020-01-01&until=2021-04-26&" + unit;
        auto const page = ask(query, who);
        EXPECT_EQ(page.status, 413) << who;
        EXPECT_TRUE(holds(page, "id=\"until_error\"")) << who;
        EXPECT_TRUE(holds(page, "value=\"2020-01-01\"")) << "what was typed stays";
    }
    auto const turned = ask("from=2021-04-26&until=2021-04-01&" + unit);
    EXPECT_EQ(turned.status, 422);
    EXPECT_TRUE(holds(turned, "id=\"until_error\""));
    auto const unreadable = ask("from=kemarin&until=2021-04-26&" + unit);
    EXPECT_EQ(unreadable.status, 422);
    EXPECT_TRUE(holds(unreadable, "id=\"from_error\""));
    EXPECT_EQ(ask("from=2020-01-01&until=2021-04-26&" + unit, "cashier").status, 403);
}

} // namespace
} // namespace karya::evidence
