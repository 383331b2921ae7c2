// What html-validate asks of every page; each exception has its reason.
import { createRequire } from "node:module";

const ui = createRequire(new URL("../../ui/package.json", import.meta.url));
const { HtmlValidate, StaticConfigLoader } = ui("html-validate");

const config = {
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y", "html-validate:document"],
  rules: {
    // A button in a form sends it; those that do not say so (type="button").
    "no-implicit-button-type": "off",
    // Everything is loaded from the own origin, under a name that holds its hash.
    "require-sri": ["error", { target: "crossorigin" }],
    // A wide table scrolls in a region of its own, which the keyboard can reach.
    "prefer-native-element": ["error", { exclude: ["region"] }],
  },
};
/** What the living standard asks besides, as the Nu checker tells. */
const asked = [
  [/<time(?![^>]*\bdatetime=)[^>]*>/g, "a time without its datetime"],
  [/\bdatetime="[^"]*\.\d{4,}/g, "a second with more than three decimals"],
  [/<select[^>]*\brequired\b[^>]*>\s*<option(?! value="")/g, "a required choice without an empty one"],
];
/** Pages of the desk whose parent is not the beginning of their own path. */
const parents = [
  ["/meja/varian/", "/meja/produk/"],
  ["/meja/paket", "/meja/produk"],
  ["/meja/ikhtisar", "/meja/laporan"],
  ["/meja/rekening", "/meja/pembayaran"],
  ["/meja/biaya-bayar", "/meja/pembayaran"],
  ["/meja/laporan/batas", "/meja/laporan/masuk"],
];
const validator = new HtmlValidate(new StaticConfigLoader(config));

/**
 * What is wrong with a page's markup: one line a fault. Patterns for scripts are left out: what
 * they become is looked at in the browser.
 */
export async function faultsOf(html, address) {
  const lines = (pattern) => pattern.replace(/[^\n]/g, "");
  const shown = html.replace(/<template.*?<\/template>/gs, lines);
  const report = await validator.validateString(shown, address);
  const told = report.results.flatMap((result) =>
    result.messages.map(
      ({ line, column, ruleId, message }) => `${address} ${line}:${column} ${ruleId}: ${message}`,
    ),
  );
  const unasked = asked.flatMap(([pattern, words]) =>
    [...shown.matchAll(pattern)].map(([found]) => `${address} ${found}: ${words}`),
  );
  return [...told, ...unasked, ...wayBack(html, address)];
}

/** The line above the title of a desk's page begins with a link to its parent. */
function wayBack(html, address) {
  const path = (words) => new URL(words, "http://desk").pathname.replace(/^\/en(?=\/)/, "");
  const own = path(address);
  if (!/^\/meja\/|^\/kasir\/(nota|sif|struk)\b/.test(own)) return [];
  const line = html.match(/<p class="eyebrow">(?:<a href="([^"]*)")?/);
  const up = line?.[1] === undefined ? "" : path(line[1]);
  const leads =
    up === "/meja" ||
    (up !== "" && own.startsWith(`${up}/`)) ||
    parents.some(([from, to]) => own.startsWith(from) && up.startsWith(to));
  return leads ? [] : [`${address} the line above the title does not lead back: "${up}"`];
}
