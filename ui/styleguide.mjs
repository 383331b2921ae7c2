// Serves every component in the real layout, under the real CSP, for looking at while designing:
// node styleguide.mjs PORT, then /<name> there (/en/<name>; ?masuk for a signed-in head).
import { createServer } from "node:http";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..");
const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
  "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; " +
  "base-uri 'none'; " +
  "frame-ancestors 'none'";
const types = {
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".png": "image/png",
  ".webp": "image/webp",
  ".webmanifest": "application/manifest+json",
};
const read = (...path) => readFileSync(join(...path), "utf8");
const names = readdirSync(join(here, "styleguide"))
  .filter((file) => file.endsWith(".html"))
  .map((file) => file.slice(0, -5));

function words(language) {
  const lines = read(root, "src/web/text", `${language}.toml`).matchAll(/^(\w+) = "(.*)"$/gm);
  return Object.fromEntries([...lines].map((line) => [line[1], line[2]]));
}

/** The real units on the map, as the board will draw them. */
function dots() {
  const [head, ...rows] = read(root, "src/org/seed/units.tsv")
    .trim()
    .split("\n")
    .map((row) => row.split("\t"));
  const column = (name) => head.indexOf(name);
  return rows
    .map((row, number) => {
      const x = ((Number(row[column("lng")]) / 1e6 - 94.5) * 20).toFixed(1);
      const y = ((6.5 - Number(row[column("lat")]) / 1e6) * 20).toFixed(1);
      const sold = number % 3 === 0 ? " sold" : "";
      return (
        `<a href="#u${number}"><circle id="dot-${number}" class="dot${sold}" ` +
        `cx="${x}" cy="${y}" r="2.6">` +
        `<title>${row[column("name")]}</title></circle></a>`
      );
    })
    .join("\n");
}

/** The page as the server would make it: macros, then sections, then values. */
function page(name, language, signedIn) {
  const assets = JSON.parse(read(root, "build/ui/manifest.json"));
  const text = words(language);
  const values = {
    title: name,
    lang: language,
    other_lang_path: language === "en" ? `/${name}` : `/en/${name}`,
    actor_name: "Sari Wulandari",
    csrf: "",
    key: "",
  };
  const shown = {
    demo: true,
    signed_in: signedIn,
    can_counter_sell: signedIn,
    signed_in_no: !signedIn,
  };
  return read(root, "src/web/pages/layout.html")
    .replace("{{>BODY}}", () => read(here, "styleguide", `${name}.html`))
    .replace("<!-- dots -->", dots)
    .replace(/\[\[asset:([^\]]+)\]\]/g, (_, asset) => assets[asset].path)
    .replace(/\[\[url:([^\]]+)\]\]/g, (_, path) => (language === "en" ? `/en${path}` : path))
    .replace("[[form_keys]]", "")
    .replace(/\[\[(\w+)\]\]/g, (_, key) => text[key] ?? key)
    .replace(/\{\{#(\w+)\}\}([\s\S]*?)\{\{\/\1\}\}/g, (_, section, inner) =>
      shown[section] ? inner : "",
    )
    .replace(/\{\{(\w+)\}\}/g, (_, value) => values[value] ?? "");
}

function file(path) {
  const place = path.startsWith("/aset/")
    ? join(root, "build/ui", path.slice(6))
    : path.startsWith("/kain/")
      ? join(here, "styleguide/kain", path.slice(6))
      : path.startsWith("/media/")
        ? join(root, "src/catalogue/seed/pictures", path.slice(7))
        : "";
  return place && existsSync(normalize(place)) ? place : "";
}

createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://x");
  const place = file(url.pathname);
  if (place) {
    response.writeHead(200, {
      "content-type": types[extname(place)] ?? "application/octet-stream",
    });
    return response.end(readFileSync(place));
  }
  const language = url.pathname.startsWith("/en/") ? "en" : "id";
  const name = url.pathname.replace(/^\/en\//, "/").slice(1);
  response.setHeader("content-security-policy", csp);
  if (!names.includes(name)) {
    response.writeHead(name === "" ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
    return response.end(names.map((found) => `<a href="/${found}">${found}</a> `).join(""));
  }
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
  response.end(page(name, language, url.searchParams.has("masuk")));
}).listen(Number(process.argv[2] ?? 18140), "127.0.0.1");
