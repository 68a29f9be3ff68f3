// One running Libero on a folder of its own.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** What a server starts with: the demo story, or nothing but a set-up code. */
export type House = 'demo' | 'empty';

const here = import.meta.dirname;
const binary = resolve(process.env.LIBERO_BIN ?? join(here, '../../target/debug/libero'));
const site = resolve(process.env.LIBERO_SITE ?? join(here, '../../target/site'));
const patience = 60_000;

const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

export class Server {
  /** Everything the process wrote, over all its starts. */
  readonly lines: string[] = [];
  private child?: ChildProcess;

  private constructor(
    private readonly house: House,
    private readonly data: string,
    private readonly port: number,
    private readonly words: string[],
  ) {}

  /** Starts a server on a new folder and waits until it is ready. `words` are added to its command line. */
  static async start(house: House, words: string[] = []): Promise<Server> {
    const data = await mkdtemp(join(tmpdir(), 'libero-data-'));
    const server = new Server(house, data, await freePort(), words);
    await server.startAgain();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The password of the demo's people. */
  demoPassword(): Promise<string> {
    return this.printed(/demo password:\s*(\S.*)/);
  }

  /** The code that opens the set-up of an empty house. */
  setUpCode(): Promise<string> {
    return this.printed(/set-up code:\s*(\S+)/);
  }

  /** Ends the process at once, as a power cut would. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Ends the process in order. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  /** Starts it on the same folder and port, so that a page open in a browser finds it again. */
  async startAgain(): Promise<void> {
    const demo = this.house === 'demo' ? ['--demo'] : [];
    const words = ['serve', '--data', this.data, '--listen', `127.0.0.1:${this.port}`, ...demo, ...this.words];
    const child = spawn(binary, words, { env: { ...plainEnv(), LIBERO_SITE: site }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    running.add(child);
    child.once('exit', () => running.delete(child));
    child.once('error', (error) => this.lines.push(String(error)));
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => this.lines.push(line));
    }
    await this.ready(child);
  }

  /** Ends the process and takes its folder away. */
  async remove(): Promise<void> {
    await this.stop();
    await rm(this.data, { recursive: true, force: true });
  }

  private async ready(child: ChildProcess): Promise<void> {
    const end = Date.now() + patience;
    while (Date.now() < end) {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
        throw new Error(`the server ended before it was ready:\n${this.lines.join('\n')}`);
      }
      const answer = await fetch(`${this.url}/readyz`).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer?.ok) return;
      await pause(50);
    }
    throw new Error(`the server was not ready in time:\n${this.lines.join('\n')}`);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(late);
  }

  private async printed(pattern: RegExp): Promise<string> {
    const end = Date.now() + 5_000;
    while (Date.now() < end) {
      for (const line of this.lines.toReversed()) {
        const found = pattern.exec(line);
        if (found?.[1]) return found[1];
      }
      await pause(50);
    }
    throw new Error(`the server did not print ${pattern}:\n${this.lines.join('\n')}`);
  }
}

/** Our own surroundings without what would set the server up otherwise than its command line says. */
function plainEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('LIBERO_')));
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
