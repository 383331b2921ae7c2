#pragma once
// A till of Lapas Pontianak that sells without a network, as its page does: it signs what it did,
// keeps it until it was answered for, and may lose answers.

#include "base/base64.h"
#include "base/hash.h"
#include "base/json.h"
#include "device/devices.h"
#include "device/sync.h"
#include <deque>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>

namespace karya::device::test {

/// "198503122009011002", sealed by the Web Crypto of Node to the key made of 32 times "s".
inline constexpr std::string_view sealed_number =
    "BFJrHOpEk5DnrMR61hbSc-4vJWrClnZF4K62KIG0g4oAUUm_BxETty9GXT9wjAPvXU"
    "NnzzCbWGjq8cT7J2f8N4JWkwSdk4ZO_5YfElZkAWaJNvZJiFgbC11Yd0UDgrWsRwGy";

/// The secret half that never leaves a device.
class SecretKey {
public:
    explicit SecretKey(char const* curve = "P-256") : m_key(EVP_EC_gen(curve), &EVP_PKEY_free)
    {
        CHECK(m_key != nullptr);
    }
    std::string public_text() const
    {
        std::size_t size = 0;
        CHECK(EVP_PKEY_get_octet_string_param(m_key.get(), "pub", nullptr, 0, &size) == 1);
        std::string point(size, '\0');
        CHECK(EVP_PKEY_get_octet_string_param(
                  m_key.get(), "pub", reinterpret_cast<unsigned char*>(point.data()), size, &size)
              == 1);
        return to_base64url(point);
    }
    /// r‖s, as WebCrypto gives it.
    std::string signature_of(std::string_view bytes) const
    {
        std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const maker { EVP_MD_CTX_new(),
                                                                              &EVP_MD_CTX_free };
        auto const* octets = reinterpret_cast<unsigned char const*>(bytes.data());
        std::size_t size = 0;
        CHECK(EVP_DigestSignInit(maker.get(), nullptr, EVP_sha256(), nullptr, m_key.get()) == 1);
        CHECK(EVP_DigestSign(maker.get(), nullptr, &size, octets, bytes.size()) == 1);
        std::string der(size, '\0');
        auto* out = reinterpret_cast<unsigned char*>(der.data());
        CHECK(EVP_DigestSign(maker.get(), out, &size, octets, bytes.size()) == 1);
        return to_base64url(raw_of(der.substr(0, size)));
    }

private:
    static std::string raw_of(std::string const& der)
    {
        auto const* at = reinterpret_cast<unsigned char const*>(der.data());
        std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> const pair {
            d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())), &ECDSA_SIG_free
        };
        CHECK(pair != nullptr);
        std::string raw(64, '\0');
        auto* out = reinterpret_cast<unsigned char*>(raw.data());
        CHECK(BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), out, 32) == 32);
        CHECK(BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), out + 32, 32) == 32);
        return raw;
    }
    std::shared_ptr<EVP_PKEY> m_key; // shared: a copied till has the same key
};

struct SoldLine {
    VariantId variant {};
    std::string quantity { "1" };
    std::int64_t price { 45'000 };
    std::int64_t discount {};
    std::vector<std::string> labels {};
};

/// What a sale says; total and lines as they come, so that a test can make them disagree.
struct Sold {
    std::vector<SoldLine> lines {};
    std::int64_t total {};
    std::int64_t discount {};
    std::string why { "langganan" };
    std::string buyer { "public_buyer" };
    std::string payment { "cash" };
    std::string also {};       ///< as JSON: parts paid in other ways
    std::string nip {};        ///< in clear
    std::string sealed_nip {}; ///< as tills write it
    std::string note {};
    std::optional<SaleId> id {};
    std::optional<std::int64_t> n {};
    std::optional<ShiftId> shift {};
    std::string list { "v1" };
    std::string kits {}; ///< as JSON
};

struct Signed {
    std::string id {};
    std::int64_t seq {};
    std::string body {};
    std::string signature {};
};

class Till {
public:
    Till(OfficerId who, Timestamp start) : officer(who), clock(start) { }

    /// Its own clock as it stands, and what it knows of the server's.
    Timestamp tick()
    {
        clock += std::chrono::seconds { 1 };
        return clock;
    }

