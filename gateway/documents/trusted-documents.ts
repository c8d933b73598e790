import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { AUDIENCES, type Audience } from '#policy/claims';

const Manifest = z.record(
  z.string().regex(/^sha256:[0-9a-f]{64}$/),
  z.strictObject({
    audience: z.enum(AUDIENCES),
    name: z.string().min(1),
    purpose: z.string().exactOptional(),
    text: z.string().min(1),
  }),
);

/** An operation that was reviewed with the release; clients send its id. */
export interface TrustedDocument {
  readonly id: string;
  readonly name: string;
  /** What it is for; absent: whatever its caller states. */
  readonly purpose?: string;
  readonly text: string;
}

/** The document of an id, for callers of its audience; to anybody else it is as unknown as one that does not exist. */
export type FindDocument = (id: string, audience: Audience) => TrustedDocument | null;

/** Reads the manifest that `npm run codegen` writes. @throws Error naming the file and what is wrong with it */
export function readTrustedDocuments(path: string): FindDocument {
  const parsed = Manifest.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  const documents = new Map<string, TrustedDocument & { readonly audience: Audience }>();
  for (const [id, document] of Object.entries(parsed.data)) {
    const hash = createHash('sha256').update(document.text).digest('hex');
    if (id !== `sha256:${hash}`)
      throw new Error(`${path}: the text of ${document.name} is not the one of its id; run: npm run codegen`);
    documents.set(id, { id, ...document });
  }
  return (id, audience) => {
    const document = documents.get(id);
    return document?.audience === audience ? document : null;
  };
}
