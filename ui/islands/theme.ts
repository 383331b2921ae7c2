// Before the first paint: the reader's own choice of cloth, if there is one.
try {
  const choice = localStorage.getItem("theme");
  if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
} catch {
  // Storage is switched off: the system's wish stands.
}
