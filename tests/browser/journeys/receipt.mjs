// What the buyer takes with him, and what the cashier hears: a picture to share, a receipt printer,
// tones. The sheet of the system, the printer and the motor are stood in for; all else is real.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { words } from "../browser.mjs";
import { invite } from "../device.mjs";
import { inStock, network, sent, standUp } from "../stand.mjs";
import { openShift, putAway, ready, sellOne } from "../till.mjs";

const cashier = "kasir.kerobokan";

export const journeys = {
  "a receipt as a picture, and on a printer": async ({ windows, pictures }) => {
    const till = await windows.officer(cashier);
    await till.addInitScript(standIns);
    await openShift(till);
    const sale = await sellOne(till);
    await till.locator("[data-share-picture]").click();
    const picture = await (await till.waitForFunction(() => globalThis.shared)).jsonValue();
    assert.equal(picture.name, `${sale.number}.png`);
    const bytes = Buffer.from(picture.bytes);
    assert.equal(bytes.subarray(1, 4).toString(), "PNG");
    assert.equal(bytes.readUInt32BE(16), 840, "as wide as a phone shows sharply");
    writeFileSync(join(pictures, "receipt-shared.png"), bytes);

    await till.locator("[data-printers] summary").click();
    await till.locator("[data-columns]").selectOption("48");
    await till.locator('[data-way="usb"]').click();
    const printed = Buffer.from(
      await (await till.waitForFunction(() => globalThis.printed)).jsonValue(),
    );
    assert.deepEqual([...printed.subarray(0, 2)], [0x1b, 0x40]);
    const lines = printed.toString("latin1").split("\n");
    assert.ok(lines.some((line) => line.includes(sale.number)));
    assert.ok(lines.some((line) => line.length === 48 && line.endsWith(plain(sale.total))));
    for (const way of ["serial", "bluetooth"]) {
      await till.evaluate(() => [globalThis.printed, globalThis.letters] = [[], []]);
      await till.locator(`[data-way="${way}"]`).click();
      const again = await till.waitForFunction(
        (length) => globalThis.printed.length === length && globalThis.printed,
        printed.length,
      );
      assert.deepEqual(Buffer.from(await again.jsonValue()), printed, `the same by ${way}`);
    }
    assert.ok(await till.evaluate(() => Math.max(...globalThis.letters) <= 180), "short letters");
    await till.evaluate(() => (globalThis.broken = "NotFoundError")); // closed without choosing
    await till.locator('[data-way="usb"]').click();
    await till.evaluate(() => (globalThis.broken = "NetworkError")); // out of paper, or of reach
    await till.locator('[data-way="bluetooth"]').click();
    await till.locator(".toast", { hasText: "Printer" }).waitFor();
    assert.equal(await till.locator(".toast").count(), 1, "who chose none is not told");
    await putAway(till);
    await till.reload();
    assert.equal(await till.locator("[data-columns]").inputValue(), "48", "remembered");
  },

  "the receipt of a device is printed by the system, alone on its paper": async ({ windows }) => {
    const desk = await windows.officer("giatja.kerobokan");
    const till = await windows.officer(cashier, { viewport: { width: 360, height: 740 } });
    await standUp(till, await invite(desk));
    await network(till, false);
    await till.evaluate(() => (window.print = () => (globalThis.asked = true)));
    await inStock(till).first().click();
    await till.locator("[data-finish]").click();
    const done = till.locator("[data-done]");
    await done.waitFor();
    await done.locator("[data-print]").click();
    assert.ok(await till.evaluate(() => globalThis.asked));
    const number = await words(done.locator("[data-number]"));
    await till.emulateMedia({ media: "print" });
    const seen = (await till.locator("body").innerText()).trim();
    assert.ok(seen.includes(number) && seen.endsWith("warga binaan."), seen);
    assert.ok(!seen.includes("Penjualan baru") && !seen.includes("Kunci"), seen);
    await till.emulateMedia({ media: null });
    await putAway(till);
    await network(till, true);
    await sent(till);
  },

  "sound and shake are asked for, remembered, and in nobody's way": async ({ windows }) => {
    const till = await windows.officer(cashier);
    await till.addInitScript(standIns);
    await openShift(till);
    await ready(till);
    const choice = till.locator("[data-signals]");
    assert.ok(!(await choice.isChecked()), "off where little motion is wished for");
    await choice.check();
    await till.reload();
    await ready(till);
    assert.ok(await choice.isChecked(), "remembered");
    await till.locator("#q").fill("tidak-ada-kode-ini");
    await till.keyboard.press("Enter");
    await till.keyboard.press("Delete"); // it stands selected: the next code replaces it
    await sellOne(till);
    assert.deepEqual(await till.evaluate(() => globalThis.shaken), [[200], [60, 40, 60]]);
    await putAway(till);
    await choice.uncheck();
    await sellOne(till);
    assert.equal(await till.evaluate(() => globalThis.shaken.length), 2, "off is off");
  },
};

const plain = (total) => `Rp ${String(total).replace(/\B(?=(\d{3})+$)/g, ".")}`;

/** A sheet to share on, a printer on the bus, a motor: each notes what it was given. */
function standIns() {
  const give = (name, value) => Object.defineProperty(navigator, name, { value });
  globalThis.shaken = [];
  give("vibrate", (shake) => globalThis.shaken.push(shake));
  give("canShare", ({ files }) => files.length > 0);
  give("share", async ({ files: [file] }) => {
    const bytes = [...new Uint8Array(await file.arrayBuffer())];
    globalThis.shared = { name: file.name, bytes };
  });
  const take = async (bytes) => {
    if (globalThis.broken) throw new DOMException("", globalThis.broken);
    globalThis.letters?.push(bytes.length);
    globalThis.printed = [...(globalThis.printed ?? []), ...bytes];
  };
  const endpoints = [{ endpointNumber: 1, direction: "out", type: "bulk" }];
  const interfaces = [{ interfaceNumber: 0, alternate: { interfaceClass: 7, endpoints } }];
  const nothing = async () => undefined;
  const printer = {
    configuration: { interfaces },
    open: nothing,
    close: nothing,
    claimInterface: nothing,
    transferOut: (_, bytes) => take(bytes),
  };
  const chosen = async (one) => {
    if (globalThis.broken === "NotFoundError") throw new DOMException("", globalThis.broken);
    return one;
  };
  give("usb", { getDevices: async () => [], requestDevice: () => chosen(printer) });
  const cable = { open: nothing, close: nothing };
  Object.defineProperty(cable, "writable", { get: () => new WritableStream({ write: take }) });
  give("serial", { getPorts: async () => [cable], requestPort: () => chosen(cable) });
  const service = { getCharacteristic: async () => ({ writeValueWithoutResponse: take }) };
  const gatt = {
    connect: async () => ({ getPrimaryService: async () => service }),
    disconnect: () => undefined,
  };
  give("bluetooth", { requestDevice: () => chosen({ gatt }) });
}
