import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildASTSchema, getNamedType, isCompositeType, isObjectType, Kind, parse, type GraphQLObjectType } from 'graphql';
import { readOperationLimits } from '#policy/operation-limits';
import { AS_OF } from '../../demo/as-of';
import { costOf } from '../../gateway/execution/cost';
import { createEmbedded, type DemoDatabases } from '../e2e/demo-systems/demo-databases';
import { startGraph, type GraphUnderTest } from '../e2e/graph-under-test';
import { DrawnOperations, typeNamed } from './drawn-operations';

// Asks two hundred questions of the graph over four databases.
jest.setTimeout(240_000);

const OPERATIONS = 200;
const SEED = 20_260_630;
const limits = readOperationLimits(join(__dirname, '../../schema/policy/limits.yaml'));
const schema = buildASTSchema(parse(readFileSync(join(__dirname, '../../schema/audiences/staff.api.graphql'), 'utf8')), {
  assumeValidSDL: true,
});
const NOT_ANSWERED: ReadonlySet<string> = new Set(['GRAPHQL_VALIDATION_FAILED', 'LIMIT_ROWS_PER_DAY']);
const FREE = new Set(limits.free);

let databases: DemoDatabases;
let graph: GraphUnderTest;
beforeAll(async () => {
  databases = await createEmbedded(150);
  const sourcesFile = join(__dirname, '../../demo/sources.yaml');
  graph = await startGraph({ sourcesFile, sourceUrls: databases.urls, businessDate: AS_OF });
});
afterAll(async () => {
  await graph?.stop();
  await databases?.drop();
});

/** Objects of an answer that cost something: those of pages and lists, and what stands alone. */
function objectsIn(value: unknown, type: GraphQLObjectType): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + objectsIn(item, type), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const own = FREE.has(type.name) || /(?:Connection|Edge)$/.test(type.name) || type === schema.getQueryType() ? 0 : 1;
  const { nodes, edges } = value as { readonly nodes?: unknown; readonly edges?: unknown };
  // A row is read once, also when it is shown in both ways into its page.
  const twice = Array.isArray(nodes) && Array.isArray(edges) ? nodes.length : 0;
  return Object.entries(value).reduce((sum, [name, inner]) => {
    const field = type.getFields()[name];
    const named = field && getNamedType(field.type);
    return sum + (named && isCompositeType(named) && isObjectType(named) ? objectsIn(inner, named) : 0);
  }, own - twice);
}

it(`[T5] no answer of ${OPERATIONS} drawn operations has more objects than were estimated for it`, async () => {
  const draw = new DrawnOperations(schema, SEED, { deepest: 5, customer: 4, other: 3 });
  const under: string[] = [];
  let objects = 0;
  for (let n = 0; n < OPERATIONS; n += 1) {
    const text = draw.operation();
    const document = parse(text);
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(text);
    const estimate = costOf({ document, operation, variables: {} }, schema, limits);
    const { data, errors } = await graph.ask(text, { sub: `drawn-${n}` });
    if (errors?.some(({ extensions }) => NOT_ANSWERED.has(extensions.code))) throw new Error(text);
    const found = objectsIn(data, typeNamed(schema, 'Query'));
    objects += found;
    if (found > estimate) under.push(`${found} objects, ${estimate} estimated: ${text}`);
  }
  expect(under).toEqual([]);
  expect(objects).toBeGreaterThan(10 * OPERATIONS);
});
