#pragma once
// The stand-ins of those who say what parcels cost, and a test's hand on them.

#include "shipping/shipping.h"
#include "support/standin.h"
#include "wire/wire.h"
#include <boost/json.hpp>

namespace karya::test {

class QuoterStandIn {
public:
    explicit QuoterStandIn(shipping::Source source)
        : m_source(source),
          m_program(std::string { enum_text(source) })
    {
        set_key(source == shipping::Source::rajaongkir ? "rajaongkir-uji" : "biteship_test.uji");
    }
    ~QuoterStandIn() { shipping::keep_quoters({}); }
    QuoterStandIn(QuoterStandIn const&) = delete;
    QuoterStandIn& operator=(QuoterStandIn const&) = delete;

    void set_key(std::string key)
    {
        shipping::Quoters all;
        if (m_source == shipping::Source::rajaongkir)
            all.rajaongkir = shipping::RajaOngkirKeys { std::move(key), site() + "/api/v1", {} };
        else
            all.biteship = shipping::BiteshipKeys { std::move(key), site(), {} };
        shipping::keep_quoters(std::move(all));
    }
    boost::json::value control(boost::json::object const& wish)
    {
        auto const answer = wire::ask_http(
            { .method = "POST", .url = site() + "/control", .body = boost::json::serialize(wish) });
        CHECK(answer.ok());
        return boost::json::parse(answer.value().body);
    }
    void will(std::string_view what, int times = 1)
    {
        control({ { "do", what }, { "times", times } });
    }
    void dearer(int by) { control({ { "do", "dearer" }, { "by", by } }); }
    /// How many questions came in whose path ends so.
    std::int64_t count(std::string_view end)
    {
        std::int64_t found = 0;
        auto const all = control({ { "do", "asked" } });
        for (auto const& asked : all.as_array())
            if (std::string_view { asked.as_string() }.ends_with(end)) ++found;
        return found;
    }

private:
    std::string site() const { return "http://127.0.0.1:" + m_program.word(0); }
    shipping::Source m_source;
    StandIn m_program;
};

} // namespace karya::test
