// What was typed into a form whose session had ended meanwhile comes back into it after signing in.
// It is kept in this window alone, for whoever typed it, and forgotten with the next page.

interface Typed {
  who: string;
  page: string;
  action: string;
  fields: [string, string][];
  at: number;
  signedOut: boolean;
  led: boolean; // back to the page of the form, once
}

const name = "karya-typed";
const keptFor = 3_600_000;

/** Where names and numbers of persons are typed: nothing of that stays in a browser. */
const personal = /\/(meja\/(wbp|premi|akun|kegiatan)|kasir|akun|undangan|pembeli|pemesanan)(\/|$)/;

export function keepTyped(form: HTMLFormElement): void {
  if (!who() || personal.test(new URL(form.action).pathname)) return;
  const fields = [...new FormData(form)].filter(
    (entry): entry is [string, string] => typeof entry[1] === "string" && !entry[0].startsWith("_"),
  );
  const page = location.pathname + location.search;
  const action = new URL(form.action).pathname;
  keep({ who: who(), page, action, fields, at: Date.now(), signedOut: false, led: false });
}

/** To be called once a page. */
export function refill(words: string): void {
  const typed = kept();
  if (!typed) return;
  if (/^(\/en)?\/(masuk|akun\/anjuran)(\/|$)/.test(location.pathname))
    return keep({ ...typed, signedOut: true });
  forget();
  if (!typed.signedOut || typed.who !== who() || Date.now() - typed.at > keptFor) return;
  if (location.pathname + location.search !== typed.page) {
    if (typed.led) return;
    keep({ ...typed, led: true });
    return location.replace(typed.page);
  }
  const forms = [...document.querySelectorAll<HTMLFormElement>("main form[method=post]")];
  const form = forms.find((one) => new URL(one.action).pathname === typed.action);
  if (form) fill(form, typed.fields, words);
}

function fill(form: HTMLFormElement, fields: [string, string][], words: string): void {
  const values = new Map<string, string[]>();
  for (const [field, value] of fields) values.set(field, [...(values.get(field) ?? []), value]);
  for (const field of form.elements) {
    if (!("name" in field) || !("value" in field) || String(field.name).startsWith("_")) continue;
    const told = values.get(String(field.name)) ?? [];
    if (field instanceof HTMLInputElement && /checkbox|radio/.test(field.type))
      field.checked = told.includes(field.value);
    else if (!(field instanceof HTMLButtonElement) && told.length) {
      if (field instanceof HTMLInputElement && field.type === "file") continue;
      (field as HTMLInputElement).value = told.shift() ?? "";
    }
  }
  form.dispatchEvent(new Event("change", { bubbles: true }));
  const notice = document.createElement("p");
  notice.className = "notice info";
  notice.role = "status";
  notice.textContent = words;
  form.before(notice);
}

function who(): string {
  return document.querySelector<HTMLElement>("[data-account]")?.dataset["account"] ?? "";
}

function kept(): Typed | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? "") as Typed;
  } catch {
    return undefined;
  }
}

function keep(typed: Typed): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(typed));
  } catch {
    // Storage is switched off: then it has to be typed again.
  }
}

function forget(): void {
  try {
    sessionStorage.removeItem(name);
  } catch {
    // Nothing was kept.
  }
}
