// A till device as its page is one, without the page: it signs what it did and sends it.
import assert from "node:assert/strict";
import { createHash, randomBytes, webcrypto } from "node:crypto";
import { fetchAs } from "./browser.mjs";

const { subtle } = webcrypto;
const algorithm = { name: "ECDSA", namedCurve: "P-256" };
const text64 = (bytes) => Buffer.from(bytes).toString("base64url");

export class Device {
  /** Invited at the desk of `head`'s window, joined with a fresh key. */
  static async join(head, name) {
    const device = new Device(new URL(head.url()).origin);
    const link = await invite(head);
    device.pair = await subtle.generateKey(algorithm, false, ["sign", "verify"]);
    const answer = await device.post("/kasir/perangkat", {
      token: link.split("#")[1],
      name,
      public_key: text64(await subtle.exportKey("raw", device.pair.publicKey)),
    });
    assert.equal(answer.status, 201);
    Object.assign(device, await answer.json());
    return device;
  }

  constructor(origin) {
    this.origin = origin;
    this.seq = 0;
    this.turn = 0;
    this.prev = "";
    this.events = [];
  }

  post(path, body) {
    return fetch(`${this.origin}/api/v1${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "idempotency-key": randomBytes(16).toString("hex"),
      },
      body: JSON.stringify(body),
    });
  }

  async sign(words) {
    const hash = { name: "ECDSA", hash: "SHA-256" };
    return text64(await subtle.sign(hash, this.pair.privateKey, Buffer.from(words)));
  }

  /** Writes an event down; `skip` of its numbers get lost first. */
  async did(kind, said, { skip = 0, officer = uuid(), at = new Date() } = {}) {
    this.seq += 1 + skip;
    const prev = this.seq === 1 ? "" : this.prev || "0".repeat(64);
    const head = { v: 1, id: uuid(), device: this.device, seq: this.seq, prev };
    const body = JSON.stringify({ ...head, at, ahead: 0, officer, kind, ...said });
    this.prev = createHash("sha256").update(body).digest("hex");
    this.events.push({ body, signature: await this.sign(body) });
  }

  async send() {
    const now = new Date();
    const stamp = JSON.stringify({ turn: ++this.turn, now, unsent: this.events.length, oldest: now });
    const answer = await this.post("/kasir/sinkron", {
      device: this.device,
      stamp,
      signature: await this.sign(stamp),
      events: this.events.splice(0),
    });
    assert.equal(answer.status, 201);
    return answer.json();
  }
}

/** The link of a fresh invitation, as its page shows it. */
export async function invite(head) {
  await head.goto("/meja/perangkat");
  await head.locator('form[action$="/undangan"] button').click();
  await head.locator("#undangan").waitFor();
  return head.locator("#undangan").innerText();
}

/** What the server answers about goods to the officer of this window. */
export async function goodsOf(page) {
  const answer = await fetchAs(page, "/api/v1/kasir/barang", {
    headers: { accept: "application/json" },
  });
  return (await answer.json()).goods;
}

/** UUIDv7 of now. */
export function uuid() {
  const time = Date.now().toString(16).padStart(12, "0");
  const rest = randomBytes(10).toString("hex");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(1, 4)}-a${rest.slice(4, 7)}-${rest.slice(7, 19)}`;
}
