// Starting a worker that opens pages without a network, in browsers with trusted types too.

interface Trusting {
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL: (url: string) => string },
    ): { createScriptURL(url: string): string };
  };
}

/** The addresses that may become a worker, and no others. */
const workers = ["/pekerja-kasir.js", "/pekerja-label.js"] as const;
const policy = (window as Trusting).trustedTypes?.createPolicy("karya", {
  createScriptURL: (url) => (workers.some((one) => one === url) ? url : ""),
});

type Address = (typeof workers)[number];

export async function startWorker(address: Address, scopes: string[]): Promise<void> {
  const script = policy?.createScriptURL(address) ?? address;
  await Promise.all(scopes.map((scope) => navigator.serviceWorker?.register(script, { scope })));
}
