import { createHash } from 'node:crypto';
import type { Audience } from '#policy/claims';

/** How a field was seen, or that it was asked for and refused. */
export const AUDITED_SIGHTS = ['CLEAR', 'MASKED', 'REFUSED'] as const;
export type AuditedSight = (typeof AUDITED_SIGHTS)[number];

/** What one answer shows of persons, or one refusal kept from its caller. No value of a field is in it. */
export interface AuditEntry {
  readonly actor: { readonly sub: string; readonly roles: readonly string[]; readonly audience: Audience };
  readonly requestId: string;
  /** What it was asked for. */
  readonly purpose: string | null;
  /** Name of the operation as its document has it, and SHA-256 of the document. */
  readonly operation: { readonly name: string | null; readonly hash: string };
  /** `Type.field` of every personal or sensitive field with a value. */
  readonly fields: Readonly<Record<string, AuditedSight>>;
  /** Pseudonyms of the objects that show them, and of what encloses these. */
  readonly subjects: readonly string[];
  /** Objects with such a field. */
  readonly objects: number;
}

/** One link of a chain; each process that answers has a chain of its own. */
export interface AuditRecord {
  readonly chain: string;
  /** From 1, without a gap. */
  readonly seq: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly actor: string;
  readonly requestId: string;
  /** Name of the operation by which the record is found: its beginning, when it is long. */
  readonly operation: string | null;
  readonly subjects: readonly string[];
  /** The whole record as JSON, in the very characters that were hashed. */
  readonly content: string;
  /** SHA-256, in hexadecimal, of the hash before and the content. */
  readonly hash: string;
}

/** Where a chain ends. */
export interface ChainHead {
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
}

/** The head of a chain without records. */
export const emptyChain = (chain: string): ChainHead => ({ chain, seq: 0, hash: '0'.repeat(64) });

/** The next record of a chain. */
export function linkRecord({ chain, seq, hash }: ChainHead, at: string, entry: AuditEntry): AuditRecord {
  const { actor, requestId, purpose, operation, fields, objects, subjects } = entry;
  const next = seq + 1;
  const content = JSON.stringify({ chain, seq: next, at, actor, requestId, purpose, operation, fields, objects, subjects });
  const found = { actor: actor.sub, requestId, operation: operationKey(operation.name), subjects };
  return { chain, seq: next, at, ...found, content, hash: hashOf(hash, content) };
}

const LONGEST_OPERATION = 190;

/** What a record of an operation is found by. */
export const operationKey = (name: string | null): string | null => name?.slice(0, LONGEST_OPERATION) ?? null;

/** Hash of a record: it holds the record and, by the hash before, all records before it. */
export function hashOf(before: string, content: string): string {
  return createHash('sha256').update(before).update('\n').update(content).digest('hex');
}
