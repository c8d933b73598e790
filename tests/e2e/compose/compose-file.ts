import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const Condition = z.object({ condition: z.string(), required: z.boolean().optional() });
// A value that is left empty reads as null.
const Value = z.union([z.string(), z.number(), z.null()]).transform((value) => String(value ?? ''));
const Service = z.object({
  image: z.string(),
  build: z.string().optional(),
  command: z.array(z.string()).default([]),
  environment: z.record(z.string(), Value).default({}),
  profiles: z.array(z.string()).optional(),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  healthcheck: z.record(z.string(), z.unknown()).optional(),
  depends_on: z.record(z.string(), Condition).default({}),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).optional(),
  init: z.boolean().optional(),
});
export type Service = z.infer<typeof Service>;

const ComposeFile = z.object({ services: z.record(z.string(), Service) });

/** The services of a compose file, with its variables put in as compose does. @throws Error naming a variable that must have a value */
export function readServices(file: string, variables: Readonly<Record<string, string>>): Readonly<Record<string, Service>> {
  const text = readFileSync(file, 'utf8').replace(/^\s*#.*$/gm, '');
  return ComposeFile.parse(parse(interpolate(text, variables), { merge: true })).services;
}

/** `${NAME}`, `${NAME:-default}` and `${NAME:?what to do}`: the forms this product uses. */
function interpolate(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_all, name: string, kind: string | undefined, word = '') => {
    const value = variables[name] ?? '';
    if (value !== '') return value;
    if (kind === '?') throw new Error(`${name}: ${String(word)}`);
    return kind === '-' ? String(word) : '';
  });
}

/** The lines of a .env file. */
export function readEnvFile(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
}
