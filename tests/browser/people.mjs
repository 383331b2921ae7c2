// Who looks at pages, and which addresses each of them can reach from where he begins.
import { fetchAs } from "./browser.mjs";

export const people = {
  visitor: "",
  cashier: "kasir.pontianak",
  kasi: "giatja.pontianak",
  treasurer: "bendahara.pontianak",
  head: "kepala.pontianak",
  kanwil: "kanwil.kalbar",
  ditjen: "ditjen",
  auditor: "auditor",
  admin: "admin",
};

/**
 * One address of every page that links lead to from `starts`: a map from the route's path
 * ("/kasir/struk/{sale}") to an address. `routes` are those that show a page.
 */
export async function reachable(page, routes, starts) {
  const found = new Map();
  const waiting = [...starts];
  while (waiting.length) {
    const address = waiting.shift();
    const route = routeOf(routes, address);
    if (!route || found.has(route.path)) continue;
    const answer = await fetchAs(page, address);
    if (answer.status !== 200) continue;
    found.set(route.path, address);
    for (const [, href] of (await answer.text()).matchAll(/href="(\/[^"#]*)/g))
      waiting.push(href.replaceAll("&amp;", "&"));
  }
  return found;
}

/** The route of an address; plain paths win over those with a place for an id. */
function routeOf(routes, address) {
  const path = address.split("?")[0];
  const plain = routes.find((route) => route.path === path);
  return plain ?? routes.find((route) => patternOf(route.path).test(path));
}

function patternOf(path) {
  return new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`);
}
