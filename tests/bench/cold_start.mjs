// A till on a device with 20,000 goods, opened from cold without a network on a processor four times
// slower: until the PIN may be typed, and from the PIN to the first goods.
//   node tests/bench/cold_start.mjs PROGRAM     prints both in milliseconds, the median of five
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchIn } from "../../ui/chromium.mjs";
import { signIn, Windows } from "../browser/browser.mjs";
import { invite } from "../browser/device.mjs";
import { House } from "../browser/house.mjs";
import { standUp } from "../browser/stand.mjs";

const size = 20_000;
const turns = 5;
const unit = ["--unit", "PTK"];
const people = [
  ["kasi", "--role", "kasi", "--name", "Wayan", "--no-mfa", ...unit],
  ["kasir", "--role", "cashier", "--name", "Sari", "--no-mfa", ...unit],
];
const screen = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
const pin = "482915"; // the one that standUp sets

const folder = mkdtempSync(join(tmpdir(), "karya-cold-"));
const house = await House.openEmpty(process.argv[2], people);
const windows = await Windows.open(house);
try {
  const file = join(folder, "goods.csv");
  writeFileSync(file, [...goods()].join("\n"));
  await house.tell("import", "products", file);
  const options = { baseURL: house.origin, ...screen };
  const profile = join(folder, "profile");
  const first = await opened(profile, options);
  await signIn(first, "kasir", house.accounts.get("kasir"));
  await standUp(first, await invite(await windows.officer("kasi")));
  await first.context().close();
  const times = [];
  for (let turn = 0; turn < turns; turn += 1)
    times.push(await start(profile, { ...options, offline: true }));
  const median = (all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)];
  console.log(`${median(times.map(([lock]) => lock))} ${median(times.map(([, sale]) => sale))}`);
} finally {
  await windows.close();
  await house.close();
  rmSync(folder, { recursive: true, force: true });
}

function* goods() {
  yield "unit,kode,nama,harga,biaya,jenis,satuan,stok awal,stok,status";
  for (let n = 1; n <= size; n += 1)
    yield `PTK,B-${n},Barang anyaman nomor ${n},${1000 + n},500,Kerajinan,buah,9,9,Terbit`;
}

async function opened(profile, options) {
  const context = await launchIn(profile, options);
  context.setDefaultTimeout(120_000);
  return context.pages()[0] ?? context.newPage();
}

async function start(profile, options) {
  const page = await opened(profile, options);
  const throttle = await page.context().newCDPSession(page);
  await throttle.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const began = performance.now();
  await page.goto("/kasir", { waitUntil: "commit" });
  await page.locator('[data-gate="clerk"]').waitFor();
  const locked = performance.now();
  await page.locator("#pin").fill(pin);
  const typed = performance.now();
  await page.locator('[data-gate="clerk"] button').first().click();
  await page.locator("[data-found] [data-variant]").first().waitFor();
  const ready = performance.now();
  await page.context().close();
  return [Math.round(locked - began), Math.round(ready - typed)];
}
