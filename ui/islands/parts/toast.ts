/** Says a short thing at the foot of the page for a while; read out by screen readers. */
export function toast(words: string): void {
  const place = document.querySelector(".toasts");
  if (!place || !words) return;
  const note = document.createElement("p");
  note.className = "toast";
  note.textContent = words;
  place.append(note);
  setTimeout(() => note.remove(), 5000);
}
