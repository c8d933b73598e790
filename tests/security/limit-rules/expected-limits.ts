import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildASTSchema, Kind, parse, validate, type GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import type { Audience, Claims } from '#policy/claims';
import { parseOperationLimits, type OperationLimits } from '#policy/operation-limits';
import { checkCost, costOf } from '../../../gateway/execution/cost';
import type { SentOperation } from '../../../gateway/execution/sent-operation';
import { rateLimits } from '../../../gateway/callers/rate-limits';

const GRAPH = join(__dirname, '../../../schema/supergraph.graphql');
const TRAIL = join(__dirname, '../../../schema/audiences/auditor.api.graphql');

/** What an operation costs, in objects: in words of its own and by no figure of `limits.yaml`. */
const COSTS: readonly (readonly [text: string, cost: number])[] = [
  ['{ customer(id: "1") { name } }', 1],
  // Values that come with the object around them.
  ['{ contract(ref: "1") { amount { amount } } }', 1],
  ['{ customers(first: 2) { nodes { id } pageInfo { endCursor } } }', 2],
  ['{ customer(id: "1") { sourceRecords { name } } }', 1],
  ['{ customer(id: "1") { provenance { field } } }', 1],
  // Lists without pages.
  ['{ contract(ref: "1") { plan { dueOn } } }', 1 + 12],
  ['{ customer(id: "1") { sourceRecords { evidence { comparison } } } }', 1 + 5 * 12],
  ['{ customer(id: "1") { provenance { alternatives { value } } } }', 1 + 12 * 5],
  // Totals.
  ['{ customer(id: "1") { salesSummary { orderCount } } }', 1 + 10],
  ['{ customer(id: "1") { receivables { unknownDocuments } } }', 1 + 10],
  ['{ customer(id: "1") { creditStanding { dueDocuments } } }', 1 + 10],
];

/** The same of what auditors ask. */
const TRAIL_COSTS: typeof COSTS = [
  ['{ auditRecords(first: 2) { nodes { actor { sub } operation { name } } } }', 2],
  ['{ auditChain(id: "1") { head { seq } } }', 1],
];

const aliases = (fields: readonly string[]): string => `{ ${fields.map((field, i) => `a${i}: ${field}`).join(' ')} }`;
const orders = (customers: number, each: number): string =>
  `customers(first: ${customers}) { nodes { orders(first: ${each}) { nodes { number } } } }`;
const contracts = 'myContracts(first: 100) { nodes { number } }';
const profiles = 'customerProfiles(first: 1000) { nodes { salesSummary { orderCount } } }';
const one = 'customer(id: "1") { name }';
const check = (first: number): string => `auditChain(id: "1") { check(first: ${first}) { upTo } }`;
const times = (count: number, field: string): readonly string[] => Array.from({ length: count }, () => field);

/** What an audience may just ask, and what is one object, or one row of a page, too much. */
const ALLOWED: readonly (readonly [Audience, allowed: string, refused: string])[] = [
  [
    'STAFF',
    aliases([...times(9, orders(100, 100)), orders(91, 99)]),
    aliases([...times(9, orders(100, 100)), orders(91, 99), one]),
  ],
  ['BI', aliases(times(100, profiles)), aliases([...times(100, profiles), one])],
  ['PARTNER', aliases(times(50, contracts)), aliases([...times(50, contracts), one])],
  ['AUDITOR', aliases(times(10, check(4999))), aliases([...times(10, check(4999)), 'auditChain(id: "1") { id }'])],
  ['AUDITOR', `{ ${check(5000)} }`, `{ ${check(5001)} }`],
  ['STAFF', '{ customers(first: 100) { nodes { id } } }', '{ customers(first: 101) { nodes { id } } }'],
  ['BI', '{ customerProfiles(first: 1000) { nodes { id } } }', '{ customerProfiles(first: 1001) { nodes { id } } }'],
];

/** Requests of a minute, and how many answers without a hit end them; null: they are not counted. */
const RATES: readonly (readonly [Audience, requests: number, misses: number | null])[] = [
  ['STAFF', 30_000, null],
  ['BI', 1_200, null],
  ['PARTNER', 600, 20],
  ['AUDITOR', 600, null],
];
const SECONDS = 60;

