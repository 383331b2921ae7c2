// Debian's Chromium, for whatever looks at pages. CHROMIUM names another one.
import { chromium } from "playwright-core";

const program = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

/** `more`: flags besides. */
export function launch(more = []) {
  return chromium.launch({ ...program, args: [...program.args, ...more] });
}

/** A browser whose profile stays in `folder` when it is closed. */
export function launchIn(folder, options) {
  return chromium.launchPersistentContext(folder, { ...program, ...options });
}
