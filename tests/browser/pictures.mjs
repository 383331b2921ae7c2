// Pictures of every page, to be looked at after a change to it:
//   node pictures.mjs KARYA FOLDER [WORD…]   only those whose name holds one of the words
// FOLDER/kasir-id-390-light.png and so on; FOLDER/board-and-till.webp is the README's picture.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { desktop, phone, Windows } from "./browser.mjs";
import { House } from "./house.mjs";
import { people, reachable } from "./people.mjs";
import { goodsInStock, handOver, openShift, ready, sellOne } from "./till.mjs";

const readme = "board-and-till";
const plenty = 20; // pieces in stock of what is sold for a picture, as there are many pictures
const tallest = 2600; // of a long list the beginning tells enough
const [program, folder, ...wanted] = process.argv.slice(2);
if (!program || !folder) {
  console.error("node pictures.mjs KARYA FOLDER [WORD…]");
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const house = await House.open(program);
const windows = await Windows.open(house);
const shown = new Set();
const isWanted = (name) => !wanted.length || wanted.some((word) => name.includes(word));
try {
  await fill();
  if (isWanted(readme)) await showBoardAndTill();
  if (String(wanted) !== readme)
    for (const [who, login] of Object.entries(people)) await showAll(who, login);
} finally {
  await windows.close();
  await house.close();
}

/** Sales, so that no page is empty. */
async function fill() {
  const page = await windows.officer("kasir.pontianak");
  await openShift(page, "200.000");
  await sellOne(page, 2);
}

/** Every page that nobody before could show, on a phone and on a desk. */
async function showAll(who, login) {
  const sizes = { 390: phone, 1440: desktop };
  const open = (size) => (login ? windows.officer(login, size) : windows.visitor(size));
  const pages = {};
  for (const [width, viewport] of Object.entries(sizes)) pages[width] = await open({ viewport });
  if (!login) await pages[390].goto("/");
  const begin = ["/", "/kasir", "/meja", "/akun", "/masuk", "/papan/kanwil/kalimantan-barat"];
  for (const [path, address] of await reachable(pages[390], await house.pages(), begin)) {
    const name = path === "/meja" ? `/meja-${who}` : path;
    if (!shown.has(name)) await showOne(pages, name, address);
    shown.add(name);
  }
  if (who === "cashier") await showTill(pages);
  await windows.shut();
}

async function showOne(pages, path, address) {
  const name = path.replace(/[{}]/g, "").replace(/\W+/g, "-").replace(/^-|-$/g, "") || "depan";
  for (const language of ["id", "en"]) {
    const prefix = language === "en" && !address.startsWith("/api") ? "/en" : "";
    await looks(pages, `${name}-${language}`, (page) => page.goto(prefix + address));
  }
}

/** At both widths and in both lights; the whole page unless `whole` says otherwise. */
async function looks(pages, name, arrive, { whole = true } = {}) {
  for (const [width, page] of Object.entries(pages))
    for (const colorScheme of ["light", "dark"]) {
      const file = `${name}-${width}-${colorScheme}`;
      if (!isWanted(file)) continue;
      await page.emulateMedia({ colorScheme });
      await arrive(page);
      await page.waitForLoadState("load");
      const size = page.viewportSize();
      const full = await page.evaluate(() => document.documentElement.scrollHeight);
      const height = Math.min(Math.max(full, size.height), tallest);
      if (whole) await page.setViewportSize({ ...size, height });
      await page.waitForTimeout(150);
      await page.screenshot({ path: join(folder, `${file}.png`) });
      await page.setViewportSize(size);
    }
}

/** The till at work: goods in the basket, money handed over, and the sale done. */
async function showTill(pages) {
  for (const language of ["id", "en"]) {
    const prefix = language === "en" ? "/en" : "";
    const fillBasket = async (page) => {
      await page.goto(`${prefix}/kasir`);
      await ready(page);
      if (await page.locator("[data-lines] li").count()) return;
      const [one, other] = await goodsInStock(page, 2, plenty);
      for (const goods of [one, one, other]) await goods.key.click();
      await handOver(page);
    };
    await looks(pages, `kasir-keranjang-${language}`, fillBasket);
    const sell = async (page) => {
      await fillBasket(page);
      await page.locator("[data-finish]").click();
      await page.locator("[data-done]").waitFor();
    };
    await looks(pages, `kasir-selesai-${language}`, sell, { whole: false });
  }
}

/** The picture for the README: the till beside the board, after a sale. */
async function showBoardAndTill() {
  const scale = { deviceScaleFactor: 1.5, colorScheme: "light" };
  const board = await windows.visitor({ ...scale, viewport: { width: 1280, height: 1000 } });
  await board.goto("/papan");
  await board.locator('[data-when="live"]').waitFor();
  const till = await windows.officer("kasir.pontianak", { ...scale, viewport: phone });
  await openShift(till);
  await ready(till);
  const [one, other] = await goodsInStock(till, 2, plenty);
  for (const goods of [one, one, other]) await goods.key.click();
  await handOver(till);
  await till.locator("[data-finish]").click();
  await till.locator("[data-done]").waitFor();
  await till.evaluate(() => scrollTo(0, 0));
  await board.locator("[data-ticker] li.fresh", { hasText: "Pontianak" }).first().waitFor();
  await board.waitForTimeout(500);
  const pictures = [await board.screenshot(), await till.screenshot()];
  writeFileSync(join(folder, `${readme}.webp`), await sideBySide(pictures));
}

/** Both pictures on a cloth-coloured ground, as WebP. */
async function sideBySide(pictures) {
  const page = await windows.visitor();
  const sources = pictures.map((bytes) => `data:image/png;base64,${bytes.toString("base64")}`);
  const made = await page.evaluate(async ([wide, tall]) => {
    const load = async (source) => Object.assign(new Image(), { src: source });
    const [left, right] = await Promise.all([load(wide), load(tall)]);
    await Promise.all([left.decode(), right.decode()]);
    const [gap, height] = [36, 900];
    const widths = [left, right].map((image) => (image.width * height) / image.height);
    const canvas = document.createElement("canvas");
    canvas.width = widths[0] + widths[1] + 3 * gap;
    canvas.height = height + 2 * gap;
    const paper = canvas.getContext("2d");
    paper.fillStyle = "#e9dfd0";
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.imageSmoothingQuality = "high";
    paper.drawImage(left, gap, gap, widths[0], height);
    paper.drawImage(right, widths[0] + 2 * gap, gap, widths[1], height);
    return canvas.toDataURL("image/webp", 0.86).split(",")[1];
  }, sources);
  return Buffer.from(made, "base64");
}