/** Rows of a day. */
const ROWS: readonly (readonly [Audience, rows: number])[] = [
  ['STAFF', 5_000],
  ['BI', 1_000_000],
  ['PARTNER', 100_000],
];
const DAY_SECONDS = 86_400;

interface Asked {
  readonly sent: SentOperation;
  readonly schema: GraphQLSchema;
}

/** What is expected of `limits.yaml`; the clock must stand still meanwhile. */
export class LimitClaims {
  private constructor(
    private readonly costs: readonly (readonly [Asked, number])[],
    private readonly allowed: readonly (readonly [Audience, allowed: Asked, refused: Asked])[],
  ) {}

  static read(): LimitClaims {
    const [graph, trail] = [schemaOf(GRAPH), schemaOf(TRAIL)];
    const asked = (text: string, schema: GraphQLSchema): Asked => ({ sent: sentOf(text, schema), schema });
    return new LimitClaims(
      [
        ...COSTS.map(([text, cost]): [Asked, number] => [asked(text, graph), cost]),
        ...TRAIL_COSTS.map(([text, cost]): [Asked, number] => [asked(text, trail), cost]),
      ],
      ALLOWED.map(([audience, allowed, refused]) => {
        const schema = audience === 'AUDITOR' ? trail : graph;
        return [audience, asked(allowed, schema), asked(refused, schema)];
      }),
    );
  }

  /** The first claim that does not hold of the file, in words; null: all hold. */
  async broken(file: unknown): Promise<string | null> {
    const limits = parseOperationLimits(file);
    const wrong = this.costs.find(([{ sent, schema }, cost]) => costOf(sent, schema, limits) !== cost);
    if (wrong) return `a cost of ${wrong[1]}`;
    for (const [audience, allowed, refused] of this.allowed) {
      if (!mayAsk(audience, allowed, limits)) return `${audience} may ask for as much`;
      if (mayAsk(audience, refused, limits)) return `${audience} may not ask for more`;
    }
    for (const rate of RATES) {
      const broken = await brokenRate(rate, limits);
      if (broken !== null) return broken;
    }
    for (const rows of ROWS) if (!(await mayBeShown(rows, limits))) return `${rows[1]} rows a day of ${rows[0]}`;
    return null;
  }
}

function mayAsk(audience: Audience, { sent, schema }: Asked, limits: OperationLimits): boolean {
  try {
    checkCost(sent, schema, audience, limits);
    return true;
  } catch {
    return false;
  }
}

async function brokenRate([audience, requests, misses]: (typeof RATES)[number], limits: OperationLimits): Promise<string | null> {
  const rates = await rateLimits(limits, null, pino({ level: 'silent' }));
  const claims: Claims = { sub: 'somebody', roles: [], audience };
  const first = await rates.take(claims);
  if (first.limit !== requests || first.remaining !== requests - 1) return `${requests} requests of ${audience}`;
  if (first.reset !== SECONDS) return `requests of ${audience} by ${SECONDS} seconds`;
  for (let i = 0; i < (misses ?? 100) - 1; i += 1) await rates.miss(claims);
  if (!(await rates.take(claims)).allowed) return `${audience} may find nothing so often`;
  await rates.miss(claims);
  const guessed = await rates.take(claims);
  if (guessed.allowed !== (misses === null)) return `${audience} may not guess on`;
  return misses === null || guessed.reset === SECONDS ? null : `guesses of ${audience} by ${SECONDS} seconds`;
}

/** As many rows, and not one more before the day ends. */
async function mayBeShown([audience, rows]: (typeof ROWS)[number], limits: OperationLimits): Promise<boolean> {
  const rates = await rateLimits(limits, null, pino({ level: 'silent' }));
  const claims: Claims = { sub: 'somebody', roles: [], audience };
  const all = await rates.takeRows(claims, rows);
  const more = await rates.takeRows(claims, 1);
  return all?.allowed === true && more?.allowed === false && more.reset === DAY_SECONDS;
}

const schemaOf = (file: string): GraphQLSchema => buildASTSchema(parse(readFileSync(file, 'utf8')), { assumeValidSDL: true });

function sentOf(text: string, schema: GraphQLSchema): SentOperation {
  const document = parse(text);
  const [wrong] = validate(schema, document);
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (wrong || !operation) throw new Error(`${text}: ${wrong?.message ?? 'no operation'}`);
  return { document, operation, variables: {} };
}
