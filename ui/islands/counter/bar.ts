// On a phone the bar at the foot leads to paying; who is there already needs it no more.

export function watchBar(root: HTMLElement): void {
  const [form, way] = [root.querySelector("[data-pay]"), root.querySelector("[data-go]")];
  if (!form || !(way instanceof HTMLElement)) return;
  new IntersectionObserver(([seen]) => (way.hidden = seen?.isIntersecting ?? false), {
    rootMargin: "0px 0px -50% 0px",
  }).observe(form);
}
