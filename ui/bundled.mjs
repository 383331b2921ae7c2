// A TypeScript module of ours, ready to be called by a test.
import { build } from "esbuild";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

export async function bundled(path) {
  const entry = join(here, path);
  const built = await build({ entryPoints: [entry], bundle: true, write: false, format: "esm" });
  const source = Buffer.from(built.outputFiles[0].contents).toString("base64");
  return import(`data:text/javascript;base64,${source}`);
}
