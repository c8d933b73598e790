import { keepTold } from './told';

/** Runs before every test file: keeps the errors in what a gateway answers, and all that it answers to the programs of others. */
const realFetch = globalThis.fetch;

globalThis.fetch = async (input, init) => {
  const response = await realFetch(input, init);
  const authorization = new Headers(init?.headers).get('authorization');
  if (authorization?.startsWith('Bearer ')) {
    // A test may stop reading, and a gateway in the middle of its answer.
    const text = response
      .clone()
      .text()
      .catch(() => '');
    void text.then((answer) => keepAnswer(authorization, answer));
  }
  return response;
};

function keepAnswer(authorization: string, answer: string): void {
  for (const role of ['BI', 'PARTNER'] as const) if (rolesOf(authorization).includes(role)) keepTold(role, answer);
  if (answer.includes('"errors"')) keepTold('error', errorsOf(answer));
}

/** What an answer says beside its data; all of one that is no JSON. */
function errorsOf(answer: string): string {
  try {
    const { errors, extensions } = JSON.parse(answer) as { readonly errors?: unknown; readonly extensions?: unknown };
    return JSON.stringify([errors, extensions]);
  } catch {
    return answer;
  }
}

/** The roles that a token names, whether or not it is good for anything. */
function rolesOf(authorization: string): readonly unknown[] {
  try {
    const claims = JSON.parse(Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString('utf8')) as object;
    return 'roles' in claims && Array.isArray(claims.roles) ? (claims.roles as unknown[]) : [];
  } catch {
    return [];
  }
}
