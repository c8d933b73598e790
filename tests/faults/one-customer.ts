import { SYSTEMS, type System } from '../../demo/ddl/table-definition';

/** The first party of the demo is a key account: it is in all four systems. */
export const FEW_PARTIES = 41;

/** Fields of a customer by the system that knows them. */
export const FIELDS_OF: Readonly<Record<System, readonly string[]>> = {
  finance: ['invoices', 'receipts', 'receivables'],
  sales: ['contracts', 'orders', 'opportunities', 'salesSummary'],
  tickets: ['tickets', 'serviceSummary'],
  pms: ['guestProfiles', 'stays', 'staySummary', 'preferences'],
};

export const QUERY = `{ customerBySource(system: "finance", key: "001|0000000001") { name sourceRecords { system key }
  invoices(first: 2) { nodes { number } } receipts(first: 2) { nodes { number } } receivables { unknownDocuments }
  contracts(first: 2) { nodes { number } } orders(first: 2) { nodes { number } } opportunities(first: 2) { nodes { name } }
  salesSummary { orderCount } tickets(first: 2) { nodes { number } } serviceSummary { ticketCount }
  guestProfiles { name } stays(first: 2) { nodes { account } } staySummary { nights } preferences { code }
} }`;

interface Answer {
  readonly data?: any;
  readonly errors?: readonly {
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string; readonly source?: string; readonly retryInMs?: number };
  }[];
  readonly extensions?: { readonly sources?: readonly { readonly name: string; readonly status: string }[] };
}

/** What is lost with a source or a subgraph. */
export interface Loss {
  /** Named in every error. */
  readonly source: string;
  /** Fields of the customer. */
  readonly fields: readonly string[];
  readonly code: 'SOURCE_UNAVAILABLE' | 'SOURCE_TIMEOUT';
  /** It is left alone by now: each error says when it is tried again. Otherwise none does. */
  readonly isLeftAlone?: boolean;
}

/** Longest that one is left alone before somebody looks again. */
const LOOK_MS = 1000;

/** All fields answer, each with something to lose. */
function expectWhole(answer: Answer): void {
  expect(answer.errors).toBeUndefined();
  for (const field of SYSTEMS.flatMap((system) => FIELDS_OF[system]))
    expect([field, answer.data.customerBySource[field]]).not.toEqual([field, null]);
}

/** The rest answers as before; what the source knows is null, each field with its error, and the report names the source alone. */
export function expectLoss({ source, fields, code, isLeftAlone = false }: Loss, answer: Answer, whole: Answer): void {
  const gone = Object.fromEntries(fields.map((field) => [field, null]));
  expect(answer.data.customerBySource).toEqual({ ...whole.data.customerBySource, ...gone });
  const errors = (answer.errors ?? []).map(({ path, extensions }) => ({
    path,
    code: extensions.code,
    source: extensions.source,
    isLeftAlone: extensions.retryInMs !== undefined,
  }));
  const expected = fields.map((field) => ({ path: ['customerBySource', field], code, source, isLeftAlone }));
  expect(errors).toHaveLength(expected.length);
  expect(errors).toEqual(expect.arrayContaining(expected));
  for (const { extensions } of answer.errors ?? []) expect(extensions.retryInMs ?? 1).toBeLessThanOrEqual(LOOK_MS);
  const statuses = (answer.extensions?.sources ?? []).filter(({ status }) => status !== 'OK');
  expect(statuses).toMatchObject([{ name: source, status: code === 'SOURCE_TIMEOUT' ? 'TIMEOUT' : 'UNAVAILABLE' }]);
}

/** Every error of the answer says when its source is tried again. */
export function isLeftAlone({ errors = [] }: Answer): boolean {
  return errors.length > 0 && errors.every(({ extensions }) => extensions.retryInMs !== undefined);
}

/** Each field of the source is as before or null with its error: what comes and goes never gives a wrong value. */
export function expectWholeOrLoss({ source, fields }: Omit<Loss, 'code'>, answer: Answer, whole: Answer): void {
  const lost = (answer.errors ?? []).map(({ path = [], extensions }) => {
    expect(extensions).toMatchObject({ source, code: expect.stringMatching(/^SOURCE_(UNAVAILABLE|TIMEOUT)$/) });
    return String(path[1]);
  });
  for (const field of lost) expect(fields).toContain(field);
  const gone = Object.fromEntries(lost.map((field) => [field, null]));
  expect(answer.data.customerBySource).toEqual({ ...whole.data.customerBySource, ...gone });
}

const MOST_FIRST_ASKS = 10;
const MOST_ASKS = 3;

/** An answer during the fault of one source; asked again when a busy machine made another one miss its time as well. */
export async function answerDuring<A extends Answer>(source: string, ask: () => Promise<A>): Promise<A> {
  const isBusy = ({ errors = [] }: A): boolean =>
    errors.some(({ extensions: { code, source: other } }) => code === 'SOURCE_TIMEOUT' && other !== source);
  let answer = await ask();
  for (let asks = 1; isBusy(answer) && asks < MOST_ASKS; asks += 1) answer = await ask();
  return answer;
}

/** So many good answers that the failures of one cell, asked as often as it may be, do not make a source be left alone. */
const GOOD_ANSWERS = MOST_ASKS + 1;

/** Asks until whatever failed before weighs little. */
export async function afterGoodAnswers<A extends Answer>(ask: () => Promise<A>): Promise<void> {
  for (let asks = 0; asks < GOOD_ANSWERS; asks += 1) await firstWhole(ask);
}

/** As long as the answer itself says that asking again is of no use. */
async function nextTrial({ errors = [] }: Answer): Promise<void> {
  const waitMs = Math.max(0, ...errors.map(({ extensions }) => extensions.retryInMs ?? 0));
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
}

/** The whole answer of a graph that has just started: the first requests plan and compile, which a busy machine does not do in their time. */
export async function firstWhole<A extends Answer>(ask: () => Promise<A>): Promise<A> {
  let answer = await ask();
  for (let asks = 1; answer.errors && asks < MOST_FIRST_ASKS; asks += 1) {
    await nextTrial(answer);
    answer = await ask();
  }
  expectWhole(answer);
  return answer;
}
