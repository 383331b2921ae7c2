// What an officer does about the times at which goods are fetched.
export const pickup = "/meja/pesanan/pengambilan";

/** On the unit's page: a time on Mondays, with room for one order. */
export async function addTime(desk, from, until) {
  await desk.locator("#weekday").selectOption("1");
  await desk.locator("#starts").fill(from);
  await desk.locator("#ends").fill(until);
  await desk.locator("#room").fill("1");
  await desk.locator('form[action$="/jam"] .button').click();
}
