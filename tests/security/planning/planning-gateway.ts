import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildASTSchema, GraphQLError, Kind, parse, validate, type GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import { readOperationLimits } from '#policy/operation-limits';
import { audienceFile } from '../../../gateway/audiences/audience-file';
import type { Gateway } from '../../../gateway/execution/around-executor';
import { buildGateway } from '../../../gateway/execution/build-gateway';
import { checkCost } from '../../../gateway/execution/cost';
import { excessOf } from '../../../gateway/execution/limits';
import { SupergraphFile } from '../../../gateway/execution/supergraph-file';

const SCHEMA = join(__dirname, '../../../schema');
const log = pino({ level: 'silent' });

type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;

/** How an operation was planned. */
export interface Planned {
  readonly cpuMs: number;
  /** Its plan was too large. */
  readonly refused: boolean;
}

/** The gateway of staff over subgraphs that answer nothing, so that what an operation costs is its planning. */
export class PlanningGateway {
  private constructor(
    readonly schema: GraphQLSchema,
    private readonly gateway: { stop(): Promise<void> },
    private readonly executor: Executor,
  ) {}

  static async open(): Promise<PlanningGateway> {
    const file = new SupergraphFile(audienceFile(join(SCHEMA, 'supergraph.graphql'), 'STAFF'), {
      follow: false,
      known: null,
      log,
    });
    const gateway = buildGateway(file, () => ({ process: () => Promise.resolve({ data: {} }) }), log);
    const { executor } = await gateway.load({});
    const schema = buildASTSchema(parse(readFileSync(join(SCHEMA, 'audiences/staff.api.graphql'), 'utf8')), {
      assumeValidSDL: true,
    });
    return new PlanningGateway(schema, gateway, executor as Executor);
  }

  /** Whether the gateway would take it: all limits that stand before planning. */
  isWithinLimits(text: string): boolean {
    if (excessOf(text) !== null) return false;
    const document = parse(text);
    const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
    if (!operation || validate(this.schema, document).length > 0) return false;
    try {
      checkCost({ document, operation, variables: {} }, this.schema, 'STAFF', LIMITS);
      return true;
    } catch {
      return false;
    }
  }

  async plan(text: string): Promise<Planned> {
    const document = parse(text);
    const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
    if (!operation) throw new Error(`No operation: ${text}`);
    const call = {
      request: { query: text, variables: {} },
      source: text,
      document,
      operation,
      operationName: null,
      queryHash: createHash('sha256').update(text).digest('hex'),
      schema: this.schema,
      context: {},
      metrics: {},
      logger: log,
      overallCachePolicy: {},
      requestIsBatched: false,
    };
    const before = process.cpuUsage();
    let refused = false;
    try {
      await this.executor(call as unknown as Parameters<Executor>[0]);
    } catch (error) {
      if (!(error instanceof GraphQLError) || error.extensions.code !== 'LIMIT_EXCEEDED') throw error;
      refused = true;
    }
    const { user, system } = process.cpuUsage(before);
    return { cpuMs: (user + system) / 1000, refused };
  }

  stop(): Promise<void> {
    return this.gateway.stop();
  }
}

const LIMITS = readOperationLimits(join(SCHEMA, 'policy/limits.yaml'));
