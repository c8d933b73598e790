import type { Stored } from '../codec/codec';

// No legacy name or printed SQL holds this character.
const MARK = '\u0001';
const PLACE = new RegExp(`${MARK}(\\d+)${MARK}`, 'g');

/** A place of a statement that is compiled once and filled with a value each time it is sent. */
export class Hole {
  constructor(readonly index: number) {}
}

export type Bound = Stored | Hole;

export interface FinishedStatement<V = Stored> {
  readonly sql: string;
  readonly params: readonly V[];
}

/**
 * Collects the bound values of one statement. Parts are printed in any order, even twice; the values follow the final text.
 */
export class Statement {
  private readonly values: Bound[] = [];

  readonly bind = (value: Bound): string => {
    this.values.push(value);
    return `${MARK}${this.values.length - 1}${MARK}`;
  };

  finish(text: string): FinishedStatement<Bound> {
    const params: Bound[] = [];
    const sql = text.replace(PLACE, (_mark, index: string) => {
      params.push(this.values[Number(index)] ?? null);
      return '?';
    });
    return { sql, params };
  }
}

/** A statement that was compiled with its values: nothing is left to be filled. */
export function withoutHoles({ sql, params }: FinishedStatement<Bound>): FinishedStatement {
  return {
    sql,
    params: params.map((param) => {
      if (param instanceof Hole) throw new Error(`The statement has a hole: ${sql}`);
      return param;
    }),
  };
}
