// A page that came back because something in its form was refused.

/** `page`: the address at which the form is shown; nothing when nothing was refused. */
export function takeRefusal(page: string | undefined): void {
  if (!page || !document.querySelector('main form[method="post"]')) return;
  const sentTo = location.pathname;
  // Who comes back here later asks for the page anew, instead of being asked whether to send again.
  history.replaceState(null, "", page.includes("?") ? page : page + location.search);
  const marked = document.querySelector<HTMLElement>('main [aria-invalid="true"]');
  const wrong = marked ?? beside(document.querySelector("main .error")) ?? unfilled(sentTo);
  if (!wrong) return;
  const folded = wrong.closest("details");
  if (folded) folded.open = true;
  wrong.focus();
}

/** The first field of those that the words are about: of a group of choices, or a table's. */
function beside(words: Element | null): HTMLElement | null | undefined {
  const group = words?.closest("fieldset, .field, form");
  return group?.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea");
}

/** Where no field is named, what is yet to be filled in of the form that was sent: a password is
    never sent back. The words are about no other form. */
function unfilled(sentTo: string): HTMLElement | undefined {
  const forms = [...document.querySelectorAll<HTMLFormElement>('main form[method="post"]')];
  const sent = forms.filter(({ action }) => new URL(action).pathname === sentTo);
  const fields = sent.length === 1 ? [...(sent[0]?.elements ?? [])] : [];
  return fields.find(
    (field): field is HTMLInputElement =>
      field instanceof HTMLInputElement && field.required && field.value === "",
  );
}
