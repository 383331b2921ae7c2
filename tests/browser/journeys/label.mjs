// A label from the desk's sheet to the buyer's telephone.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetchAs, Windows, words } from "../browser.mjs";
import { invite } from "../device.mjs";
import { Relay } from "../relay.mjs";
import { closeDrawer, network, openRecord, sent, standUp, toTill } from "../stand.mjs";
import { openShift, putAway, ready } from "../till.mjs";

const chief = "giatja.pontianak";
export const journeys = {
  "label: printed, scanned, seen by a buyer, withdrawn": follow,
  "label: of a lot that is withdrawn, from its lot and back": recall,
  "label: scanned at the tills, sold once, told when it is sold again": sell,
  "label: checked by the buyer's own device, without a network": check,
  "label: held before the camera, whatever the browser reads by itself": hold,
};

/** What a camera reads on the pages of a PDF. */
function scanned(pdf) {
  const folder = mkdtempSync(join(tmpdir(), "karya-label-"));
  try {
    writeFileSync(join(folder, "labels.pdf"), pdf);
    execFileSync("pdftoppm", ["-r", "203", "-mono", "labels.pdf", "page"], { cwd: folder });
    const pages = readdirSync(folder).filter((name) => name.startsWith("page"));
    const read = ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", ...pages.sort()];
    const codes = execFileSync("zbarimg", read, { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
    return codes.toString().trim().split("\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The address in a code, as a browser opens it: the host's name has no case. */
const path = (code) => new URL(code).pathname;

/** With one letter of its signature changed. */
function altered(address) {
  const at = address.length - 10;
  return address.slice(0, at) + (address[at] === "A" ? "B" : "A") + address.slice(at + 1);
}

/** What the codes of a fresh run hold, and where the run is; `form`: filled in already. */
async function printed(kasi, form = "/meja/label") {
  await kasi.goto(form);
  await kasi.locator("#count").fill("3");
  await kasi.locator('main form[action*="/meja/label"] .button.large').click();
  await kasi.waitForURL("**/meja/label/*");
  const run = new URL(kasi.url()).pathname;
  const pdf = await fetchAs(kasi, `${run}/cetak?paper=roll_203`);
  assert.equal(pdf.status, 200);
  const paper = Buffer.from(await pdf.arrayBuffer());
  const codes = scanned(paper);
  return { run, code: codes[0], codes, paper };
}

/** The first label of a run. */
async function withdraw(kasi, run) {
  await kasi.goto(run);
  const first = (await kasi.locator("main dl dd").first().innerText()).match(/[\d.]+/)[0];
  await kasi.locator("#first").fill(first.replaceAll(".", ""));
  await kasi.locator("#reason").fill("Kemasan rusak");
  await kasi.locator('form[action$="/penarikan"] .button').click();
  await kasi.locator("#withdrawn ~ dl").waitFor();
}

/** A film of the first page of a PDF: its picture, again and again. */
function filmed(pdf, folder) {
  writeFileSync(join(folder, "label.pdf"), pdf);
  const look = ["-r", "203", "-jpeg", "-singlefile", "label.pdf", "label"];
  execFileSync("pdftoppm", look, { cwd: folder });
  const film = join(folder, "label.mjpeg");
  writeFileSync(film, Buffer.concat(Array(10).fill(readFileSync(join(folder, "label.jpg")))));
  return film;
}

async function hold({ house, windows }) {
  const { paper } = await printed(await windows.officer(chief));
  const folder = mkdtempSync(join(tmpdir(), "karya-film-"));
  const camera = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
  camera.push(`--use-file-for-fake-video-capture=${filmed(paper, folder)}`);
  const seeing = await Windows.open(house, camera);
  try {
    const seen = async (reader) => {
      const till = await seeing.officer("kasir.pontianak", { permissions: ["camera"] });
      if (reader) await till.addInitScript(reader);
      await openShift(till);
      await ready(till);
      assert.equal(await till.evaluate(() => typeof BarcodeDetector !== "undefined"), !!reader);
      await till.locator("[data-scan]").click();
      await till.locator("[data-lines] .slip-labels").waitFor();
      const line = await words(till.locator("[data-lines] li"));
      await till.locator("[data-scan-stop]").click();
      assert.ok(!(await till.locator("[data-camera]").isVisible()));
      await till.locator("[data-clear]").click();
      return line;
    };
    const line = await seen();
    assert.equal(await seen(readsNothing), line, "one that reads nothing is passed over");
    await seen(reads(scanned(paper)[0]));
    assert.deepEqual(await seeing.shut(), []);
  } finally {
    await seeing.close();
    rmSync(folder, { recursive: true });
  }
}

/** Some browsers have a reader in name only. */
function readsNothing() {
  globalThis.BarcodeDetector = class {
    static getSupportedFormats = async () => [];
    detect = () => Promise.reject(new Error("no format"));
  };
}

/** A reader of the browser's own that sees this code, and no picture needs to be drawn for it. */
const reads = (code) => `
  globalThis.BarcodeDetector = class {
    static getSupportedFormats = async () => ["qr_code"];
    detect = async (source) => source instanceof HTMLVideoElement && [{ rawValue: "${code}" }];
  };
  CanvasRenderingContext2D.prototype.getImageData = () => { throw new Error("drawn"); };`;

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The token's letters, each of its kinds of fault: what the server and the device must say alike. */
function faults(token) {
  const swap = (at) => token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
  const swapped = [0, 2, 5, 9, 14, 20, 33, 47, 60, 75, 90, 120, token.length - 12].map(swap);
  const cut = [0.1, 0.3, 0.5, 0.8, 0.99].map((part) => token.slice(0, part * token.length));
  const last = token.slice(0, -1) + letters[(letters.indexOf(token.at(-1)) + 1) % letters.length];
  return [...swapped, ...cut, last, token + "AAAA", "AAAA", `${token.slice(0, 9)}1`, "KARYA"];
}

/** What the server says of a token, as its page's words. */
async function told(page, token) {
  const { reason } = await page.evaluate(
    async (path) => (await fetch(path, { headers: { accept: "application/json" } })).json(),
    `/l/${token}`,
  );
  assert.ok(reason, `the server refuses ${token}`);
  return reason;
}

async function check({ house, windows }) {
  const kasi = await windows.officer(chief);
  const made = await printed(kasi);
  const relay = await Relay.open(house);
  try {
    const buyer = await windows.visitor({ house: relay, viewport: { width: 390, height: 844 } });
    await checkFar(buyer, relay, made, () => withdraw(kasi, made.run));
  } finally {
    await relay.close();
  }
}

async function checkFar(buyer, relay, { code }, withdrawn) {
  const token = path(code).split("/").pop();
  await buyer.goto("/label");
  // The device reckons for a moment before it says so.
  const says = (verdict) => buyer.locator("#verdict", { hasText: verdict }).waitFor();
  await buyer.waitForFunction(async () =>
    (await caches.match("/label/daftar", { cacheName: "karya-label" })) &&
    (await navigator.serviceWorker.getRegistrations()).every((one) => one.active));
  await buyer.locator("#kode").fill(code);
  await buyer.locator("label-check form .button").first().click();
  await buyer.waitForURL(`**/l/${token}`); // with a network its own page tells more
  const said = new Map();
  for (const bad of faults(token)) said.set(bad, await told(buyer, bad));

  relay.there = false;
  await buyer.goto(path(code)); // as the camera of a telephone opens it
  await says("Label ini asli");
  const facts = await words(buyer.locator("[data-facts]"));
  assert.match(facts, /Lapas Kelas IIA Pontianak/);
  assert.match(facts, /Nomor label PTK/);
  await buyer.goto("/label");
  for (const [bad, why] of said) {
    await buyer.locator("#kode").fill(bad);
    await buyer.locator("label-check form .button").first().click();
    await buyer.locator("[data-why]:not([hidden])", { hasText: why }).waitFor();
  }
  assert.ok(said.size > 20 && new Set(said.values()).size >= 5);
  await buyer.goto(`/en/l/${token}`);
  await says("This label is genuine");

  await withdrawn();
  await buyer.goto(path(code));
  await says("Label ini asli"); // nobody has told this device yet
  relay.there = true;
  await buyer.goto("/label");
  await buyer.waitForFunction(async () => {
    const kept = await caches.match("/label/daftar", { cacheName: "karya-label" });
    return (await kept.json()).withdrawn.length > 0;
  });
  relay.there = false;
  await buyer.goto(path(code));
  await says("Label ini ditarik");
  relay.there = true;
}

/** As a hand scanner types it. */
async function scan(till, code) {
  await till.locator("#q").fill(code);
  await till.locator("#q").press("Enter");
}

async function sell({ windows }) {
  const small = { viewport: { width: 360, height: 740 }, hasTouch: true };
  const kasi = await windows.officer(chief);
  const { code } = await printed(kasi);
  const till = await windows.officer("kasir.pontianak", small);
  await openShift(till, "0");
  await ready(till);
  await scan(till, code);
  await till.locator(".slip-labels").waitFor();
  await scan(till, code);
  await till.locator(".toast", { hasText: "sudah ada di belanjaan" }).waitFor();
  assert.equal(await till.locator("[data-lines] input").inputValue(), "1");
  await scan(till, "198503122009011002"); // an officer's card
  assert.equal(await till.locator("#buyer").inputValue(), "officer");
  assert.equal(await till.locator("#nip").inputValue(), "198503122009011002");
  await till.locator("[data-finish]").click();
  await till.locator("[data-done]").waitFor();
  await putAway(till);
  const buyer = await windows.visitor(small);
  await buyer.goto(path(code));
  assert.match(await words(buyer.locator("main")), /Terjual/);

  const device = await windows.officer(chief, small);
  await standUp(device, await invite(kasi));
  await network(device, false);
  await scan(device, code);
  await device.locator(".slip-labels").waitFor();
  await device.locator("[data-finish]").click();
  await device.locator("[data-done]").waitFor();
  const number = await words(device.locator("[data-number]"));
  await putAway(device);
  await network(device, true);
  await sent(device);
  await kasi.goto("/meja/label");
  const doubt = kasi.locator(".panel", { hasText: number });
  assert.match(await words(doubt), /sudah pernah dijual/);
  await doubt.locator("summary").click();
  await doubt.locator("input[name=note]").fill("labelnya dipindahkan");
  await doubt.locator("form .button").click();
  await doubt.waitFor({ state: "detached" });
  await openRecord(device, number);
  await device.locator("[data-void]").click();
  await device.locator("#void_reason").fill("salah");
  await device.locator('[data-gate="void"] .danger').click();
  await device.locator('[data-gate="sale"]').waitFor();
  await toTill(device);
  await sent(device);
  await closeDrawer(device, "0");
}

async function follow({ windows }) {
  const kasi = await windows.officer(chief);
  const { run, code } = await printed(kasi);

  const buyer = await windows.visitor({ viewport: { width: 390, height: 844 } });
  await buyer.goto(path(code));
  await buyer.getByRole("heading", { name: "Label ini asli" }).waitFor();
  await buyer.goto(altered(path(code)));
  await buyer.getByRole("heading", { name: "Ini bukan label kami" }).waitFor();

  await buyer.locator("summary").click();
  await buyer.locator("#words").fill("Kertasnya lain, harganya setengah");
  await buyer.locator("#place").fill("Pasar Flamboyan");
  await buyer.locator('form[action$="/laporan"] .button').click();
  await buyer.getByRole("status").waitFor();
  await kasi.goto("/meja/label/laporan");
  await kasi.getByText("Pasar Flamboyan").waitFor();

  await withdraw(kasi, run);
  await buyer.goto(path(code));
  await buyer.getByText("Kemasan rusak").waitFor();
}

async function recall({ windows }) {
  const small = { viewport: { width: 360, height: 740 }, hasTouch: true };
  const kasi = await windows.officer(chief);
  await kasi.goto("/meja/produksi");
  await kasi.locator("tbody th a").first().click();
  await kasi.waitForURL("**/meja/produksi/*");
  const lot = await words(kasi.locator("h1"));
  const batch = kasi.url();
  const form = await kasi.locator('a[href*="/meja/label?variant="]').getAttribute("href");
  const { run, codes: [code, other] } = await printed(kasi, form);
  const buyer = await windows.visitor({ viewport: { width: 390, height: 844 } });
  await buyer.goto(path(code));
  await buyer.getByRole("heading", { name: "Label ini asli" }).waitFor();
  const till = await windows.officer("kasir.pontianak", small);
  await openShift(till, "0");
  await ready(till);
  await scan(till, code);
  await till.locator(".slip-labels").waitFor();
  await till.locator("[data-finish]").click();
  await till.locator("[data-done]").waitFor();
  const number = await words(till.locator("[data-number]"));
  await putAway(till);
  await scan(till, other);
  await till.locator(".slip-labels").waitFor();

  await kasi.goto(batch);
  await kasi.locator("details.confirm > summary.danger", { hasText: "Tarik lot ini" }).click();
  await kasi.locator("#reason").fill("Tercemar, jangan dimakan");
  await kasi.locator('form[action$="/penarikan"] .button.danger').click();
  await kasi.locator(".notice.bad", { hasText: "Tercemar" }).waitFor();
  await buyer.goto(path(code));
  await buyer.getByText("Tercemar, jangan dimakan").waitFor();
  assert.equal(await buyer.getByRole("heading", { name: "Label ini asli" }).count(), 0);

  await till.locator("[data-finish]").click();
  await till.locator("[data-problem]", { hasText: "Tercemar, jangan dimakan" }).waitFor();
  await refuses(till, other); // it has left the basket, and does not come back
  const device = await windows.officer(chief, small);
  await standUp(device, await invite(kasi));
  await network(device, false);
  await refuses(device, other);
  await network(device, true);
  await sent(device);
  await closeDrawer(device, "0");

  await kasi.goto(batch);
  await kasi.locator('a[href$="/pembeli"]').click();
  await kasi.locator('form[action$="/pembeli"] .button').click();
  await kasi.waitForURL("**/pembeli?reading=*");
  const held = kasi.locator("tbody tr", { hasText: number });
  assert.match(await words(held), /Menurut label .*tidak ada/, "sold across the counter");
  await held.locator("a", { hasText: number }).click();
  await kasi.locator(`a[href$="${run}"]`).waitFor(); // the receipt leads to its label

  await kasi.goto(run);
  await kasi.locator("dd a", { hasText: lot }).click();
  await kasi.waitForURL("**lot=*");
  assert.equal(await kasi.locator("tbody tr").count(), 1);
  await kasi.locator("tbody th .badge.bad").waitFor();
  await kasi.goto(form);
  assert.equal(await kasi.locator("#lot option", { hasText: lot }).count(), 0);
}

/** The label puts nothing into the basket, and the till says why. */
async function refuses(till, code) {
  await scan(till, code);
  await till.locator(".toast", { hasText: "Jangan dijual" }).waitFor();
  assert.equal(await till.locator("[data-lines] li").count(), 0);
}
