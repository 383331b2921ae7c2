// Short texts that this browser keeps for the site. Storage may be switched off or full.

export function keptText(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

export function dropText(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {
    // What cannot be kept is not there either.
  }
}

/** False when it could not be kept. */
export function keepText(name: string, text: string): boolean {
  try {
    localStorage.setItem(name, text);
    return true;
  } catch {
    return false;
  }
}
