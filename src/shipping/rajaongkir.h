#pragma once
// RajaOngkir by Komerce, version 1: it names places by ids of its own. For shipping/ only.

#include "shipping/quote.h"

namespace karya::shipping {

class RajaOngkir : public Quoter {
public:
    RajaOngkir(RajaOngkirKeys keys, std::map<std::string, std::string>& places)
        : m_keys(std::move(keys)),
          m_places(places)
    {
    }
    Result<std::vector<Quoted>> quote(Parcel const& parcel, Deadline const& deadline) override;

private:
    /// Its id of the village. Fails: shipping.quote_refused (it knows none).
    Result<std::string> id_of(places::Place const& place, Deadline const& deadline);
    RajaOngkirKeys m_keys;
    std::map<std::string, std::string>& m_places;
};

} // namespace karya::shipping
