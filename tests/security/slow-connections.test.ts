import { connect, type Socket } from 'node:net';
import { gatewayUnderTest, type GatewayUnderTest } from '../../gateway/fixtures/gateway-under-test';

// Slow connections are cut off after 5 and 10 seconds.
jest.setTimeout(60_000);

const SOCKETS = 250;
const HEAD = 'POST /graphql HTTP/1.1\r\nhost: localhost\r\n';

let gateway: GatewayUnderTest;
beforeAll(async () => {
  gateway = await gatewayUnderTest('embedded');
});
afterAll(() => gateway.stop());

/** What the server sends to a connection that begins like this and says no more, until it closes it. */
function begin(text: string): { readonly open: Promise<Socket>; readonly heard: Promise<string> } {
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  const open = new Promise<Socket>((resolve) => socket.once('connect', () => socket.write(text, () => resolve(socket))));
  const heard = new Promise<string>((resolve) => {
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(answer));
  });
  return { open, heard };
}

it('[T19] answers others while hundreds of connections send nothing more, and cuts these off', async () => {
  const slow = Array.from({ length: SOCKETS }, (_, index) =>
    begin(index % 2 === 0 ? HEAD : `${HEAD}content-type: application/json\r\ncontent-length: 100\r\n\r\n{"query"`),
  );
  await Promise.all(slow.map(({ open }) => open));
  const { status, body } = await gateway.ask('GENERAL_MANAGER', '{ customers(first: 1) { id } }');
  expect([status, body]).toEqual([200, { data: { customers: [{ id: 'c0' }] } }]);
  for (const answer of await Promise.all(slow.map(({ heard }) => heard))) expect(answer).toMatch(/^HTTP\/1\.1 408 /);
});
