#!/usr/bin/env python3
"""Stands in for Xendit: invoices, refunds and webhooks. Prints its port. The secret key is
"xnd_development_uji". POST /control: {"do": "pay", "order": …, "amount": …} acts as the buyer,
"expire" as the clock; "settle" ends a refund that is pending ("key", "status"); "notice" answers
the webhook that would be sent."""
import uuid

from provider import Provider, Refusal, serve, whole

NOW = "2021-04-26T07:05:00.000Z"


class Xendit(Provider):
    key = "xnd_development_uji"

    def __init__(self):
        super().__init__()
        self.invoices, self.refunds, self.by_key = {}, {}, {}

    def ask(self, method, path, query, body, headers):
        parts = path.strip("/").split("/")
        if (method, path) == ("POST", "/v2/invoices"):
            return self.invoice(body)
        if path == "/v2/invoices":
            name = query.get("external_id", [""])[0]
            return 200, [one for one in self.invoices.values() if one["external_id"] == name]
        if parts[:2] == ["v2", "invoices"]:
            return 200, self.one(self.invoices, parts[2], "INVOICE_NOT_FOUND_ERROR")
        if parts[0] == "invoices" and parts[2] == "expire!":
            return self.expire(self.one(self.invoices, parts[1], "INVOICE_NOT_FOUND_ERROR"))
        if (method, path) == ("POST", "/refunds"):
            return self.refund(body, headers.get("idempotency-key"))
        if parts[0] == "refunds":
            return 200, self.one(self.refunds, parts[1], "DATA_NOT_FOUND")
        raise Refusal(404, {"error_code": "NOT_FOUND", "message": "no such page"})

    @staticmethod
    def one(kept, name, code):
        if name not in kept:
            raise Refusal(404, {"error_code": code, "message": "Could not find it"})
        return kept[name]

    def invoice(self, body):
        amount = whole(body, "amount")
        if not body.get("external_id") or body.get("invoice_duration", 1) < 1:
            raise Refusal(400, {"error_code": "API_VALIDATION_ERROR", "message": "wrong"})
        made = uuid.uuid4().hex[:24]
        self.invoices[made] = {
            "id": made, "external_id": body["external_id"], "user_id": "u1", "status": "PENDING",
            "merchant_name": "Karya", "merchant_profile_picture_url": "https://x/x.png",
            "amount": amount, "currency": "IDR", "expiry_date": NOW, "created": NOW, "updated": NOW,
            "invoice_url": f"https://checkout-staging.xendit.co/web/{made}", "available_banks": [],
            "available_retail_outlets": [], "available_ewallets": [], "available_qr_codes": [],
            "available_direct_debits": [], "available_paylaters": [], "should_send_email": False,
            "success_redirect_url": body.get("success_redirect_url")}
        return 200, self.invoices[made]

    @staticmethod
    def expire(invoice):
        if invoice["status"] != "PENDING":
            raise Refusal(400, {"error_code": "INVOICE_ALREADY_PAID", "message": "already ended"})
        invoice["status"] = "EXPIRED"
        return 200, invoice

    def refund(self, body, key):
        if key in self.by_key:
            return 200, self.refunds[self.by_key[key]]
        invoice = self.one(self.invoices, body["invoice_id"], "DATA_NOT_FOUND")
        amount = whole(body, "amount")
        given = sum(one["amount"] for one in self.refunds.values()
                    if one["invoice_id"] == invoice["id"] and one["status"] != "FAILED")
        if invoice["status"] not in ("PAID", "SETTLED") or body.get("reason") != "OTHERS":
            raise Refusal(403, {"error_code": "INELIGIBLE_TRANSACTION", "message": "not paid"})
        if given + amount > invoice["paid_amount"]:
            raise Refusal(400, {"error_code": "MAXIMUM_REFUND_AMOUNT_REACHED", "message": "much"})
        made = "rfd-" + str(uuid.uuid4())
        self.by_key[key] = made
        self.refunds[made] = {"id": made, "invoice_id": invoice["id"], "amount": amount,
                              "currency": "IDR", "country": "ID", "status": "PENDING",
                              "reference_id": body["reference_id"], "created": NOW, "updated": NOW}
        return 200, self.refunds[made]

    def act(self, wish):
        if wish["do"] == "settle":
            refund = self.refunds[self.by_key[wish["key"]]]
            refund["status"] = wish["status"]
            return {"event": f"refund.{wish['status'].lower()}", "business_id": "u1",
                    "created": NOW, "data": refund}
        invoice = next(one for one in self.invoices.values() if one["external_id"] == wish["order"])
        if wish["do"] == "pay" and invoice["status"] == "PENDING":
            invoice.update(status="PAID", paid_amount=wish.get("amount", invoice["amount"]),
                           payment_method="QR_CODE", payment_channel="QRIS", paid_at=NOW,
                           fees_paid_amount=700)
        if wish["do"] == "expire":
            invoice["status"] = "EXPIRED"
        return invoice


serve(Xendit())
