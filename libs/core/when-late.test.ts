import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { blockProcess } from '#testing/block-process';
import { whenLate } from './when-late';

/** Answers on a port of its own thread 100 ms after it is asked. */
const SERVER = `
const { createServer } = require('node:net');
const { parentPort } = require('node:worker_threads');
const server = createServer((socket) => socket.on('data', () => setTimeout(() => socket.write('answer'), 100)));
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

let server: Worker;
let socket: Socket;
beforeAll(async () => {
  server = new Worker(SERVER, { eval: true });
  const port = await new Promise<number>((resolve) => server.once('message', resolve));
  socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
});
afterAll(async () => {
  socket.destroy();
  await server.terminate();
});

const ask = (withinMs: number): Promise<string> =>
  new Promise((resolve) => {
    const callOff = whenLate(withinMs, () => resolve('late'));
    socket.once('data', (bytes) => {
      callOff();
      resolve(bytes.toString());
    });
    socket.write('question');
  });

it('takes an answer that came in time although the process heard of the end of the time first', async () => {
  const asked = ask(300);
  await new Promise((resolve) => setImmediate(resolve));
  blockProcess(600);
  expect(await asked).toBe('answer');
});

it('is late without an answer, whatever the process did meanwhile', async () => {
  expect(await ask(30)).toBe('late');
  await once(socket, 'data');
  const asked = ask(20);
  await new Promise((resolve) => setImmediate(resolve));
  blockProcess(50);
  expect(await asked).toBe('late');
  await once(socket, 'data');
});

it('says nothing when it is called off, in its turn as well', async () => {
  const said: string[] = [];
  const callOff = whenLate(0, () => said.push('late'));
  await new Promise((resolve) => setTimeout(resolve, 0));
  callOff();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(said).toEqual([]);
});
