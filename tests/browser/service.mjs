// A service with times of its own, as the desk makes it.

/** A published service of the officer's unit, with a time on Mondays for so many; its name in
 * addresses. */
export async function makeService(desk, name, room) {
  await desk.goto("/meja/produk/baru");
  await desk.locator("#name_id").fill(name);
  await desk.locator("#kind").selectOption("jasa");
  await desk.locator("#measure").selectOption("kendaraan");
  await desk.locator("#price").fill("35.000");
  await desk.locator("#cost").fill("9.000");
  await desk.locator('[name="supply"][value="service"]').check();
  await desk.locator("main form .button").first().click();
  await desk.locator('button[value="published"]').click();
  await desk.locator(".badge.ok").first().waitFor();
  const shown = await desk.locator('.badge.ok + a').getAttribute("href");
  await desk.locator('main a[href$="/jam"]').click();
  await addServiceTime(desk, "08:00", "09:00", room);
  return shown.split("/").pop();
}

/** On the service's page of times. */
export async function addServiceTime(desk, from, until, room) {
  await desk.locator("#weekday").selectOption("1");
  await desk.locator("#starts").fill(from);
  await desk.locator("#ends").fill(until);
  await desk.locator("#room").fill(String(room));
  await desk.locator('form[action$="/jam"] .button').click();
}

/** On the service's page: one, at the nth time that is offered, into the basket. */
export async function book(buyer, nth) {
  await buyer.locator("#slot").selectOption({ index: nth });
  await buyer.locator(".buy .button").click();
  await buyer.waitForURL("**/keranjang");
}

/** Buyers of other journeys take the first goods that are there. */
export async function withdraw(desk, name) {
  await desk.goto("/meja/produk");
  await desk.getByRole("link", { name }).first().click();
  await desk.locator('button[value="withdrawn"]').click();
  await desk.locator('button[value="published"]').waitFor();
}
