// A photograph by a form of the desk: what is no picture is refused in words, a picture is shown.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

const picture = fileURLToPath(new URL("../../src/catalogue/seed/pictures/kopi.webp", import.meta.url));

export async function takePhoto(page, alt) {
  const file = page.locator("#photo");
  const send = page.locator('form[enctype="multipart/form-data"] button');
  await file.setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no") });
  await send.click();
  await page.locator("#photo_error").waitFor();
  await file.setInputFiles(picture);
  await send.click();
  const photo = page.locator(".receipt-photo");
  await photo.waitFor();
  await photo.scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelector(".receipt-photo").naturalWidth > 0);
  assert.match(await photo.getAttribute("alt"), alt);
}
