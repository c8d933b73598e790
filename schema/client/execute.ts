/** An operation that the gateway knows by its id. The types live at compile time only. */
export interface TrustedDocument<Result, Variables> {
  readonly documentId: string;
  readonly operationName: string;
  readonly types?: (variables: Variables) => Result;
}

/** A field that failed, with its error code. */
export interface GraphProblem {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly source?: string; readonly requestId?: string };
}

/** A value that is null because its source cannot tell it. */
export interface UnavailableValue {
  readonly path: readonly (string | number)[];
  readonly source?: string;
  readonly code: string;
  readonly reason: string;
}

/** What one source did for the answer. */
export interface SourceState {
  readonly name: string;
  readonly status: 'OK' | 'NOT_AVAILABLE' | 'UNAVAILABLE' | 'TIMEOUT';
  /** Why it was left out of a list that it cannot answer: NOT_AVAILABLE. */
  readonly reason?: string;
  readonly asOf: string;
  readonly ms: number;
}

/** An answer, complete or in part: what failed is null in `data` and told in `problems`. */
export interface GraphAnswer<Result> {
  readonly data: Result;
  readonly problems: readonly GraphProblem[];
  readonly unavailable: readonly UnavailableValue[];
  readonly sources: readonly SourceState[];
  /** Business day of the answer, YYYY-MM-DD; absent for partners. */
  readonly businessDate?: string;
}

/** The gateway refused the request, or what answered is no gateway. */
export class GraphRequestError extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code: string | null,
  ) {
    super(message);
  }
}

export interface GraphClientOptions {
  /** Address of the gateway, with its path: https://host/graphql. */
  readonly url: string;
  /** The token of the caller at the moment of a request. */
  readonly token: () => string | Promise<string>;
}

export interface GraphClient {
  /** Runs a trusted document. @throws GraphRequestError when there is no answer at all */
  execute<Result, Variables>(document: TrustedDocument<Result, Variables>, variables: Variables): Promise<GraphAnswer<Result>>;
}

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly GraphProblem[];
  readonly extensions?: {
    readonly unavailable?: readonly UnavailableValue[];
    readonly sources?: readonly SourceState[];
    readonly businessDate?: string;
  };
}

/** A client of the graph that sends ids of trusted documents and never their text. */
export function graphClient({ url, token }: GraphClientOptions): GraphClient {
  return {
    async execute<Result, Variables>({ documentId }: TrustedDocument<Result, Variables>, variables: Variables) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${await token()}` },
        body: JSON.stringify({ documentId, variables }),
      });
      const { data, errors: problems = [], extensions = {} } = await bodyOf(response);
      if (data === undefined || data === null) {
        const [problem] = problems;
        const message = problem?.message ?? `${url} answered with status ${response.status}`;
        throw new GraphRequestError(message, response.status, problem?.extensions?.code ?? null);
      }
      const { unavailable = [], sources = [], businessDate } = extensions;
      return { data: data as Result, problems, unavailable, sources, ...(businessDate && { businessDate }) };
    },
  };
}

async function bodyOf(response: Response): Promise<Body> {
  try {
    return (await response.json()) as Body;
  } catch {
    return {};
  }
}
