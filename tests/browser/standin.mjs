// Somebody else's server as one of tests/standins: its first line says where it is found.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export class StandIn {
  /** Once it listens; `words` are those of its first line. */
  static async start(name) {
    const made = new StandIn();
    const path = fileURLToPath(new URL(`../standins/${name}`, import.meta.url));
    made.child = spawn("python3", [path], { stdio: ["ignore", "pipe", "inherit"] });
    made.words = (await firstLine(made.child)).split(" ");
    return made;
  }

  stop() {
    this.child.kill("SIGTERM");
  }
}

function firstLine(child) {
  return new Promise((go, fail) => {
    let said = "";
    child.stdout.on("data", (text) => {
      said += text; // it may come in pieces
      if (said.includes("\n")) go(said.slice(0, said.indexOf("\n")));
    });
    child.once("exit", (code) => fail(new Error(`it ended with ${code}`)));
  });
}
