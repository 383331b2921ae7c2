#!/usr/bin/env python3
"""Stands in for Meta's WhatsApp Cloud API (version v23.0): template messages from the number 1098.
Prints its port. The token is "EAA-uji". Numbers that end in 0001 are not on WhatsApp, those in 0002
are written to too often. POST /control {"do": "taken"} answers what was taken."""
import re
import uuid

from provider import Provider, Refusal, serve

# How many gaps each approved template has, in each language.
TEMPLATES = {("karya_order_placed", "id"): 4, ("karya_order_placed", "en"): 4,
             ("karya_order_paid", "id"): 3, ("karya_order_paid", "en"): 3,
             ("karya_order_ready", "id"): 5, ("karya_order_ready", "en"): 5,
             ("karya_order_sent", "id"): 5, ("karya_order_sent", "en"): 5}


def trouble(status, code, words, details=""):
    return Refusal(status, {"error": {
        "message": f"(#{code}) {words}", "type": "OAuthException", "code": code,
        "error_data": {"messaging_product": "whatsapp", "details": details or words},
        "fbtrace_id": "Az8or2yhqkZfEZ-_4Qn_Bam"}})


class WhatsApp(Provider):
    key = "EAA-uji"
    denied = {"error": {"message": "Invalid OAuth access token - Cannot parse access token",
                        "type": "OAuthException", "code": 190, "fbtrace_id": "A1"}}

    def __init__(self):
        super().__init__()
        self.taken = []

    def proof(self):
        return f"Bearer {self.key}"

    def ask(self, method, path, query, body, headers):
        if (method, path) != ("POST", "/v23.0/1098/messages"):
            raise trouble(404, 2500, "Unknown path components")
        to = body.get("to", "")
        if body.get("messaging_product") != "whatsapp" or body.get("type") != "template":
            raise trouble(400, 100, "Invalid parameter")
        if not re.fullmatch(r"[1-9][0-9]{7,14}", to):
            raise trouble(400, 131009, "Parameter value is not valid")
        self.check(body.get("template", {}))
        if to.endswith("0001"):
            raise trouble(400, 131026, "Message undeliverable")
        if to.endswith("0002"):
            raise trouble(400, 131056, "(Business Account, Consumer Account) pair rate limit hit")
        self.taken.append(body)
        return 200, {"messaging_product": "whatsapp", "contacts": [{"input": to, "wa_id": to}],
                     "messages": [{"id": "wamid." + uuid.uuid4().hex.upper(),
                                   "message_status": "accepted"}]}

    @staticmethod
    def check(template):
        name, code = template.get("name"), template.get("language", {}).get("code")
        if (name, code) not in TEMPLATES:
            raise trouble(404, 132001, "Template name does not exist in the translation",
                          f"template name ({name}) does not exist in {code}")
        parts = {part["type"]: part for part in template.get("components", [])}
        gaps = [gap.get("text") for gap in parts.get("body", {}).get("parameters", [])]
        if len(gaps) != TEMPLATES[name, code]:
            raise trouble(400, 132000, "Number of parameters does not match the expected number")
        for gap in gaps:
            if not gap or re.search(r"[\n\t]| {5}", gap):
                raise trouble(400, 132012, "Parameter format does not match")
        button = parts.get("button", {})
        if button.get("sub_type") != "url" or button.get("index") != "0" \
                or not button["parameters"][0].get("text"):
            raise trouble(400, 131008, "Required parameter is missing")

    def act(self, wish):
        return self.taken


serve(WhatsApp())
