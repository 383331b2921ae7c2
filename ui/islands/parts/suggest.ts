// Fills the list of a search field with what the typed words may become. Without it the field is a
// plain field.
const pause = 180;

export function suggestInto(input: HTMLInputElement): void {
  const list = input.list;
  const address = input.dataset["suggest"];
  if (!list || !address) return;
  const language = document.documentElement.lang;
  let timer = 0;
  let latest: AbortController | undefined;

  const ask = async (): Promise<void> => {
    latest?.abort();
    latest = new AbortController();
    const typed = encodeURIComponent(input.value);
    try {
      const answer = await fetch(`${address}?q=${typed}`, {
        headers: { "Accept-Language": language },
        signal: latest.signal,
      });
      if (!answer.ok) return;
      const { names } = (await answer.json()) as { names: string[] };
      list.replaceChildren(...names.map((name) => new Option(name, name)));
    } catch {
      // Offline, or a newer question is under way: the field works without.
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length > 1) timer = window.setTimeout(() => void ask(), pause);
  });
}
