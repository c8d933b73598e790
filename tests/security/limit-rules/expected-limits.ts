import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildASTSchema, Kind, parse, validate, type GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import type { Audience, Claims } from '#policy/claims';
import { parseOperationLimits, type OperationLimits } from '#policy/operation-limits';
import { checkCost, costOf } from '../../../gateway/execution/cost';
import type { SentOperation } from '../../../gateway/execution/sent-operation';
import { rateLimits } from '../../../gateway/callers/rate-limits';

const SCHEMA = join(__dirname, '../../../schema/supergraph.graphql');

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

const aliases = (fields: readonly string[]): string => `{ ${fields.map((field, i) => `a${i}: ${field}`).join(' ')} }`;
const orders = (customers: number, each: number): string =>
  `customers(first: ${customers}) { nodes { orders(first: ${each}) { nodes { number } } } }`;
const contracts = 'myContracts(first: 100) { nodes { number } }';
const profiles = 'customerProfiles(first: 1000) { nodes { salesSummary { orderCount } } }';
const one = 'customer(id: "1") { name }';
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
  ['STAFF', '{ customers(first: 100) { nodes { id } } }', '{ customers(first: 101) { nodes { id } } }'],
  ['BI', '{ customerProfiles(first: 1000) { nodes { id } } }', '{ customerProfiles(first: 1001) { nodes { id } } }'],
];

/** Requests of a minute, and how many answers without a hit end them; null: they are not counted. */
const RATES: readonly (readonly [Audience, requests: number, misses: number | null])[] = [
  ['STAFF', 30_000, null],
  ['BI', 1_200, null],
  ['PARTNER', 600, 20],
];
const SECONDS = 60;

/** What is expected of `limits.yaml`; the clock must stand still meanwhile. */
export class LimitClaims {
  private readonly costs: readonly (readonly [SentOperation, number])[];
  private readonly allowed: readonly (readonly [Audience, SentOperation, SentOperation])[];

  private constructor(private readonly schema: GraphQLSchema) {
    this.costs = COSTS.map(([text, cost]) => [sentOf(text, schema), cost]);
    this.allowed = ALLOWED.map(([audience, ...texts]) => {
      const [allowed, refused] = texts.map((text) => sentOf(text, schema));
      if (!allowed || !refused) throw new Error('An expectation has two operations');
      return [audience, allowed, refused];
    });
  }

  static read(): LimitClaims {
    return new LimitClaims(buildASTSchema(parse(readFileSync(SCHEMA, 'utf8')), { assumeValidSDL: true }));
  }

  /** The first claim that does not hold of the file, in words; null: all hold. */
  async broken(file: unknown): Promise<string | null> {
    const limits = parseOperationLimits(file);
    const wrong = this.costs.find(([sent, cost]) => costOf(sent, this.schema, limits) !== cost);
    if (wrong) return `a cost of ${wrong[1]}`;
    for (const [audience, allowed, refused] of this.allowed) {
      if (!this.mayAsk(audience, allowed, limits)) return `${audience} may ask for as much`;
      if (this.mayAsk(audience, refused, limits)) return `${audience} may not ask for more`;
    }
    for (const rate of RATES) {
      const broken = await brokenRate(rate, limits);
      if (broken !== null) return broken;
    }
    return null;
  }

  private mayAsk(audience: Audience, sent: SentOperation, limits: OperationLimits): boolean {
    try {
      checkCost(sent, this.schema, audience, limits);
      return true;
    } catch {
      return false;
    }
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

function sentOf(text: string, schema: GraphQLSchema): SentOperation {
  const document = parse(text);
  const [wrong] = validate(schema, document);
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (wrong || !operation) throw new Error(`${text}: ${wrong?.message ?? 'no operation'}`);
  return { document, operation, variables: {} };
}
