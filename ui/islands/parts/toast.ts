/** What may still be done about what a toast says. */
export interface Remedy {
  name: string;
  press: () => void;
}

/** Says a short thing at the head of the page for a while; read out by screen readers. */
export function toast(words: string, remedy?: Remedy): void {
  const place = document.querySelector(".toasts");
  if (!place || !words) return;
  const note = document.createElement("p");
  note.className = "toast";
  note.textContent = words;
  if (remedy) note.append(" ", button(remedy, note));
  place.querySelectorAll(".toast:not(:has(button))").forEach((old) => old.remove());
  place.append(note);
  const leave = (): void => {
    // Not from under the hand that is about to press it.
    if (note.matches(":hover, :focus-within")) setTimeout(leave, 1000);
    else note.remove();
  };
  setTimeout(leave, remedy ? 8000 : 5000);
}

function button({ name, press }: Remedy, note: HTMLElement): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = name;
  made.addEventListener("click", () => {
    note.remove();
    press();
  });
  return made;
}
