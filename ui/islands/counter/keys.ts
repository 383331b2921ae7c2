// The keyboard of the till. Signs that belong to a text being written are left to it.

export interface Deeds {
  find(): void;
  more(): void;
  less(): void;
  finish(): void;
  /** Somebody, or a scanner, began to type while nothing had the focus. */
  typing(): void;
}

function writes(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.type !== "radio";
  return target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;
}

/** Only while the till is shown: behind a PIN nobody sells. */
export function listenToKeys(till: HTMLElement, deeds: Deeds): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (till.hidden || document.querySelector("dialog[open]")) return;
    const writing = writes(event.target);
    const emptyFind =
      event.target instanceof HTMLInputElement &&
      event.target.type === "search" &&
      event.target.value === "";
    const free = !writing || emptyFind;
    if (event.key === "F2" || (event.key === "/" && free)) deeds.find();
    else if (event.key === "F9") deeds.finish();
    else if (event.key === "+" && free) deeds.more();
    else if (event.key === "-" && free) deeds.less();
    else {
      if (!writing && /^[\p{L}\p{N}]$/u.test(event.key)) deeds.typing();
      return;
    }
    event.preventDefault();
  });
}
