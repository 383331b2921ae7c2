#pragma once
// What the page of the till shows: at the desk with its data, on a device without.

#include "counter/till.h"

namespace karya::counter {

struct SlipLabel {
    std::int64_t line {};  ///< as SlipLine::n
    std::int64_t place {}; ///< 0, 1, … on its line
    std::string token {};
};
BOOST_DESCRIBE_STRUCT(SlipLabel, (), (line, place, token))

struct SlipLine {
    std::int64_t n {}; ///< 0, 1, … as in the names of fields
    VariantId variant {};
    Quantity quantity {};
    std::string name {};
    std::string measure_name {};
    bool whole_only { true };
    Rupiah price {};
    Rupiah amount {};
    std::string inside {}; ///< a kit: "1 Keset, 2 Sapu"
};
BOOST_DESCRIBE_STRUCT(SlipLine, (),
                      (n, variant, quantity, name, measure_name, whole_only, price, amount, inside))

struct BuyerOption {
    sales::BuyerKind buyer {};
};
BOOST_DESCRIBE_STRUCT(BuyerOption, (), (buyer))

struct PaymentOption {
    sales::Payment payment {};
};
BOOST_DESCRIBE_STRUCT(PaymentOption, (), (payment))

struct AlsoOption {
    sales::Payment also {};
};
BOOST_DESCRIBE_STRUCT(AlsoOption, (), (also))

enum class CashWay : std::uint8_t { in, out };
BOOST_DESCRIBE_ENUM(CashWay, in, out)

struct WayOption {
    CashWay way {};
};
BOOST_DESCRIBE_STRUCT(WayOption, (), (way))

/// Into the drawer or out of it.
std::vector<WayOption> way_options();

struct NoteKey {
    Rupiah note {};
};
BOOST_DESCRIBE_STRUCT(NoteKey, (), (note))

struct Defaults {
    sales::BuyerKind buyer { sales::BuyerKind::public_buyer };
    sales::Payment payment { sales::Payment::cash };
};
BOOST_DESCRIBE_STRUCT(Defaults, (), (buyer, payment))

struct CalledBackWords {
    std::string words {};
};
BOOST_DESCRIBE_STRUCT(CalledBackWords, (), (words))

struct TillPage {
    web::Meta meta(Lang lang, std::string_view) const
    {
        return { .unlisted = true,
                 .manifest = lang == Lang::en ? "till.webmanifest" : "kasir.webmanifest" };
    }

    bool open { false };
    bool device { false }; ///< for a device of its own: nobody's data, filled in over there
    bool demo { false };   ///< so that its receipts say so
    LocalTime opened_at {};
    SaleId id {}; ///< of the sale to come, for browsers without script
    std::string q {};
    bool searched { false };
    bool nothing { false }; ///< searched in vain
    std::vector<Goods> goods {};
    std::vector<SlipLine> lines {};
    std::vector<SlipLabel> labels {};
    std::vector<CalledBackWords> called_back {}; ///< taken out of the basket
    std::string unit_code {};                    ///< labels of others are told apart by it
    std::string officer {};                      ///< whose unsent sales these are
    std::string officer_name {};
    Rupiah total {};
    std::vector<BuyerOption> buyers {};
    std::vector<PaymentOption> payments {};
    std::vector<AlsoOption> others {};
    std::vector<NoteKey> keys {};
    std::vector<WayOption> ways {};
    bool discount { false };     ///< the cashier may take something off
    std::int64_t percent {};     ///< that share at most, in basis points; 0: any
    std::int64_t amount {};      ///< that at most, in rupiah; 0: any
    std::string may_take_off {}; ///< the same in words
    bool qris { false };         ///< the unit has a QRIS picture
    std::string reversers {};    ///< who takes sales back, when the cashier may not
    Defaults form {};
};
BOOST_DESCRIBE_STRUCT(TillPage, (),
                      (open, device, demo, opened_at, id, q, searched, nothing, goods, lines,
                       labels, called_back, unit_code, officer, officer_name, total, buyers,
                       payments, others, keys, ways, discount, percent, amount, may_take_off, qris,
                       reversers, form))

/// Kinds of buyers, payments and notes, most common first.
void put_choices(TillPage& page);

} // namespace karya::counter
