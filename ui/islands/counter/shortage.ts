// More is sold than the record knows of: whether it lies in the hand is asked before it is booked.

export function askInHand(dialog: HTMLDialogElement, why: string, yes: () => void): void {
  const words = dialog.querySelector("[data-why]");
  if (words) words.textContent = why;
  dialog.returnValue = "";
  dialog.onclose = () => {
    if (dialog.returnValue === "in_hand") yes();
  };
  dialog.showModal();
}
