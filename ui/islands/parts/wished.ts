// Says on a product's page that its reader keeps it in mind already. The page is the same for
// everybody, so only a browser in which a buyer has signed in asks, and what it was told there is
// gone once he has signed out.
import { dropText, keepText, keptText } from "./kept";

const signedIn = "buyer";

export function noteBuyer(): void {
  keepText(signedIn, "1");
}

export async function tellWished(form: HTMLFormElement): Promise<void> {
  const { wish = "", wished = "" } = form.dataset;
  if (keptText(signedIn) === undefined) return;
  try {
    const answer = await fetch(wish);
    if (answer.status === 401) dropText(signedIn);
    if (!answer.ok) return;
    const { kept } = (await answer.json()) as { kept: boolean };
    if (kept) form.replaceWith(linkTo(form, wished));
  } catch {
    // Offline: the list itself still tells.
  }
}

function linkTo(form: HTMLFormElement, words: string): HTMLAnchorElement {
  const link = document.createElement("a");
  const icon = form.querySelector(".icon")?.cloneNode();
  link.href = form.action;
  link.className = "button quiet";
  link.append(...(icon ? [icon] : []), words);
  return link;
}
