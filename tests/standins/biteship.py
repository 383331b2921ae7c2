#!/usr/bin/env python3
"""Stands in for Biteship (version 1): rates by postcode. Prints its port. The key is
"biteship_test.uji". A kilogram costs 17000 with JNE reg; POST /control
{"do": "dearer", "by": rupiah} changes that. Nobody goes to Papua (postcodes from 98), and Maluku
(97) is not known at all."""
from provider import Provider, Refusal, serve


def refused(code, words):
    return {"success": False, "error": words, "code": code}


def service(company, name, code, title, price, duration):
    return {
        "available_collection_method": ["pickup", "drop_off"],
        "available_for_cash_on_delivery": False, "available_for_proof_of_delivery": False,
        "available_for_instant_waybill_id": True, "available_for_insurance": True,
        "company": company, "courier_name": name, "courier_code": company,
        "courier_service_name": title, "courier_service_code": code, "currency": "IDR",
        "description": title, "duration": duration, "shipment_duration_range": duration[:5],
        "shipment_duration_unit": "days", "service_type": "standard", "shipping_type": "parcel",
        "price": price, "tax_lines": [], "type": code}


class Biteship(Provider):
    key = "biteship_test.uji"
    denied = refused(40101001, "Authentication failed")

    def __init__(self):
        super().__init__()
        self.by = 0

    def proof(self):
        return self.key

    def ask(self, method, path, query, body, headers):
        if (method, path) != ("POST", "/v1/rates/couriers"):
            raise Refusal(404, refused(40400001, "Path not found"))
        ends = [body.get("origin_postal_code"), body.get("destination_postal_code")]
        if not all(isinstance(end, int) and 10000 <= end <= 99999 for end in ends):
            raise Refusal(400, refused(40001002, "Postal code is not valid"))
        if str(ends[1]).startswith("97"):
            raise Refusal(400, refused(40001010, "No area matches the requested postal code"))
        items = body.get("items") or []
        if not items or any(item.get("weight", 0) < 1 or not item.get("name")
                            or item.get("value", 0) < 1 or item.get("quantity", 0) < 1
                            for item in items):
            raise Refusal(400, refused(40001004, "Required parameter is missing"))
        grams = sum(item["weight"] * item["quantity"] for item in items)
        price = (17000 + self.by) * -(-grams // 1000)
        told = [service("jne", "JNE", "reg", "Reguler", price, "1 - 2 days"),
                service("anteraja", "AnterAja", "reg", "Reguler", price - 2000, "2 - 4 days"),
                service("tiki", "TIKI", "sds", "Same Day", 3 * price, "6 - 8 hours"),
                service("lalamove", "Lalamove", "van", "Van", price, "1 - 3 hours")]
        couriers = body.get("couriers", "").split(",")
        nobody = str(ends[1]).startswith(("98", "99"))
        pricing = [one for one in told if one["courier_code"] in couriers and not nobody]
        return 200, {"success": True, "object": "courier_pricing",
                     "message": "Success to retrieve courier pricing", "code": 20001003,
                     "origin": {"postal_code": ends[0], "country_code": "ID"}, "stops": [],
                     "destination": {"postal_code": ends[1], "country_code": "ID"},
                     "pricing": pricing}

    def act(self, wish):
        self.by = wish.get("by", 0)
        return {}


serve(Biteship())
