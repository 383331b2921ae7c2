// Drives the stand-ins with the providers' own clients, so that they are proven by somebody else's
// word. Run after `npm ci` in this folder; exits with 77 (skipped) without it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const running = [];

async function start(name) {
  const child = spawn("python3", [join(here, `${name}.py`)], { stdio: ["ignore", "pipe", "inherit"] });
  running.push(child);
  const [line] = await once(child.stdout, "data");
  return `http://127.0.0.1:${String(line).trim()}`;
}

async function control(site, wish) {
  const answer = await fetch(`${site}/control`, { method: "POST", body: JSON.stringify(wish) });
  return answer.json();
}

async function midtrans(library) {
  const site = await start("midtrans");
  const keys = { isProduction: false, serverKey: "SB-Mid-server-uji", clientKey: "" };
  const at = (client) => {
    client.apiConfig.getSnapApiBaseUrl = () => `${site}/snap/v1`;
    client.apiConfig.getCoreApiBaseUrl = () => site;
    return client;
  };
  const snap = at(new library.Snap(keys));
  const core = at(new library.CoreApi(keys));
  const details = { order_id: "A-1", gross_amount: 48000 };
  const items = [{ id: "1", name: "Keset", price: 48000, quantity: 1 }];
  const made = await snap.createTransaction({
    transaction_details: details,
    item_details: items,
    callbacks: { finish: "https://karya.example/bayar/x" },
  });
  assert.match(made.redirect_url, /^https:\/\/.*\/snap\//);
  await assert.rejects(core.transaction.status("A-1"), /404/);
  await control(site, { do: "pay", order: "A-1" });
  const paid = await core.transaction.status("A-1");
  assert.equal(paid.transaction_status, "settlement");
  assert.equal(paid.gross_amount, "48000.00");
  const notice = await control(site, { do: "notice", order: "A-1" });
  const seed = notice.order_id + notice.status_code + notice.gross_amount + keys.serverKey;
  assert.equal(notice.signature_key, createHash("sha512").update(seed).digest("hex"));
  const heard = await core.transaction.notification(notice);
  assert.equal(heard.transaction_status, "settlement");
  await assert.rejects(core.transaction.refund("A-1", { refund_key: "r0", amount: 48001, reason: "x" }));
  const back = await core.transaction.refund("A-1", { refund_key: "r1", amount: 8000, reason: "rusak" });
  assert.equal(back.transaction_status, "partial_refund");
  await assert.rejects(core.transaction.refund("A-1", { refund_key: "r1", amount: 8000, reason: "x" }));

  const qris = await core.charge({
    payment_type: "qris",
    transaction_details: { order_id: "A-2", gross_amount: 3000000000 },
    qris: { acquirer: "gopay" },
    custom_expiry: { expiry_duration: 60, unit: "minute" },
  });
  assert.equal(qris.status_code, "201");
  assert.ok(qris.qr_string);
  await core.transaction.cancel("A-2");
  assert.equal((await core.transaction.status("A-2")).transaction_status, "cancel");
  const wrong = at(new library.CoreApi({ ...keys, serverKey: "salah" }));
  await assert.rejects(wrong.transaction.status("A-1"), /401/);
}

async function xendit({ Xendit }) {
  const site = await start("xendit");
  const client = new Xendit({ secretKey: "xnd_development_uji", xenditURL: site });
  const { Invoice, Refund } = client;
  const made = await Invoice.createInvoice({
    data: { externalId: "B-1", amount: 85000, currency: "IDR", invoiceDuration: 3600 },
  });
  assert.equal(made.status, "PENDING");
  const found = await Invoice.getInvoices({ externalId: "B-1" });
  assert.equal(found[0].id, made.id);
  await control(site, { do: "pay", order: "B-1" });
  assert.equal((await Invoice.getInvoiceById({ invoiceId: made.id })).status, "PAID");
  const wanted = { invoiceId: made.id, amount: 5000, currency: "IDR", reason: "OTHERS", referenceId: "r1" };
  const back = await Refund.createRefund({ idempotencyKey: "r1", data: wanted });
  const again = await Refund.createRefund({ idempotencyKey: "r1", data: wanted });
  assert.equal(again.id, back.id);
  assert.equal((await Refund.getRefund({ refundID: back.id })).amount, 5000);
  await assert.rejects(Refund.createRefund({ idempotencyKey: "r2", data: { ...wanted, amount: 80001 } }));
  const other = await Invoice.createInvoice({ data: { externalId: "B-2", amount: 1000 } });
  assert.equal((await Invoice.expireInvoice({ invoiceId: other.id })).status, "EXPIRED");
  await assert.rejects(Invoice.expireInvoice({ invoiceId: made.id }));
}

let clients;
try {
  clients = [require("midtrans-client"), require("xendit-node")];
} catch {
  console.log("the providers' clients are not installed: skipped");
  process.exit(77);
}
try {
  await midtrans(clients[0]);
  await xendit(clients[1]);
  console.log("the stand-ins speak with the providers' own clients");
} finally {
  for (const child of running) child.kill();
}
