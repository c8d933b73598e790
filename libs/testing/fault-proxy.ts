import { connect, createServer, type Server, type Socket } from 'node:net';

/** What can be wrong between a client and a server. */
export type Fault =
  /** Nobody listens; connections are reset. */
  | 'refuse'
  /** A connection is taken and reset as soon as anything is said over it. */
  | 'reset'
  /** Connections are taken and stay, and nothing comes through in either direction. */
  | 'black hole'
  /** Every answer comes five seconds later. */
  | 'late'
  /** The first half of an answer comes through, then the connection ends. */
  | 'half answer'
  /** The first half of an answer comes through, then nothing, and the connection stays. */
  | 'stuck answer'
  /** Up and down every 100 ms. */
  | 'flap';

export const FAULTS: readonly Fault[] = ['refuse', 'reset', 'black hole', 'late', 'half answer', 'stuck answer', 'flap'];
const LATE_MS = 5000;
const FLAP_MS = 100;

/** Stands before a server and does to its connections what networks and dying servers do. */
export interface FaultProxy {
  readonly port: number;
  /** Connections it has taken so far. */
  readonly taken: number;
  /** From now on, for connections there are and for new ones; null: all is well, and what was held back goes on. */
  apply(fault: Fault | null): Promise<void>;
  /** New connections go to another port of the server. */
  moveTo(port: number): void;
  /** Ends every connection, and takes new ones. */
  dropConnections(): void;
  close(): Promise<void>;
}

export async function openFaultProxy(host: string, port: number): Promise<FaultProxy> {
  const proxy = new Proxy(host, port);
  await proxy.listen();
  return proxy;
}

interface Link {
  readonly client: Socket;
  readonly upstream: Socket;
  /** An answer got stuck on it. */
  stuck: boolean;
}

class Proxy implements FaultProxy {
  port = 0;
  taken = 0;
  private fault: Fault | null = null;
  private isDown = false;
  private flapping: NodeJS.Timeout | undefined;
  private server: Server | null = null;
  private readonly links = new Set<Link>();

  constructor(
    private readonly host: string,
    private upstreamPort: number,
  ) {}

  async listen(): Promise<void> {
    const server = createServer((client) => this.link(client));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
    const address = server.address();
    this.port = typeof address === 'object' && address ? address.port : 0;
    this.server = server;
  }

  async apply(fault: Fault | null): Promise<void> {
    clearInterval(this.flapping);
    this.isDown = false;
    this.fault = fault;
    if (fault === 'refuse') await this.stopListening();
    else if (!this.server) await this.listen();
    if (fault === 'flap') this.flapping = setInterval(() => this.toggle(), FLAP_MS);
    for (const link of this.links) {
      if (link.client.destroyed || link.upstream.destroyed || link.stuck) this.unlink(link);
      else this.hold(link);
    }
  }

  moveTo(port: number): void {
    this.upstreamPort = port;
  }

  dropConnections(): void {
    for (const { client, upstream } of this.links) {
      client.resetAndDestroy();
      upstream.destroy();
    }
    this.links.clear();
  }

  async close(): Promise<void> {
    clearInterval(this.flapping);
    await this.stopListening();
  }

  private async stopListening(): Promise<void> {
    const { server } = this;
    this.server = null;
    const closed = new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
    this.dropConnections();
    await closed;
  }

  private toggle(): void {
    this.isDown = !this.isDown;
    if (this.isDown) this.dropConnections();
  }

  private link(client: Socket): void {
    this.taken += 1;
    client.on('error', () => client.destroy());
    if (this.isDown) return void client.resetAndDestroy();
    const upstream = connect(this.upstreamPort, this.host);
    const link = { client, upstream, stuck: false };
    this.links.add(link);
    client.on('data', (chunk) => this.ask(link, chunk)).on('end', () => this.unlink(link));
    client.on('close', () => this.unlink(link));
    upstream.on('data', (chunk) => this.answer(link, chunk)).on('end', () => this.unlink(link));
    upstream.on('error', () => upstream.destroy()).on('close', () => this.unlink(link));
    this.hold(link);
  }

  private unlink(link: Link): void {
    // Nobody hears of an end in a black hole either: the server goes on for a client that has left.
    if (this.fault === 'black hole') return;
    this.links.delete(link);
    // What was said before the end is still to be read by the other side.
    if (!link.client.destroyed) link.client.end();
    link.upstream.destroy();
  }

  /** In a black hole both sides speak and nobody hears. */
  private hold({ client, upstream }: Link): void {
    for (const socket of [client, upstream]) {
      if (this.fault === 'black hole') socket.pause();
      else socket.resume();
    }
  }

  private ask({ client, upstream }: Link, chunk: Buffer): void {
    if (this.fault === 'reset') client.resetAndDestroy();
    else upstream.write(chunk);
  }

  private answer(link: Link, chunk: Buffer): void {
    const { client, upstream } = link;
    switch (this.fault) {
      case 'reset':
        client.resetAndDestroy();
        break;
      case 'late':
        setTimeout(() => void (client.writable && client.write(chunk)), LATE_MS).unref();
        break;
      case 'half answer':
        client.end(chunk.subarray(0, Math.floor(chunk.length / 2)));
        upstream.destroy();
        break;
      case 'stuck answer':
        if (!link.stuck) client.write(chunk.subarray(0, Math.floor(chunk.length / 2)));
        link.stuck = true;
        break;
      case 'refuse':
      case 'black hole':
      case 'flap':
      case null:
        if (client.writable) client.write(chunk);
    }
  }
}
