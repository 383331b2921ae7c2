#pragma once
// Biteship, version 1, by postcodes. For shipping/ only.

#include "shipping/quote.h"

namespace karya::shipping {

class Biteship : public Quoter {
public:
    explicit Biteship(BiteshipKeys keys) : m_keys(std::move(keys)) { }
    Result<std::vector<Quoted>> quote(Parcel const& parcel, Deadline const& deadline) override;

private:
    BiteshipKeys m_keys;
};

} // namespace karya::shipping
