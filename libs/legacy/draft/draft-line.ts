/** One line of a drafted mapping: what is proposed, and why. */
export interface DraftLine {
  readonly text: string;
  /** Evidence, or what a person must confirm. */
  readonly why: string;
  /** Undecided: written as a comment. */
  readonly isOpen: boolean;
}

export function proposed(text: string, why: string): DraftLine {
  return { text, why, isOpen: false };
}

export function open(text: string, why: string): DraftLine {
  return { text, why, isOpen: true };
}

const PLAIN = /^[\p{L}_][\p{L}\p{N}_$]*$/u;

/** `alias.column` as the expression language reads it. */
export function columnText(alias: string, name: string): string {
  return PLAIN.test(name) ? `${alias}.${name}` : `${alias}.\`${name}\``;
}

/** A YAML scalar; quoted unless it is an expression that needs no quotes. */
export function scalar(text: string): string {
  return /^[\p{L}_][\p{L}\p{N}_$.]*$/u.test(text) ? text : quoted(text);
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** `{ key: value, ... }` in one line; values are YAML already. */
export function flow(entries: readonly (readonly [string, string])[]): string {
  return `{ ${entries.map(([key, value]) => `${key}: ${value}`).join(', ')} }`;
}
