#include "exchange/columns.h"

namespace karya::exchange {

namespace {

constexpr auto optional = sheet::Need::optional;

sheet::Header const units {
    { "code", { "kode", "kode unit" } },
    { "name", { "nama", "nama unit" } },
    { "kind", { "jenis" } },
    { "class", { "kelas" }, optional },
    { "category", { "kategori" }, optional },
    { "kanwil", { "kanwil", "kantor wilayah" } },
    { "place", { "tempat" }, optional },
    { "regency", { "kabupaten", "kabupaten/kota" }, optional },
    { "province", { "provinsi", "kode provinsi" }, optional },
    { "lat", { "lintang" }, optional },
    { "lng", { "bujur" }, optional },
    { "zone", { "zona", "zona waktu" }, optional },
    { "valid_from", { "berlaku dari" }, optional },
};

sheet::Header const products {
    { "unit", { "unit", "kode unit" } },
    { "code", { "kode", "kode barang", "sku" }, optional },
    { "name", { "nama", "nama produk", "nama barang" } },
    { "name_en", { "nama inggris" }, optional },
    { "product", { "produk", "nomor produk" }, optional },
    { "variant", { "varian" }, optional },
    { "kind", { "jenis" }, optional },
    { "measure", { "satuan" }, optional },
    { "whole_only", { "utuh" }, optional },
    { "price", { "harga", "harga jual" } },
    { "cost", { "biaya", "hpp", "harga pokok" }, optional },
    { "stock", { "stok", "jumlah stok" }, optional },
    { "stock_opening", { "stok awal" }, optional },
    { "supply", { "penyediaan" }, optional },
    { "lead_days", { "lama hari", "lama pembuatan" }, optional },
    { "barcode", { "barkode", "kode batang" }, optional },
    { "for_sale", { "dijual" }, optional },
    { "state", { "status" }, optional },
    { "activity", { "kegiatan" }, optional },
    { "field", { "bidang" }, optional },
    { "contract", { "kontrak" }, optional },
    { "origin", { "asal" }, optional },
    { "reach", { "jangkauan" }, optional },
    { "story_id", { "cerita", "deskripsi" }, optional },
    { "story_en", { "cerita inggris" }, optional },
    { "papers", { "surat izin" }, optional },
    { "grams", { "berat", "berat gram" }, optional },
};

sheet::Header const sales {
    { "unit", { "unit", "kode unit" } },
    { "type", { "macam" }, optional },
    { "receipt", { "nota", "nomor nota", "no nota" } },
    { "sold_at", { "waktu", "tanggal" } },
    { "code", { "kode", "kode barang", "sku" }, optional },
    { "quantity", { "jumlah", "qty" }, optional },
    { "price", { "harga", "harga satuan" }, optional },
    { "discount", { "potongan", "diskon" }, optional },
    { "cost", { "biaya", "hpp" }, optional },
    { "amount", { "nilai", "subtotal" }, optional },
    { "buyer", { "pembeli" }, optional },
    { "nip", { "nip" }, optional },
    { "payment", { "bayar", "cara bayar", "pembayaran" }, optional },
    { "received", { "diterima", "uang diterima" }, optional },
    { "note", { "catatan" }, optional },
    { "state", { "status" }, optional },
    { "of_receipt", { "atas nota" }, optional },
    { "of_line", { "atas baris" }, optional },
    { "goods_return", { "barang kembali" }, optional },
    { "reason", { "alasan" }, optional },
    { "id", { "id" }, optional },
};

sheet::Header const ledger {
    { "unit", { "unit" } },        { "day", { "hari" } },     { "kind", { "macam" } },
    { "document", { "dokumen" } }, { "account", { "akun" } }, { "debit", { "debit" } },
    { "credit", { "kredit" } },
};

} // namespace

sheet::Header const& columns_of(Kind kind)
{
    switch (kind) {
    case Kind::units: return units;
    case Kind::products: return products;
    case Kind::sales: return sales;
    case Kind::ledger: break;
    }
    return ledger;
}

bool holds_quantity(std::string_view key)
{
    return key == "quantity" || key == "stock" || key == "stock_opening";
}

std::vector<std::string_view> headings_of(Kind kind)
{
    std::vector<std::string_view> headings;
    for (auto const& column : columns_of(kind)) headings.push_back(column.aliases.front());
    return headings;
}

} // namespace karya::exchange
