// More is sold than the record knows of: whether it lies in the hand is asked before it is booked.

/** `no`: it does not, or is to be looked at again. */
export function askInHand(
  dialog: HTMLDialogElement,
  why: string,
  { yes, no }: { yes: () => void; no: () => void },
): void {
  const words = dialog.querySelector("[data-why]");
  if (words) words.textContent = why;
  dialog.returnValue = "";
  dialog.onclose = () => {
    (dialog.returnValue === "in_hand" ? yes : no)();
  };
  dialog.showModal();
}