    Signed& opened(std::int64_t float_cash = 100'000)
    {
        shift = ShiftId::make(clock);
        return write("shift_open",
                     R"("shift":")" + shift.text() + R"(","float_cash":)"
                         + std::to_string(float_cash));
    }
    Signed& closed(std::int64_t counted, std::string const& note = {})
    {
        return write("shift_close",
                     R"("shift":")" + shift.text() + R"(","counted":)" + std::to_string(counted)
                         + noted(note));
    }
    Signed& sold(Sold const& sale)
    {
        std::string lines;
        for (auto const& line : sale.lines) {
            lines += lines.empty() ? "" : ",";
            lines += R"({"variant":")" + line.variant.text() + R"(","quantity":")" + line.quantity
                + R"(","price":)" + std::to_string(line.price);
            if (line.discount > 0) lines += R"(,"discount":)" + std::to_string(line.discount);
            std::string tokens;
            for (auto const& token : line.labels)
                tokens += (tokens.empty() ? "\"" : ",\"") + token + "\"";
            if (!tokens.empty()) lines += R"(,"labels":[)" + tokens + "]";
            lines += "}";
        }
        auto said = R"("shift":")" + sale.shift.value_or(shift).text() + R"(","n":)"
            + std::to_string(sale.n ? *sale.n : ++n) + R"(,"list":")" + sale.list + R"(","lines":[)"
            + lines + R"(],"buyer":")" + sale.buyer + R"(","payment":")" + sale.payment
            + R"(","total":)" + std::to_string(sale.total) + noted(sale.note);
        if (sale.discount != 0)
            said += R"(,"discount":{"amount":)" + std::to_string(sale.discount) + R"(,"reason":")"
                + sale.why + "\"}";
        if (!sale.kits.empty()) said += R"(,"kits":)" + sale.kits;
        if (!sale.also.empty()) said += R"(,"also":)" + sale.also;
        if (!sale.nip.empty()) said += R"(,"nip":")" + sale.nip + "\"";
        if (!sale.sealed_nip.empty()) said += R"(,"sealed_nip":")" + sale.sealed_nip + "\"";
        return write("sale", said, sale.id ? sale.id->text() : SaleId::make(clock).text());
    }
    Signed& sold(VariantId variant, std::int64_t pieces = 1)
    {
        return sold({ .lines = { { variant, std::to_string(pieces) } }, .total = 45'000 * pieces });
    }

    Signed& moved(std::int64_t amount, std::string const& reason = "uang kembalian")
    {
        return write("cash",
                     R"("shift":")" + shift.text() + R"(","amount":)" + std::to_string(amount)
                         + R"(,"reason":")" + reason + "\"");
    }
    Signed& voided(std::string const& sale, std::string const& reason = "salah ketik")
    {
        return write("void_sale",
                     R"("shift":")" + shift.text() + R"(","sale":")" + sale + R"(","reason":")"
                         + reason + "\"");
    }
    /// `lines` as JSON: what of them is given back.
    Signed& refunded(std::string const& number, std::string const& lines,
                     std::string const& reason = "barang cacat")
    {
        return write("refund",
                     R"("shift":")" + shift.text() + R"(","number":")" + number + R"(","lines":[)"
                         + lines + R"(],"goods_return":true,"reason":")" + reason + "\"");
    }

    /// Signs any text as its next event.
    Signed& write(std::string_view kind, std::string const& said, std::string own_id = {})
    {
        if (own_id.empty()) own_id = EventId::make(clock).text();
        ++seq;
        auto const body = R"({"v":)" + std::to_string(v) + R"(,"id":")" + own_id + R"(","device":")"
            + id.text() + R"(","seq":)" + std::to_string(seq) + R"(,"prev":")" + prev
            + R"(","at":")" + rfc3339(tick()) + R"(","ahead":)" + std::to_string(ahead)
            + R"(,"officer":")" + officer.text() + R"(","kind":")" + std::string { kind } + "\","
            + said + "}";
        prev = sha256_hex(body);
        return outbox.emplace_back(Signed { own_id, seq, body, key.signature_of(body) });
    }
    void sign_again(Signed& event) const { event.signature = key.signature_of(event.body); }

    std::string stamp()
    {
        return R"({"turn":)" + std::to_string(++turn) + R"(,"now":")" + rfc3339(clock)
            + R"(","unsent":)" + std::to_string(outbox.size()) + R"(,"oldest":)"
            + (outbox.empty() ? "null" : "\"" + rfc3339(clock) + "\"") + "}";
    }
    Envelope envelope(std::size_t most = batch_max)
    {
        auto const text = stamp();
        Envelope made { id, { text, key.signature_of(text) }, {} };
        for (auto const& event : outbox)
            if (made.events.size() < most) made.events.push_back({ event.body, event.signature });
        return made;
    }
    /// Whatever was answered for by its id leaves the outbox.
    void heard(Taken const& taken)
    {
        for (auto const& answer : taken.answers)
            std::erase_if(outbox, [&](Signed const& event) { return event.id == answer.id; });
    }

    SecretKey key {};
    DeviceId id {};
    OfficerId officer {};
    Timestamp clock {};
    std::int64_t v { event_version };
    std::int64_t ahead {};
    std::int64_t seq {};
    std::int64_t n {};
    std::int64_t turn {};
    std::string prev {};
    ShiftId shift {};
    std::string list_key {};
    std::deque<Signed> outbox {};

private:
    static std::string noted(std::string const& note)
    {
        if (note.empty()) return {};
        std::string text { ",\"note\":" };
        append_json(text, note);
        return text;
    }
};

} // namespace karya::device::test
