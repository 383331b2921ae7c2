#!/usr/bin/env python3
"""Stands in for Midtrans: Snap, Core API charge by QRIS, status, cancel, expire, refund, and the
notifications. Prints its port. The server key is "SB-Mid-server-uji". POST /control: {"do": "pay"
| "deny" | "expire" | "challenge", "order": …} acts as the buyer or the clock; {"do": "notice",
"order": …} answers the notification that would be sent."""
import hashlib
import uuid

from provider import Provider, Refusal, serve, whole


def error(code, message, http=None):
    """By their API's older habit the code stands in the body and HTTP says 200."""
    return Refusal(http or 200, {"status_code": str(code), "status_message": message,
                                 "id": str(uuid.uuid4())})


class Midtrans(Provider):
    key = "SB-Mid-server-uji"

    def __init__(self):
        super().__init__()
        self.orders = {}

    def ask(self, method, path, _query, body, _headers):
        parts = path.strip("/").split("/")
        if (method, path) == ("POST", "/snap/v1/transactions"):
            return self.snap(body)
        if (method, path) == ("POST", "/v2/charge"):
            return self.charge(body)
        if parts[0] != "v2" or len(parts) != 3:
            raise Refusal(404, {"status_code": "404", "status_message": "no such page"})
        order = self.orders.get(parts[1]) or next(  # either name is good
            (one for one in self.orders.values() if one.get("transaction_id") == parts[1]), None)
        if not order or not order.get("transaction_id"):
            raise error(404, "Transaction doesn't exist.")
        return getattr(self, parts[2])(order, body)

    def checked(self, body):
        details = body["transaction_details"]
        gross = whole(details, "gross_amount")
        items = body.get("item_details", [])
        for item in items:
            if len(item["name"]) > 50:
                raise error(400, "item name too long", 400)
        if items and sum(item["price"] * item["quantity"] for item in items) != gross:
            raise Refusal(400, {"error_messages": ["gross_amount is not the sum of items"],
                                "status_code": "400"})
        if len(details["order_id"]) > 50:
            raise error(400, "order_id too long", 400)
        return details["order_id"], gross

    def snap(self, body):
        name, gross = self.checked(body)
        if self.orders.get(name, {}).get("transaction_id"):
            raise Refusal(400, {"error_messages":
                                ["transaction_details.order_id has already been taken"]})
        self.orders[name] = {"order_id": name, "gross": gross, "refunds": [],
                             "payment_type": "gopay", "expiry": body.get("expiry"),
                             "finish": body["callbacks"]["finish"]}
        token = str(uuid.uuid4())
        return 201, {"token": token,
                     "redirect_url": f"https://app.sandbox.midtrans.com/snap/v2/vtweb/{token}"}

    def charge(self, body):
        name, gross = self.checked(body)
        if body["payment_type"] != "qris" or not body["custom_expiry"]["expiry_duration"] > 0:
            raise error(400, "One or more parameters in the payload is invalid.", 400)
        if name in self.orders:
            raise error(406, "The request conflicts: duplicate order ID")
        self.orders[name] = {"order_id": name, "gross": gross, "refunds": [],
                             "payment_type": "qris", "transaction_id": str(uuid.uuid4()),
                             "transaction_status": "pending"}
        return 200, {**self.told(self.orders[name], "201"), "acquirer": "gopay",
                     "qr_string": "00020101021226620014COM.GO-JEK.WWW0118936009140000000000" + name}

    def told(self, order, code=None):
        status = order["transaction_status"]
        code = code or {"pending": "201", "expire": "407", "deny": "202"}.get(status, "200")
        text = {"status_code": code, "transaction_id": order["transaction_id"],
                "order_id": order["order_id"], "gross_amount": f"{order['gross']}.00",
                "currency": "IDR", "payment_type": order["payment_type"],
                "transaction_status": status, "fraud_status": order.get("fraud_status", "accept"),
                "status_message": "Success", "merchant_id": "M001"}
        seed = text["order_id"] + code + text["gross_amount"] + self.key
        text["signature_key"] = hashlib.sha512(seed.encode()).hexdigest()
        if order["refunds"]:
            text["refunds"] = order["refunds"]
            text["refund_amount"] = f"{self.refunded(order)}.00"
        return text

    def status(self, order, _body):
        return 200, self.told(order)

    def cancel(self, order, _body):
        if order["transaction_status"] not in ("pending", "capture"):
            raise error(412, "Transaction status cannot be updated.")
        order["transaction_status"] = "cancel"
        return 200, self.told(order)

    def expire(self, order, _body):
        if order["transaction_status"] != "pending":
            raise error(412, "Transaction status cannot be updated.")
        order["transaction_status"] = "expire"
        return 200, self.told(order)

    @staticmethod
    def refunded(order):
        return sum(int(float(one["refund_amount"])) for one in order["refunds"])

    def refund(self, order, body):
        amount = whole(body, "amount")
        if order["transaction_status"] not in ("settlement", "partial_refund"):
            raise error(412, "Transaction status cannot be updated.")
        if any(one["refund_key"] == body["refund_key"] for one in order["refunds"]):
            raise error(406, "Duplicate refund key")
        if body["reason"] == "tolak" or self.refunded(order) + amount > order["gross"]:
            raise error(414, "Refund amount is more than what is left")
        order["refunds"].append({"refund_chargeback_id": len(order["refunds"]) + 1,
                                 "refund_amount": f"{amount}.00", "reason": body["reason"],
                                 "refund_key": body["refund_key"]})
        full = self.refunded(order) == order["gross"]
        order["transaction_status"] = "refund" if full else "partial_refund"
        return 200, {**self.told(order), "refund_key": body["refund_key"],
                     "refund_chargeback_id": len(order["refunds"])}

    def act(self, wish):
        order = self.orders[wish["order"]]
        if wish["do"] == "notice":
            return self.told(order)
        order.setdefault("transaction_id", str(uuid.uuid4()))
        if wish["do"] == "pay" and order.get("transaction_status") in ("expire", "cancel"):
            return {"paid": False}
        order["transaction_status"] = {"pay": "settlement", "deny": "deny", "expire": "expire",
                                       "challenge": "capture", "choose": "pending"}[wish["do"]]
        order["fraud_status"] = "challenge" if wish["do"] == "challenge" else "accept"
        order["gross"] = wish.get("amount", order["gross"])
        return {"paid": wish["do"] == "pay"}


serve(Midtrans())
