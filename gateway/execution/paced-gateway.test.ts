import type { Gateway } from './around-executor';
import { pacedGateway } from './paced-gateway';

type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;
type Call = Parameters<Executor>[0];

/** A gateway that keeps what it is asked. */
async function paced(done: string[]): Promise<(queryHash: string, operationName?: string) => Promise<unknown>> {
  const gateway: Gateway = {
    onSchemaLoadOrUpdate: () => () => undefined,
    stop: () => Promise.resolve(),
    load: () =>
      Promise.resolve({
        executor: ({ queryHash }: Call) => {
          done.push(queryHash);
          return Promise.resolve({ data: {} });
        },
      }),
  };
  const { executor } = await pacedGateway(gateway).load({} as Parameters<Gateway['load']>[0]);
  return async (queryHash, operationName) => executor?.({ queryHash, operationName } as unknown as Call);
}

it('[T6] lets others have their turn between two operations that it does not know', async () => {
  const done: string[] = [];
  const ask = await paced(done);
  // Who waits beside the gateway looks how many were planned, each time it comes to its turn.
  const seen: number[] = [];
  const look = (): void => {
    seen.push(done.length);
    if (done.length < 4) setImmediate(look);
  };
  setImmediate(look);
  await Promise.all(['a', 'b', 'c', 'd'].map((hash) => ask(hash)));
  expect(done).toEqual(['a', 'b', 'c', 'd']);
  expect(seen).toEqual(expect.arrayContaining([1, 2, 3]));
});

it('an operation that was planned before waits for nobody; another operation of the same document is planned', async () => {
  const done: string[] = [];
  const ask = await paced(done);
  await ask('a', 'A');
  const asked = [ask('new'), ask('newer'), ask('a', 'B'), ask('a', 'A')];
  await asked[3];
  expect(done).toEqual(['a', 'a']);
  await Promise.all(asked);
  expect(done).toEqual(['a', 'a', 'new', 'newer', 'a']);
});
