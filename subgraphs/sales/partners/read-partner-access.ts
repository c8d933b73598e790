import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import type { PartnerAccess } from './partner-access';
import { systemErrorCode } from '#core/system-error';

const File = z.strictObject({
  partners: z.record(z.string(), z.array(z.strictObject({ system: z.string(), key: z.string() })).min(1)),
});

/** Reads `partners.yaml`; a missing file means that no partner is bound yet. */
export async function readPartnerAccess(path: string): Promise<PartnerAccess> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return new Map();
    throw error;
  }
  const parsed = File.safeParse(parse(text, { schema: 'failsafe' }));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  return new Map(Object.entries(parsed.data.partners));
}
