import { connect, createServer, type Server, type Socket } from 'node:net';

/** Stands before a database server and can go away as the server would. */
export interface Proxy {
  readonly port: number;
  /** Ends every connection, and takes new ones. */
  dropConnections(): void;
  /** Ends every connection and refuses new ones. */
  close(): Promise<void>;
  reopen(): Promise<void>;
}

export async function openProxy(host: string, serverPort: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
  };
  const open = (at: number): Promise<Server> =>
    new Promise((resolve) => {
      const server = createServer((client) => {
        const upstream = connect(serverPort, host);
        keep(client);
        keep(upstream);
        client.pipe(upstream).pipe(client);
        client.on('close', () => upstream.destroy());
        upstream.on('close', () => client.destroy());
      });
      server.listen(at, '127.0.0.1', () => resolve(server));
    });
  const dropConnections = (): void => sockets.forEach((socket) => socket.destroy());
  let server: Server | null = await open(0);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    port,
    dropConnections,
    async close() {
      const closing = server;
      server = null;
      if (!closing) return;
      const closed = new Promise((resolve) => closing.close(resolve));
      dropConnections();
      await closed;
    },
    async reopen() {
      server ??= await open(port);
    },
  };
}
