// What is wrong with a field, said beside it as the server says it on its own pages.
import type { Problem } from "./send";

type Bad = NonNullable<Problem["errors"]>[number];

/** Marks the fields that are named; the first gets the focus. */
export function mark(form: HTMLFormElement, errors: readonly Bad[]): void {
  unmark(form);
  const fields = errors.map(({ field }) => form.elements.namedItem(field));
  fields.forEach((field, at) => {
    if (field instanceof HTMLElement) say(field, errors[at]?.detail ?? "");
  });
  const first = fields.find((field) => field instanceof HTMLElement);
  if (first instanceof HTMLElement) first.focus();
}

/** One field, before anything was sent; gives the words back. */
export function markOne(form: HTMLFormElement, field: string, detail = ""): string {
  mark(form, [{ field, detail }]);
  return detail;
}

export function unmark(form: HTMLFormElement): void {
  form.querySelectorAll("[data-mark]").forEach((words) => words.remove());
  form.querySelectorAll<HTMLElement>(".field.wrong").forEach((place) => {
    place.classList.remove("wrong");
    place.querySelectorAll<HTMLElement>("[aria-invalid]").forEach((field) => {
      field.ariaInvalid = "false";
    });
  });
}

function say(field: HTMLElement, detail: string): void {
  const place = field.closest<HTMLElement>(".field");
  if (!place) return;
  const folded = field.closest("details");
  if (folded) folded.open = true;
  const words = document.createElement("p");
  words.className = "error";
  words.dataset["mark"] = "";
  words.id = `${field.id}_mark`;
  words.textContent = detail;
  place.append(words);
  place.classList.add("wrong");
  field.ariaInvalid = "true";
  const told = field.getAttribute("aria-describedby") ?? "";
  if (told.includes(words.id)) return;
  field.setAttribute("aria-describedby", `${told} ${words.id}`.trim());
}
