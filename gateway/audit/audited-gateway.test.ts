import { buildSchema, execute, getOperationAST, GraphQLError, parse } from 'graphql';
import { pino } from 'pino';
import type { Claims } from '#policy/claims';
import { Metrics } from '#runtime/metrics/metrics';
import { rateLimits } from '../callers/rate-limits';
import { RequestContext } from '../request-context';
import { RowQuota } from '../row-quota/row-quota';
import type { Gateway } from '../execution/around-executor';
import { auditedGateway } from './audited-gateway';

const SCHEMA = buildSchema(`
  type Query { customer: Customer }
  type Mutation { merge: Customer }
  type Customer { id: ID!  name: String }
`);
const log = pino({ level: 'silent' });
const claims: Claims = { sub: 'steward', roles: [], audience: 'STAFF' };

type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;
type Call = Parameters<Executor>[0];

describe('a mutation of somebody who may be shown one row', () => {
  let merged: number;
  let shown: number[];
  let run: (source: string) => ReturnType<Executor>;

  beforeEach(async () => {
    [merged, shown] = [0, []];
    const ask: Executor = async ({ document }) => {
      const rootValue = { customer: { id: 'c1', name: 'a name' }, merge: () => ({ id: `c${(merged += 1)}`, name: 'a name' }) };
      const answer = await execute({ schema: SCHEMA, document, rootValue });
      return { data: JSON.parse(JSON.stringify(answer.data)) as Record<string, unknown> };
    };
    const plain: Gateway = {
      onSchemaLoadOrUpdate: () => () => undefined,
      load: () => Promise.resolve({ executor: ask }),
      stop: () => Promise.resolve(),
    };
    const each = { requests: 9, seconds: 60 };
    const limits = { rate: { STAFF: each, BI: each, PARTNER: each, AUDITOR: each }, misses: {} };
    const quota = new RowQuota({
      rates: await rateLimits({ ...limits, rowsPerDay: { STAFF: 1, BI: 1, PARTNER: 1 } }, null, log),
      audit: { refused: () => Promise.resolve() },
      pseudonymOf: () => 'somebody',
      log,
      metrics: new Metrics({ ofProcess: false }),
    });
    const audit = { shown: (_request: unknown, { rows }: { readonly rows: number }) => Promise.resolve(void shown.push(rows)) };
    const gateway = auditedGateway(plain, { audit, quota, policy: { isPersonal: (_type, field) => field === 'name' } });
    const { executor } = await gateway.load({ apollo: {} });
    const request = new RequestContext({
      claims,
      requestId: 'r',
      traceparent: null,
      businessDate: '',
      deadlineAt: 0,
      now: () => 0,
    });
    run = async (source) => {
      const document = parse(source);
      const operation = getOperationAST(document);
      if (!executor || !operation) throw new Error('nothing to run');
      return executor({
        schema: SCHEMA,
        document,
        source,
        operation,
        operationName: null,
        queryHash: 'h',
        context: { request },
      } as unknown as Call);
    };
  });

  it('[T26] tells what it did, also when that is more than may be shown, and does nothing the next time', async () => {
    const two = await run('mutation { merge { name } again: merge { name } }');
    expect([two.data, merged, shown]).toEqual([{ merge: { name: 'a name' }, again: { name: 'a name' } }, 2, [2]]);
    await expect(run('mutation { merge { name } }')).rejects.toThrow(GraphQLError);
    await expect(run('{ customer { name } }')).rejects.toThrow('You may be shown 1 rows within a day');
    expect([merged, shown]).toEqual([2, [2]]);
  });

  it('[T26] goes on when it shows nobody', async () => {
    await run('{ customer { name } }');
    await expect(run('{ customer { name } }')).rejects.toThrow('within a day');
    expect((await run('mutation { merge { id } }')).data).toEqual({ merge: { id: 'c1' } });
  });
});
