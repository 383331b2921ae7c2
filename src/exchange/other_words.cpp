#include "exchange/other_words.h"
#include <algorithm>
#include <array>

namespace karya::exchange {

namespace {

struct OtherWord {
    std::string_view type;
    std::string_view word;
    std::string_view meant;
};

// "pak" is missing: some say it for a packet, others for a package.
constexpr std::array other_words {
    OtherWord { "ReceiptType", "jual", "sale" },
    OtherWord { "ReceiptType", "terjual", "sale" },
    OtherWord { "ReceiptType", "sales", "sale" },
    OtherWord { "ReceiptType", "return", "refund" },
    OtherWord { "ReceiptType", "pengembalian", "refund" },
    OtherWord { "Payment", "kontan", "cash" },
    OtherWord { "Payment", "tf", "transfer" },
    OtherWord { "Payment", "trf", "transfer" },
    OtherWord { "Payment", "transfer bank", "transfer" },
    OtherWord { "BuyerKind", "pegawai", "officer" },
    OtherWord { "BuyerKind", "masyarakat", "public_buyer" },
    OtherWord { "BuyerKind", "masyarakat umum", "public_buyer" },
    OtherWord { "BuyerKind", "wbp", "prisoner" },
    OtherWord { "SaleState", "batal", "voided" },
    OtherWord { "ProductState", "draf", "draft" },
    OtherWord { "UnitKind", "lembaga pemasyarakatan", "lapas" },
    OtherWord { "UnitKind", "rumah tahanan", "rutan" },
    OtherWord { "UnitKind", "rumah tahanan negara", "rutan" },
    OtherWord { "UnitKind", "balai pemasyarakatan", "bapas" },
    OtherWord { "Measure", "bh", "pcs" },
    OtherWord { "Measure", "kilo", "kg" },
    OtherWord { "Measure", "kilogram", "kg" },
    OtherWord { "Measure", "g", "gram" },
    OtherWord { "Measure", "gr", "gram" },
    OtherWord { "Measure", "l", "liter" },
    OtherWord { "Measure", "ltr", "liter" },
    OtherWord { "Measure", "m", "meter" },
    OtherWord { "Measure", "mtr", "meter" },
    OtherWord { "Measure", "m2", "meter_persegi" },
    OtherWord { "Measure", "meter persegi", "meter_persegi" },
    OtherWord { "Measure", "lbr", "lembar" },
    OtherWord { "Measure", "helai", "lembar" },
    OtherWord { "Measure", "psg", "pasang" },
    OtherWord { "Measure", "dus", "box" },
    OtherWord { "Measure", "kardus", "box" },
    OtherWord { "Measure", "bks", "bungkus" },
    OtherWord { "Measure", "btl", "botol" },
    OtherWord { "Measure", "btg", "batang" },
    OtherWord { "Measure", "lsn", "lusin" },
};

} // namespace

std::string_view meant_by(std::string_view type, std::string_view word)
{
    auto const* const found = std::ranges::find_if(other_words, [&](OtherWord const& other) {
        return other.type == type && other.word == word;
    });
    return found == other_words.end() ? std::string_view {} : found->meant;
}

} // namespace karya::exchange
