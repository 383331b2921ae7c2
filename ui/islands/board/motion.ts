// What moves on the board beside its numbers.

/** Puts the rows of a list in the order of their figures; those that rose glide to their place. */
export function inOrder(list: Element, figure: (row: Element) => number, calm: boolean): void {
  const rows = [...list.children];
  const sorted = [...rows].sort((a, b) => figure(b) - figure(a));
  if (sorted.every((row, at) => row === rows[at])) return;
  const tops = new Map(rows.map((row) => [row, row.getBoundingClientRect().top]));
  const active = document.activeElement;
  list.append(...sorted);
  if (active instanceof HTMLElement && list.contains(active)) active.focus({ preventScroll: true });
  if (calm) return;
  for (const row of sorted) {
    const moved = (tops.get(row) ?? 0) - row.getBoundingClientRect().top;
    if (moved === 0) continue;
    row.animate([{ transform: `translateY(${moved}px)` }, { transform: "none" }], {
      duration: 200,
      easing: "ease-out",
    });
  }
}

/** A ring that widens from the dot and is gone. */
export function ripple(dot: SVGElement): void {
  const ring = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  for (const name of ["cx", "cy", "r"]) ring.setAttribute(name, dot.getAttribute(name) ?? "0");
  ring.setAttribute("class", "ripple");
  ring.addEventListener("animationend", () => ring.remove());
  dot.ownerSVGElement?.append(ring);
}
