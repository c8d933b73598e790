import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Supergraph } from '@apollo/federation-internals';
import { execute, getOperationAST, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import { readAccessPolicy, type AccessPolicy } from '#policy/access-policy';
import type { Claims } from '#policy/claims';
import { guardSchema } from '#policy/guard-schema';
import { readOperationLimits } from '#policy/operation-limits';
import { readRoles } from '#policy/roles';
import { memoryNonces } from '#runtime/signing/nonces';
import { signRequest, verifyRequest } from '#runtime/signing/signed-request';
import { Audit } from '../../gateway/audit/audit';
import { readAuditKey } from '../../gateway/audit/audit-key';
import { emptyChain, linkRecord, type AuditEntry } from '../../gateway/audit/audit-record';
import { auditedOperation } from '../../gateway/audit/audited-operation';
import { takeShown } from '../../gateway/audit/shown-data';
import { CallerList } from '../../gateway/callers/caller-list/caller-list';
import type { Issued } from '../../gateway/callers/revocations/revocation';
import { demoIssuerKey, signDemoToken } from '../../gateway/callers/demo-issuer';
import { rateLimits } from '../../gateway/callers/rate-limits';
import { demoTokens } from '../../gateway/callers/verify-token';
import { checkAccess } from '../../gateway/execution/access-check';
import { checkCost } from '../../gateway/execution/cost';
import { knownExcess } from '../../gateway/execution/limits';
import type { SentOperation } from '../../gateway/execution/sent-operation';
import { ANSWER, OPERATION } from './operation';

/** A piece of the security work of one request. */
export interface Part {
  readonly name: string;
  readonly what: string;
  readonly run: () => unknown;
  /** The same work without it: the part is the difference. */
  readonly without?: () => unknown;
  /** Not a piece of every request. */
  readonly isAside?: true;
}

const POLICY = 'schema/policy';
const ROLE = 'SALES_MANAGER';
const SUBGRAPHS = ['customers', 'sales', 'service-tickets'] as const;

/** One request at a time, as the parts see it. */
interface Request {
  readonly sent: SentOperation;
  readonly schema: GraphQLSchema;
  readonly policy: AccessPolicy;
  readonly claims: () => Claims;
}

/** The work that one request for three subgraphs makes, by the code of the product. @param directory for the keys it makes */
export async function securityParts(directory: string): Promise<readonly Part[]> {
  const document = parse(OPERATION);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('The operation of this benchmark cannot be read');
  const request: Request = {
    sent: { document, operation, variables: { system: 'finance', key: '001|0000000001' } },
    schema: staffSchema(),
    policy: readAccessPolicy(POLICY),
    // Each request has claims of its own: what is kept by them is kept for one request.
    claims: () => ({ sub: 'u-1101', roles: [ROLE], audience: 'STAFF', employee: 'E0022' }),
  };
  return [
    ...(await tokenParts(directory)),
    await limitsPart(request),
    accessPart(request),
    rowsPart(request),
    ...(await auditParts(request, directory)),
    signingPart(),
  ];
}

const staffSchema = (): GraphQLSchema =>
  Supergraph.build(readFileSync('schema/audiences/staff.graphql', 'utf8')).apiSchema().toGraphQLJSSchema();

async function tokenParts(directory: string): Promise<readonly Part[]> {
  const roles = readRoles(join(POLICY, 'roles.yaml'));
  const definition = roles.get(ROLE);
  if (!definition) throw new Error(`There is no role ${ROLE}`);
  const key = await demoIssuerKey(join(directory, 'demo-issuer.jwk'));
  const list = new CallerList([], []);
  const isRevoked = (issued: Issued): Promise<boolean> => Promise.resolve(list.isRevoked(issued, Date.now()));
  const bearer = `Bearer ${await signDemoToken(key, { role: ROLE, definition, ttl: '1000d' })}`;
  const { verifyToken } = demoTokens(key, roles, isRevoked);
  // The clock is read twice for each look, which comes two minutes after the one before: nothing is remembered so long.
  let time = Date.now();
  const later = demoTokens(key, roles, isRevoked, () => (time += 60_000));
  return [
    { name: 'token', what: 'a token that was shown before, and whether it was taken back', run: () => verifyToken(bearer) },
    {
      name: 'token, first time',
      what: 'the same with the signature; once a minute for each token',
      run: () => later.verifyToken(bearer),
      isAside: true,
    },
  ];
}

async function limitsPart({ sent, schema, claims }: Request): Promise<Part> {
  const limits = readOperationLimits(`${POLICY}/limits.yaml`);
  const rate = { ...limits.rate, STAFF: { requests: Number.MAX_SAFE_INTEGER, seconds: 60 } };
  const rowsPerDay = { ...limits.rowsPerDay, STAFF: Number.MAX_SAFE_INTEGER };
  const rates = await rateLimits({ rate, misses: limits.misses, rowsPerDay }, null, pino({ level: 'silent' }));
  const excessOf = knownExcess();
  return {
    name: 'limits',
    what: 'size of the text, cost with its variables, turn of the caller, and its rows before and after',
    run: async () => {
      excessOf(OPERATION);
      checkCost(sent, schema, 'STAFF', limits);
      const caller = claims();
      await rates.take(caller);
      await rates.takeRows(caller, 0);
      return rates.takeRows(caller, 1);
    },
  };
}

function accessPart({ sent, schema, claims, policy }: Request): Part {
  return {
    name: 'access',
    what: 'each selected field against the roles, in the gateway',
    run: () => checkAccess(sent, schema, claims(), policy),
  };
}

/** The subgraphs together answer the fields that one schema answers here. */
function rowsPart({ sent: { document, variables }, policy, claims }: Request): Part {
  const [guarded, open] = [staffSchema(), staffSchema()];
  guardSchema(guarded, policy);
  const answer = (schema: GraphQLSchema, caller: Claims): unknown =>
    execute({ schema, document, rootValue: ANSWER, contextValue: { claims: caller }, variableValues: variables });
  return {
    name: 'rows and masks',
    what: 'each answered field again in the subgraphs, masks, the rows that the roles see',
    run: () => {
      SUBGRAPHS.forEach(() => policy.rowScope(claims()));
      return answer(guarded, claims());
    },
    without: () => answer(open, claims()),
  };
}

async function auditParts({ sent, schema, policy, claims }: Request, directory: string): Promise<readonly Part[]> {
  const operation = auditedOperation({ ...sent, source: OPERATION }, schema, policy);
  if (!operation) throw new Error('The operation of this benchmark asks for nothing personal');
  const data = answerTo(operation.document, schema, sent.variables, operation.mark);
  const key = await readAuditKey(join(directory, 'audit-key.json'));
  let head = emptyChain('bench');
  const record = (entry: AuditEntry): Promise<void> => {
    head = linkRecord(head, new Date().toISOString(), entry);
    return Promise.resolve();
  };
  let round = 0;
  const first = new Audit({ key: { pseudonymOf: (id) => key.pseudonymOf(`${id}-${round}`) }, policy, record });
  const again = new Audit({ key, policy, record });
  const write = (audit: Audit): Promise<void> => {
    round += 1;
    const shown = takeShown(structuredClone(data), operation);
    return audit.shown({ claims: claims(), requestId: 'r', operationName: 'Security', queryHash: 'a'.repeat(64) }, shown);
  };
  const without = (): unknown => structuredClone(data);
  const what = 'who was shown what about whom, in the chain; the write to the store waits, and takes little CPU';
  return [
    { name: 'audit', what, run: () => write(again), without },
    {
      name: 'audit, first time',
      what: 'the same with pseudonyms of objects that nobody was shown lately',
      run: () => write(first),
      without,
      isAside: true,
    },
  ];
}

/** What the gateway has when the names of the objects were asked for as well. */
function answerTo(document: DocumentNode, schema: GraphQLSchema, variableValues: object, mark: string): Record<string, unknown> {
  const answer = execute({ schema, document, rootValue: ANSWER, variableValues: { ...variableValues } });
  if (answer instanceof Promise || !answer.data || !JSON.stringify(answer).includes(mark))
    throw new Error('The operation of this benchmark was not answered');
  return structuredClone(answer.data);
}

function signingPart(): Part {
  const key = { id: 'k1', secret: Buffer.alloc(32, 7) };
  const nonces = memoryNonces(Date.now);
  const body = JSON.stringify({ query: OPERATION, variables: { representations: [{ __typename: 'Customer', id: 'cus_1' }] } });
  return {
    name: 'signing',
    what: 'three requests between processes, signed, verified and seen once',
    run: async () => {
      for (const subgraph of SUBGRAPHS) {
        const parts = { subgraph, method: 'POST', path: '/fetch', body };
        const verified = verifyRequest(parts, signRequest(parts, key, Date.now()), [key], Date.now());
        if ('refusal' in verified || !(await nonces.claim(verified.nonce))) throw new Error('A signature was refused');
      }
    },
  };
}
