import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { blockingPolicySchema, type BlockingPolicy } from '../identity/block/blocking-policy';
import { weightsSchema, type WeightsFile } from '../identity/score/weights-file';
import { survivorshipPolicySchema, type SurvivorshipPolicy } from '../identity/survive/survivorship-policy';
import { GOLDEN_FIELDS } from './golden-record';

const MODEL_FOLDER = resolve(__dirname, '../identity/model');

/** The rules that records are matched and merged by. */
export interface IdentitySettings {
  readonly weights: WeightsFile;
  readonly blocking: BlockingPolicy;
  readonly survivorship: SurvivorshipPolicy;
  /** Another text for other weights or other blocking: then everything is matched anew. */
  readonly version: string;
  /** Another text when anything is other that customers are made by: then all of them are made anew. */
  readonly rules: string;
}

/** Raise it when customers are made of their records in another way than before by the code. */
const FORM = 2;

function readFile<T>(name: string, schema: z.ZodType<T>): { readonly text: string; readonly content: T } {
  const file = resolve(MODEL_FOLDER, name);
  const text = readFileSync(file, 'utf8');
  const parsed = schema.safeParse(parse(text));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return { text, content: parsed.data };
}

function hashOf(...texts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 32);
}

/** Reads the shipped files of `identity/model`. */
export function readIdentitySettings(): IdentitySettings {
  const weights = readFile('weights.yaml', weightsSchema);
  const blocking = readFile('blocking.yaml', blockingPolicySchema);
  const survivorship = readFile('survivorship.yaml', survivorshipPolicySchema);
  const version = hashOf(weights.text, blocking.text);
  const rules = hashOf(version, survivorship.text, GOLDEN_FIELDS.join(), String(FORM));
  return { weights: weights.content, blocking: blocking.content, survivorship: survivorship.content, version, rules };
}
