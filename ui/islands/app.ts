// Small behaviours that any page may ask for by an attribute. Nothing here is needed to use a page.
import { keepTyped, refill } from "./parts/refill";
import { takeRefusal } from "./parts/refused";
import { suggestInto } from "./parts/suggest";
import { toast } from "./parts/toast";
import { guardSignOut } from "./parts/unsent";
import { noteBuyer, tellWished } from "./parts/wished";

type Press = (element: HTMLElement) => void;

const presses: Record<string, Press> = {
  "data-print": () => window.print(),
  "data-share": (element) => void share(element.dataset["share"] ?? ""),
  "data-copy": (element) => void copy(textOf(element.dataset["copy"] ?? "")),
  "data-opens": (element) => dialog(element.dataset["opens"] ?? "")?.showModal(),
  "data-closes": (element) => element.closest("dialog")?.close(),
  "data-fullscreen": () => void document.querySelector(".hall")?.requestFullscreen(),
  "data-chosen": takeChosen,
  "data-theme-choice": (element) => wear(element.dataset["themeChoice"] ?? ""),
};

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  for (const [attribute, press] of Object.entries(presses)) {
    const element = event.target.closest<HTMLElement>(`[${attribute}]`);
    if (element) press(element);
  }
});

document.addEventListener("change", (event) => {
  if (!(event.target instanceof HTMLElement) || !event.target.matches("[data-submit]")) return;
  event.target.closest("form")?.requestSubmit();
});

// What is chosen brings along what belongs to it.
document.addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLSelectElement) || !target.matches("[data-fills]")) return;
  for (const [name, value] of Object.entries(target.selectedOptions[0]?.dataset ?? {})) {
    const field = target.form?.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement)
      field.value = value ?? "";
  }
});

document.querySelectorAll<HTMLFormElement>("form[data-sign-out]").forEach(guardSignOut);

// A form is sent once. The key in it would make a repeat harmless; this spares the doubt.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== "post" || event.defaultPrevented)
    return;
  const button = event.submitter;
  keepTyped(form);
  setTimeout(() => {
    form.setAttribute("aria-busy", "true");
    if (button instanceof HTMLButtonElement) button.disabled = true;
  });
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll<HTMLFormElement>("form[aria-busy]").forEach((form) => {
    form.removeAttribute("aria-busy");
    form
      .querySelectorAll<HTMLButtonElement>("button:disabled")
      .forEach((b) => (b.disabled = false));
  });
});

markPlace();
sayDone();
takeRefusal(document.body.dataset["refused"]);
refill(document.body.dataset["refilled"] ?? "");
document.querySelectorAll<HTMLInputElement>("input[data-suggest]").forEach(suggestInto);
lookAgain(document.querySelector<HTMLAnchorElement>("[data-look-again]"));
if (document.querySelector("[data-buyer]")) noteBuyer();
document.querySelectorAll<HTMLFormElement>("form[data-wish]").forEach((f) => void tellWished(f));
document.querySelectorAll<HTMLElement>(".themes").forEach((choices) => (choices.hidden = false));
markTheme();

/** The server has carried out what a form asked for: said once, on whatever page comes next. */
function sayDone(): void {
  if (!document.cookie.split("; ").includes("__Host-done=1")) return;
  document.cookie = "__Host-done=; Path=/; Secure; SameSite=Strict; Max-Age=0";
  toast(document.body.dataset["saved"] ?? "");
}

/** The link takes along what is ticked on its page, also that it is nothing. */
function takeChosen(link: HTMLElement): void {
  if (!(link instanceof HTMLAnchorElement)) return;
  const address = new URL(link.href);
  const { chosen = "" } = link.dataset;
  const ticked = document.querySelectorAll<HTMLInputElement>(`input[name="${chosen}"]:checked`);
  address.searchParams.delete(chosen);
  address.searchParams.set("chosen", "true");
  ticked.forEach(({ value }) => address.searchParams.append(chosen, value));
  link.href = address.href;
}

/** What the page waits for comes within seconds: it looks again by itself, unless one types. */
function lookAgain(link: HTMLAnchorElement | null): void {
  if (!link) return;
  setTimeout(() => {
    if (document.activeElement?.matches("input[type=search]")) lookAgain(link);
    else location.replace(link.href);
  }, 1500);
}

/** Marks the link of the main navigation under which this page lies. */
function markPlace(): void {
  const here = location.pathname;
  document.querySelectorAll<HTMLAnchorElement>(".nav a, .desk-nav a").forEach((link) => {
    if (link.closest("nav")?.querySelector("[aria-current]")) return;
    if (here === link.pathname) link.setAttribute("aria-current", "page");
    else if (link.closest(".nav") && here.startsWith(`${link.pathname}/`))
      link.setAttribute("aria-current", "true");
  });
}

function dialog(id: string): HTMLDialogElement | null {
  const found = document.getElementById(id);
  return found instanceof HTMLDialogElement ? found : null;
}

function textOf(selector: string): string {
  const found = document.querySelector(selector);
  if (found instanceof HTMLAnchorElement) return found.href;
  return found instanceof HTMLInputElement ? found.value : (found?.textContent?.trim() ?? "");
}

async function share(text: string): Promise<void> {
  if (!navigator.share) return copy(text);
  try {
    await navigator.share({ text });
  } catch {
    // Closed without choosing: nothing to say.
  }
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(document.body.dataset["copied"] ?? "");
  } catch {
    toast(document.body.dataset["notCopied"] ?? "");
  }
}

function wear(choice: string): void {
  const root = document.documentElement;
  if (choice === "light" || choice === "dark") root.dataset["theme"] = choice;
  else delete root.dataset["theme"];
  try {
    localStorage.setItem("theme", choice);
  } catch {
    // Storage is switched off: the choice lasts for this page.
  }
  markTheme();
}

function markTheme(): void {
  const worn = document.documentElement.dataset["theme"] ?? "system";
  document.querySelectorAll<HTMLElement>("[data-theme-choice]").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.dataset["themeChoice"] === worn));
  });
}
