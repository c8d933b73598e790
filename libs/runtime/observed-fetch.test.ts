import { SourceUnavailableError } from '#core/errors';
import type { SourceReport } from '#core/source-report';
import { createLog } from './logging/create-log';
import { ObservedFetch } from './observed-fetch';
import { quietTelemetry } from './telemetry';

const lines: string[] = [];
const reports: SourceReport[] = [];
const call = {
  claims: { sub: 'u-1', roles: [], audience: 'STAFF' as const },
  businessDate: '2026-06-30',
  deadlineMs: 1000,
  requestId: 'r1',
  report: (report: SourceReport) => void reports.push(report),
};
const refused = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:3306'), {
  code: 'ECONNREFUSED',
  errno: -111,
  sql: 'select',
});
const failed = {
  source: 'finance',
  status: 'UNAVAILABLE',
  ms: 3,
  statement: { rowType: 'invoice', sql: 'select a from t_secret where b = ?' },
  failure: new SourceUnavailableError('finance', { cause: refused }),
} as const;

let fetch: ObservedFetch;

beforeEach(() => {
  lines.length = 0;
  reports.length = 0;
  fetch = new ObservedFetch('sales', call, quietTelemetry(createLog('warn', { write: (line) => void lines.push(line) })));
});

it('logs why a source did not answer, without its statement', () => {
  fetch.read(failed);
  const why = { code: 'ECONNREFUSED', errno: -111, message: 'connect ECONNREFUSED ?', type: 'Error' };
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({
      msg: 'source did not answer',
      source: 'finance',
      rowType: 'invoice',
      subgraph: 'sales',
      requestId: 'r1',
      why: { type: 'SourceUnavailableError', message: 'Source finance did not answer', code: 'SOURCE_UNAVAILABLE', cause: why },
    }),
  ]);
  expect(lines.join()).not.toMatch(/select|t_secret|10\.0\.0\.7/);
});

it('says it once for each source, however many statements failed', () => {
  for (const source of ['finance', 'sales', 'finance']) fetch.read({ ...failed, source });
  expect(lines).toHaveLength(2);
});

it('tells the caller what was read, and keeps the statement and the failure to itself', () => {
  fetch.read(failed);
  fetch.read({ source: 'pms', status: 'NOT_AVAILABLE', ms: 0, reason: 'no such sort' });
  expect(reports).toEqual([
    { source: 'finance', status: 'UNAVAILABLE', ms: 3 },
    { source: 'pms', status: 'NOT_AVAILABLE', ms: 0, reason: 'no such sort' },
  ]);
  expect(lines).toHaveLength(1);
});
