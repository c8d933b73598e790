import { z } from 'zod';
import { nearHint } from './near-names';

/** An object in which an unknown key is an error that names the keys like it. */
export function strictObject<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === 'unrecognized_keys' && Array.isArray(issue.keys)) {
        return issue.keys.map((key) => `unknown key ${String(key)}${nearHint(String(key), Object.keys(shape))}`).join('; ');
      }
      return issue.code === 'invalid_type' ? `expected keys ${Object.keys(shape).join(', ')}` : undefined;
    },
  });
}

/** A key that people look for and that the language does without: it says what to write instead. */
export const leftOut = (instead: string) => z.undefined({ error: () => `there is no such key: ${instead}` }).optional();
