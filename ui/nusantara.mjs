// The map of the board: Indonesia's land from Natural Earth (public domain, by world-atlas), cut to
// x = (lng − 94.5) × 20, y = (6.5 − lat) × 20 on 940 × 360, its neighbours as a fainter shore.
import { createRequire } from "node:module";
import { feature } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

const require = createRequire(import.meta.url);
const width = 940;
const height = 360;
const indonesia = "360";
const neighbours = ["458", "096", "598", "626", "608", "036", "702", "764", "704", "116"];

export function nusantara() {
  const world = require("world-atlas/countries-10m.json");
  const plain = simplify(presimplify(world), 0.0012);
  const countries = plain.objects.countries.geometries;
  const land = (ids) =>
    countries
      .filter((country) => ids.includes(country.id))
      .map((country) => outline(feature(plain, country).geometry))
      .join("");
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">` +
    `<defs><pattern id="a" width="3" height="3" patternUnits="userSpaceOnUse">` +
    `<path d="M0 .75h3M.75 0v3" stroke="#4b5d94" stroke-width=".5"/></pattern>` +
    `<path id="n" d="${land([indonesia])}"/></defs>` +
    `<path d="${land(neighbours)}" fill="#1d2747"/>` +
    `<use href="#n" fill="#2b3a6b"/><use href="#n" fill="url(#a)"/></svg>\n`
  );
}

function outline(geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flatMap((rings) => rings.map(ring)).join("");
}

/** One ring as a path with steps of a tenth of a unit; nothing if it lies outside the picture. */
function ring(points) {
  const places = points.map(([lng, lat]) => [
    Math.round((lng - 94.5) * 200),
    Math.round((6.5 - lat) * 200),
  ]);
  const seen = places.some(([x, y]) => x > 0 && x < width * 10 && y > 0 && y < height * 10);
  const [xs, ys] = [places.map((place) => place[0]), places.map((place) => place[1])];
  const span = Math.max(...xs) - Math.min(...xs) + Math.max(...ys) - Math.min(...ys);
  if (!seen || span < 8) return "";
  let [x, y] = places[0];
  let path = `M${x / 10} ${y / 10}`;
  for (const [nextX, nextY] of places.slice(1)) {
    const [dx, dy] = [nextX - x, nextY - y];
    if (dx === 0 && dy === 0) continue;
    path += `l${short(dx)}${dy < 0 ? "" : " "}${short(dy)}`;
    [x, y] = [nextX, nextY];
  }
  return `${path}z`;
}

const short = (tenths) => String(tenths / 10).replace(/^(-?)0\./, "$1.");
