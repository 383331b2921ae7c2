// A till that works without a network: joining by an invitation.
const root = document.querySelector<HTMLElement>("[data-device='new']");
if (root && location.hash.length < 2) {
  const said = root.querySelector<HTMLElement>("[data-device-said]");
  if (said) {
    said.textContent = root.dataset.noToken ?? "";
    said.hidden = false;
  }
}
