// What an officer does to give a coupon.

/** From the page of coupons: so many per cent, five times at most. */
export async function giveCoupon(desk, code, percent) {
  await desk.locator("#code").fill(code);
  await desk.locator("#title").fill("Hari jadi unit");
  await desk.locator("#percent").fill(percent);
  await desk.locator("#limit_all").fill("5");
  const first = await desk.locator("#first_day").inputValue();
  await desk.locator("#last_day").fill(first);
  await desk.locator("main form .button.large").click();
  await desk.locator("main table tbody tr", { hasText: code }).waitFor();
}
