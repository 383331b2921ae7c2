// What a page in a window must hold whoever looks at it: names, width, and what axe-core knows.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { desktop, phone } from "./browser.mjs";

const ui = createRequire(new URL("../../ui/package.json", import.meta.url));
const axe = readFileSync(ui.resolve("axe-core/axe.min.js"), "utf8");

/** What is wrong with the page as it stands, on a phone and on a desk: one line a fault. */
export async function faultsInside(page) {
  const faults = await begin(page);
  for (const size of [phone, desktop]) faults.push(...(await look(page, size)));
  return faults;
}

/** What colours, widths and the length of words may change. */
export const visible = ["color-contrast", "scrollable-region-focusable"];

/** The same for one of many pages, by looks: [size, light, rules], all rules where none are named. */
export async function faultsOfOne(page, looks) {
  const faults = await begin(page);
  for (const [size, colorScheme, rules] of looks) {
    await page.emulateMedia({ colorScheme });
    faults.push(...(await look(page, size, rules)));
  }
  return faults;
}

export async function assertSound(page) {
  const faults = await faultsInside(page);
  if (faults.length) assert.fail(`${page.url()}\n${faults.join("\n")}`);
}

/** Lets colours change at once, so that none is measured half-way; then the first look. */
async function begin(page) {
  await page.evaluate(() => {
    const still = new CSSStyleSheet();
    still.replaceSync("*, ::before, ::after { transition: none !important }");
    document.adoptedStyleSheets = [still];
  });
  await page.evaluate(axe);
  return page.evaluate(basics);
}

/** Inside the page: what must hold of every one. */
function basics() {
  const faults = [];
  const language = location.pathname.startsWith("/en") ? "en" : "id";
  if (document.documentElement.lang !== language) faults.push("lang is not that of the address");
  if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
  if (!/^.+ · Karya$/.test(document.title)) faults.push(`title is “${document.title}”`);
  for (const image of document.querySelectorAll("img:not([alt])"))
    faults.push(`no alt on ${image.src}`);
  return faults;
}

/** At one size: whether it fits, and what axe finds by all rules or by those. */
async function look(page, size, rules) {
  await page.setViewportSize(size);
  const found = await page.evaluate(async (runOnly) => {
    await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
    const wide = document.documentElement.scrollWidth - innerWidth;
    const options = { resultTypes: ["violations"], ...(runOnly && { runOnly }) };
    const { violations } = await globalThis.axe.run(options);
    const told = violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map((node) => `${id} at ${node.target.join(" ")}: ${node.failureSummary}`),
    );
    return wide > 0 ? [`${wide} px too wide`, ...told] : told;
  }, rules);
  return found.map((words) => `(${size.width}) ${words.replace(/\s+/g, " ")}`);
}
