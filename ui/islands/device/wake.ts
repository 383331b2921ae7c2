// Asks the browser to wake the worker when there is a network, also when no window is open any
// more. Not every browser can; the till sends by itself as soon as it is opened.

export const wakeTag = "karya-kasir";

interface Waking extends ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> };
}

export async function wakeWorker(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    await (registration as Waking | undefined)?.sync?.register(wakeTag);
  } catch {
    // Not allowed: the window sends.
  }
}
