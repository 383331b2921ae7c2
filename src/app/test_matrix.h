#pragma once
// Who may do what, written down by hand beside the routes and never derived from them: the matrix
// test holds the program against this table, so a right that was widened by mistake is seen.

#include <string_view>

namespace karya::app {

/// Roles by letter: c cashier, k kasi, t treasurer, h head (of one unit) · w Kanwil · d Ditjen,
/// u auditor, a administrator. "*": everybody, signed in or not. "+": whoever is signed in.
struct Grant {
    std::string_view method;
    std::string_view pattern;
    std::string_view who;
    /// What the braces hold, made anew for each try: see World::fresh. Empty: no braces.
    std::string_view thing {};
    /// A form that would be taken, or the query string of a GET.
    std::string_view form {};
    /// Only a session that waits for its second step gets on: 401 for visitors, this for the rest.
    int half_session { 0 };
};

inline constexpr Grant grants[] = {
    // The public.
    { "GET", "/", "*" },
    { "GET", "/privasi", "*" },
    { "GET", "/kain/{name}", "*", "cloth" },
    { "GET", "/unit", "*" },
    { "GET", "/unit/{slug}", "*", "unit_slug" },
    { "GET", "/produk", "*" },
    { "GET", "/produk/{slug}", "*", "product_slug" },
    { "GET", "/media/{name}", "*", "media" },
    { "GET", "/papan", "*" },
    { "GET", "/papan/kanwil/{slug}", "*", "kanwil_slug" },
    { "GET", "/papan/unit/{slug}", "*", "unit_slug" },
    { "GET", "/papan/denyut", "*" },
    { "GET", "/papan/aliran", "*" },
    // Signing in and the own account.
    { "GET", "/masuk", "*" },
    { "POST", "/masuk", "*" },
    { "POST", "/keluar", "*" },
    { "GET", "/masuk/kode", "*", "", "", 401 },
    { "POST", "/masuk/kode", "*", "", "code=123456", 401 },
    { "GET", "/akun/pengaman", "*", "", "", 404 },
    { "GET", "/akun/pengaman/qr.svg", "*", "", "", 404 },
    { "POST", "/akun/pengaman", "*", "", "code=123456", 404 },
    { "GET", "/undangan/{token}", "*", "link" },
    { "POST", "/undangan/{token}", "*", "link", "name=Rina&password=" },
    { "GET", "/akun/anjuran", "+" },
    { "GET", "/akun", "+" },
    { "POST", "/akun/sesi/{session}/pengakhiran", "+", "session" },
    { "POST", "/akun/sesi-lain/pengakhiran", "+" },
    { "POST", "/akun/sandi", "+" },
    { "POST", "/akun/pengaman/permulaan", "+" },
    { "POST", "/akun/pengaman/penghapusan", "+" },
    { "GET", "/meja", "+" },
    // Accounts of others, and the trail.
    { "GET", "/meja/akun", "hwa" },
    { "POST", "/meja/akun", "hwa" },
    { "GET", "/meja/akun/{account}", "hwa", "account" },
    { "POST", "/meja/akun/{account}/tautan", "hwa", "account" },
    { "POST", "/meja/akun/{account}/penonaktifan", "hwa", "account" },
    { "POST", "/meja/akun/{account}/pengaktifan", "hwa", "account" },
    { "POST", "/meja/akun/{account}/penghapusan-pengaman", "hwa", "account" },
    { "POST", "/meja/akun/{account}/peran", "hwa", "account", "role=kasi" },
    { "GET", "/meja/jejak", "hua" },
    // Units, and their work.
    { "GET", "/meja/unit", "wdua" },
    { "GET", "/meja/unit/baru", "a" },
    { "POST", "/meja/unit/baru", "a", "",
      "name=Lapas+Kelas+III+Entikong&kind=lapas&category=umum&unit_class=III"
      "&kanwil=kalimantan-barat&place=Entikong&regency=Kabupaten+Sanggau&province=61&code=ENTX"
      "&valid_from=2021-05-01" },
    { "GET", "/meja/unit/{unit}", "wdua", "unit" },
    { "GET", "/meja/unit/{unit}/nama", "a", "unit" },
    { "POST", "/meja/unit/{unit}/nama", "a", "unit", "name=Lapas+Uji&from=2021-05-01" },
    { "GET", "/meja/unit/{unit}/kanwil", "a", "unit" },
    { "POST", "/meja/unit/{unit}/kanwil", "a", "unit", "kanwil=maluku&from=2021-05-01" },
    { "GET", "/meja/unit/{unit}/penutupan", "a", "unit" },
    { "POST", "/meja/unit/{unit}/penutupan", "a", "unit", "last_day=2030-12-31" },
    { "POST", "/meja/unit/{unit}/pembatalan", "a", "unit" },
    { "GET", "/meja/kegiatan", "kh" },
    { "POST", "/meja/kegiatan", "kh", "", "name=Roti&field=manufaktur&contract=own" },
    // Campaigns.
    { "GET", "/meja/kampanye", "da" },
    { "POST", "/meja/kampanye", "da" },
    // Goods.
    { "GET", "/meja/produk", "ckthwdua" },
    { "GET", "/meja/produk/baru", "kh" },
    { "POST", "/meja/produk/baru", "kh" },
    { "GET", "/meja/produk/{product}", "ckthwdua", "product" },
    { "GET", "/meja/produk/{product}/isi", "kh", "product" },
    { "POST", "/meja/produk/{product}/isi", "kh", "product",
      "name_id=Sapu+ijuk&kind=kerajinan&origin=inside&reach=local" },
    { "POST", "/meja/produk/{product}/keadaan", "kh", "product", "state=withdrawn" },
    { "GET", "/meja/produk/{product}/surat", "kh", "product" },
    { "POST", "/meja/produk/{product}/surat", "kh", "product" },
    { "GET", "/meja/produk/{product}/foto", "kh", "product" },
    { "POST", "/meja/produk/{product}/foto", "kh", "product", "[photo]&alt_id=Keset" },
    { "POST", "/meja/produk/{product}/foto/{photo}/penghapusan", "kh", "photo" },
    { "GET", "/meja/produk/{product}/varian", "kh", "product" },
    { "POST", "/meja/produk/{product}/varian", "kh", "product",
      "measure=pcs&whole_only=1&supply=stocked&price=5000&for_sale=1" },
    { "GET", "/meja/varian/{variant}", "ckthwdua", "variant" },
    { "GET", "/meja/varian/{variant}/isi", "kh", "variant" },
    { "POST", "/meja/varian/{variant}/isi", "kh", "variant",
      "measure=pcs&whole_only=1&supply=stocked&for_sale=1" },
    { "GET", "/meja/varian/{variant}/harga", "kh", "variant" },
    { "POST", "/meja/varian/{variant}/harga", "kh", "variant", "price=7000" },
    { "GET", "/meja/varian/{variant}/stok", "kh", "variant" },
    { "POST", "/meja/varian/{variant}/stok", "kh", "variant", "on_hand=3&reason=count" },
    { "GET", "/meja/varian/{variant}/mutasi", "kh", "variant" },
    { "POST", "/meja/varian/{variant}/mutasi", "kh", "variant", "quantity=3&reason=production" },
    { "POST", "/papan/pilihan", "kh" },
    // Devices.
    { "GET", "/meja/perangkat", "ckth" },
    { "POST", "/meja/perangkat/undangan", "kh" },
    { "GET", "/meja/perangkat/undangan/{invite}", "kh", "invite" },
    { "GET", "/meja/perangkat/undangan/{invite}/qr.svg", "kh", "invite" },
    { "POST", "/meja/perangkat/berkas", "kh" },
    { "GET", "/meja/perangkat/tinjau", "ckth" },
    { "GET", "/meja/perangkat/tinjau/{kept}", "ckth", "kept" },
    { "POST", "/meja/perangkat/tinjau/{kept}/pencatatan", "kh", "kept" },
    { "POST", "/meja/perangkat/tinjau/{kept}/penyisihan", "kh", "kept", "why=salinan" },
    { "POST", "/meja/perangkat/peringatan/{alarm}/penutupan", "kh", "alarm", "why=hilang" },
    { "GET", "/meja/perangkat/{device}", "ckth", "device" },
    { "POST", "/meja/perangkat/{device}/nama", "kh", "device", "name=Tablet" },
    { "POST", "/meja/perangkat/{device}/pencabutan", "kh", "device" },
    { "POST", "/meja/perangkat/{device}/pencatatan", "kh", "device" },
    { "POST", "/meja/perangkat/{device}/petugas/{officer}/pelepasan", "kh", "device_officer" },
    { "POST", "/meja/perangkat/{device}/penutupan-sif", "kh", "device_shift",
      "counted=100000&note=rusak" },
    // Books.
    { "GET", "/meja/buku", "kthwdua" },
    { "GET", "/meja/buku/{id}", "kthwdua", "entry" },
    { "POST", "/meja/buku/penutupan", "th" },
    { "GET", "/meja/aturan", "kthwdua" },
    { "POST", "/meja/aturan", "da" },
    { "POST", "/meja/aturan/{id}/akhir", "da", "rule", "last_day=2030-12-31" },
    // Data in files.
    { "GET", "/meja/ekspor", "ckthwdua" },
    { "GET", "/meja/ekspor/{name}", "ckthwdua", "table" },
    { "GET", "/meja/impor", "kha" },
    { "POST", "/meja/impor", "kha" },
    { "GET", "/meja/impor/{upload}", "kha", "upload" },
    { "POST", "/meja/impor/{upload}/pencatatan", "kha", "upload" },
    { "POST", "/meja/impor/{upload}/penghapusan", "kha", "upload" },
    { "GET", "/meja/impor/{upload}/ditolak.csv", "kha", "upload" },
    { "GET", "/meja/templat/{name}", "kha", "table" },
    // The counter.
    { "GET", "/kasir", "ckh" },
    { "GET", "/kasir/barang", "ckh" },
    { "POST", "/kasir/penjualan", "ckh" },
    { "GET", "/kasir/layar", "*" },
    { "GET", "/pekerja-kasir.js", "*" },
    { "GET", "/kasir/perangkat/baru", "*" },
    { "GET", "/kasir/perangkat/petugas", "ckh" },
    { "POST", "/kasir/perangkat", "*" },
    { "POST", "/kasir/perangkat/petugas", "ckh" },
    { "POST", "/kasir/sinkron", "*" },
    { "GET", "/kasir/daftar-harga", "*" },
    { "GET", "/kasir/sif", "ckth" },
    { "POST", "/kasir/sif", "ckh" },
    { "GET", "/kasir/sif/{shift}", "ckth", "shift" },
    { "GET", "/kasir/sif/{shift}/tutup", "ckh", "shift" },
    { "POST", "/kasir/sif/{shift}/tutup", "ckh", "shift", "counted=100000&note=dihitung" },
    { "POST", "/kasir/sif/{shift}/kas", "ckh", "shift", "way=in&amount=50000&reason=kembalian" },
    { "GET", "/kasir/nota", "ckth" },
    { "GET", "/kasir/struk/{sale}", "ckthwdua", "sale" },
    { "GET", "/kasir/struk/{sale}/58mm", "ckth", "sale" },
    { "GET", "/kasir/struk/{sale}/80mm", "ckth", "sale" },
    { "GET", "/kasir/struk/{sale}/a4", "ckth", "sale" },
    { "GET", "/kasir/struk/{sale}/teks", "ckth", "sale" },
    { "POST", "/kasir/struk/{sale}/foto", "ckh", "sale", "[photo]" },
    { "GET", "/kasir/foto/{photo}", "ckthwdua", "evidence" },
    { "GET", "/kasir/struk/{sale}/batal", "kh", "sale" },
    { "POST", "/kasir/struk/{sale}/batal", "kh", "sale", "reason=salah+ketik" },
    { "GET", "/kasir/struk/{sale}/retur", "kh", "sale" },
    { "POST", "/kasir/struk/{sale}/retur", "kh", "sale",
      "id=01900000-0000-7000-8000-00000000aaaa&reason=rusak&lines.0.n=1&lines.0.quantity=1" },
};

} // namespace karya::app
