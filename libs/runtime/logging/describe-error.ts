import { DomainError } from '#core/errors';

const MAX_CAUSES = 4;
const MAX_TEXT = 1000;
/** A text is cut after its values are out: half of a quoted value is one nobody recognises. */
const MAX_READ = 10_000;

/** An error as it is logged. */
export interface DescribedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string | number;
  readonly errno?: number;
  readonly stack?: string;
  readonly cause?: DescribedError;
}

/**
 * What operators need of an error. Drivers and parsers repeat what they choked on, which may be a name or a phone number: of their texts only
 * the words stay. Our own errors hold no such values.
 */
export const describeError = (error: unknown): DescribedError => describe(error, true, 0);

/** The same of an error that is expected to happen: why, and not where in the code. */
export const describeFailure = (error: unknown): DescribedError => describe(error, false, 0);

function describe(error: unknown, withStack: boolean, depth: number): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: maskValues(String(error)) };
  const { name, message, stack, cause } = error;
  const code: unknown = 'code' in error ? error.code : undefined;
  const errno: unknown = 'errno' in error ? error.errno : undefined;
  // The first lines of a stack are the message again.
  const frames = withStack ? stack?.split('\n').filter((line) => /^\s+at /.test(line)) : undefined;
  return {
    type: name,
    message: error instanceof DomainError ? message : maskValues(message),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(typeof errno === 'number' && { errno }),
    ...(frames && frames.length > 0 && { stack: frames.join('\n') }),
    ...(cause !== undefined && depth < MAX_CAUSES && { cause: describe(cause, withStack, depth + 1) }),
  };
}

// Quoted texts, O'Brien's among them, addresses, API keys, whatever is not Latin script, and words with digits in them.
const VALUES =
  /(?<!\w)'(?:[^']|'(?=\w))*'|"(?:[^"]|"(?=\w))*"|[^\s@]+@[^\s@]+|crm_[0-9a-z]{10}_\w+|[^\s]*[^\p{ASCII}\u0080-\u024f\s][^\s]*|\S*\d[\w.:+/-]*/gu;

/** The text with `?` in the place of everything that may be a value. */
export function maskValues(text: string): string {
  return text.slice(0, MAX_READ).replace(VALUES, '?').slice(0, MAX_TEXT);
}
