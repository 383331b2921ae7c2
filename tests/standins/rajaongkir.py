#!/usr/bin/env python3
"""Stands in for RajaOngkir by Komerce (version 1): places and what couriers ask. Prints its port.
The key is "rajaongkir-uji". A kilogram costs 18000 with JNE REG, wherever it goes; POST /control
{"do": "dearer", "by": rupiah} changes that. Nobody goes to Papua (postcodes from 98), and Maluku
(97) is not known at all."""
from provider import Provider, Refusal, serve

# As it names them: its own ids, the kind of regency left out, all in capitals.
PLACES = [
    (17001, "BENUA MELAYU LAUT", "PONTIANAK SELATAN", "PONTIANAK", "KALIMANTAN BARAT", "78123"),
    (17002, "BENUA MELAYU DARAT", "PONTIANAK SELATAN", "PONTIANAK", "KALIMANTAN BARAT", "78122"),
    (17473, "GAMBIR", "GAMBIR", "JAKARTA PUSAT", "DKI JAKARTA", "10110"),
    (17474, "CIDENG", "GAMBIR", "JAKARTA PUSAT", "DKI JAKARTA", "10150"),
    (17475, "PETOJO UTARA", "GAMBIR", "JAKARTA PUSAT", "DKI JAKARTA", "10139"),
    (98001, "GURABESI", "JAYAPURA UTARA", "JAYAPURA", "PAPUA", "99111"),
]
FIELDS = ("id", "subdistrict_name", "district_name", "city_name", "province_name", "zip_code")


def meta(code, message):
    return {"meta": {"message": message, "code": code,
                     "status": "success" if code == 200 else "error"}, "data": None}


class RajaOngkir(Provider):
    key = "rajaongkir-uji"
    header = "key"
    denied = meta(401, "Invalid API key, key not found")

    def __init__(self):
        super().__init__()
        self.by = 0

    def proof(self):
        return self.key

    def ask(self, method, path, query, body, headers):
        if (method, path) == ("GET", "/api/v1/destination/domestic-destination"):
            return self.places(query.get("search", [""])[0])
        if (method, path) == ("POST", "/api/v1/calculate/domestic-cost"):
            return self.costs(body)
        raise Refusal(404, meta(404, "Not found"))

    @staticmethod
    def places(search):
        words = search.upper().split()
        found = [dict(zip(FIELDS, place)) for place in PLACES
                 if all(any(word in str(part) for part in place[1:]) for word in words)]
        if not words or not found:
            raise Refusal(404, meta(404, "Domestic Destinations Data not found"))
        for one in found:
            one["label"] = ", ".join(one[name] for name in FIELDS[1:])
        return 200, {**meta(200, "Success Get Domestic Destinations"), "data": found}

    def costs(self, body):
        if any(not body.get(name) for name in ("origin", "destination", "weight", "courier")):
            raise Refusal(400, meta(400, "Missing Params"))
        known = {place[0]: place for place in PLACES}
        ends = [known.get(int(body[name])) for name in ("origin", "destination")]
        if None in ends:
            raise Refusal(404, meta(404, "Origin or Destination not found"))
        if ends[1][5].startswith("99"):
            raise Refusal(400, meta(400, "Calculate Domestic Shipping Cost not found"))
        couriers = body["courier"].split(":")
        kilograms = -(-int(body["weight"]) // 1000)
        price = (18000 + self.by) * kilograms
        told = [
            ("Jalur Nugraha Ekakurir (JNE)", "jne", "REG", "Layanan Reguler", price, "2-3 day"),
            ("Jalur Nugraha Ekakurir (JNE)", "jne", "YES", "Yakin Esok Sampai", 2 * price, "1 day"),
            ("SiCepat Express", "sicepat", "GOKIL", "Cargo", price - 3000, "5-7 day"),
            ("POS Indonesia (POS)", "pos", "Pos Kargo", "", price - 4000, ""),
            ("Nusantara Card Semesta", "ncs", "DARAT", "Regular Darat", price - 5000, "6-7 day"),
        ]
        fields = ("name", "code", "service", "description", "cost", "etd")
        return 200, {**meta(200, "Success Calculate Domestic Shipping cost"),
                     "data": [dict(zip(fields, one)) for one in told if one[1] in couriers or
                              one[1] == "ncs"]}

    def act(self, wish):
        self.by = wish.get("by", 0)
        return {}


serve(RajaOngkir())
