// The program under test: a demonstration of its own, laid and served once for all journeys.
import { execFile, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const patienceMs = 30_000;

export class House {
  /**
   * A copy of the demonstration that KARYA_DEMO names (one laying for all groups of journeys), else
   * one of its own.
   * @param {string} program path of the karya binary; `settings`: as the constructor's
   */
  static async open(program, settings) {
    const house = new House(program, settings);
    const laid = process.env["KARYA_DEMO"];
    if (laid) cpSync(laid, house.data, { recursive: true });
    else await house.tell("demo");
    house.accounts = readAccounts(readFileSync(join(house.data, "demo-accounts.txt"), "utf8"));
    await house.serve();
    return house;
  }

  /** An installation of real data: the units and these accounts, each as `user add` takes it. */
  static async openEmpty(program, people) {
    const house = new House(program);
    const lines = [];
    for (const words of people) lines.push(await house.tell("user", "add", ...words));
    house.accounts = readAccounts(lines.join(""));
    await house.serve();
    return house;
  }

  /** `options` of serving, and what `environment` it has besides. */
  constructor(program, { options = [], environment = {} } = {}) {
    this.program = program;
    this.options = options;
    this.environment = environment;
    this.data = mkdtempSync(join(tmpdir(), "karya-browser-"));
  }

  /** Runs a command on the installation; what it prints. */
  async tell(...words) {
    const command = [...words, "--data", this.data];
    const { stdout } = await promisify(execFile)(this.program, command, { maxBuffer: 1 << 24 });
    return stdout;
  }

  /** At the port of before, when it is served again: to a browser it is the same house. */
  async serve() {
    const port = this.port ?? (await freePort());
    this.port = port;
    this.origin = `http://127.0.0.1:${port}`;
    this.said = "";
    const words = ["serve", "--data", this.data, "--listen", `127.0.0.1:${port}`, "--quiet"];
    this.server = spawn(this.program, [...words, ...this.options], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...this.environment },
    });
    for (const stream of [this.server.stdout, this.server.stderr])
      stream.on("data", (text) => (this.said += text));
    for (const end = Date.now() + patienceMs; Date.now() < end; await pause(50)) {
      if (this.server.exitCode !== null) break;
      const answer = await fetch(`${this.origin}/healthz`).catch(() => undefined);
      if (answer?.ok) return;
    }
    throw new Error(`the server did not come up:\n${this.said}`);
  }

  /** Served anew with these settings of the environment; null takes one away. */
  async serveWith(settings) {
    await this.stop();
    this.environment = settings;
    await this.serve();
  }

  async stop() {
    const ended = new Promise((go) => this.server.once("exit", go));
    if (this.server.exitCode !== null) return;
    this.server.kill("SIGTERM");
    await ended;
  }

  /** The server is lost, and a backup of it takes its place; the keys were kept apart. */
  async restore(backup) {
    await this.stop();
    const lost = `${this.data}-lost`;
    renameSync(this.data, lost);
    await this.tell("restore", "--from", backup);
    cpSync(join(lost, "keys"), join(this.data, "keys"), { recursive: true });
    rmSync(lost, { recursive: true });
    await this.serve();
  }

  /** Stops the server; its errors, so that a journey which broke something inside is told. */
  async close() {
    await this.stop();
    rmSync(this.data, { recursive: true, force: true });
    return this.said.split("\n").filter((line) => /"level":"(error|critical)"/.test(line));
  }

  /** Every route, as `karya routes` lists them. */
  async routes() {
    const lines = (await this.tell("routes")).trim().split("\n");
    return lines.map((line) => {
      const [method, path, right, page] = line.trim().split(/\s+/);
      return { method, path, right, page };
    });
  }

  /** The routes that show a page. */
  async pages() {
    const isPage = ({ method, page }) => method === "GET" && page?.includes("/");
    return (await this.routes()).filter(isPage);
  }
}

export const pause = (ms) => new Promise((go) => setTimeout(go, ms));

function readAccounts(text) {
  const rows = text.trim().split("\n");
  return new Map(rows.map((row) => row.split("\t")).map(([login, password]) => [login, password]));
}

async function freePort() {
  const probe = createServer();
  await new Promise((go) => probe.listen(0, "127.0.0.1", go));
  const { port } = probe.address();
  await new Promise((go) => probe.close(go));
  return port;
}
