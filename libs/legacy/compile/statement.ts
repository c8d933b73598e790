import type { Stored } from '../codec/codec';

// No legacy name or printed SQL holds this character.
const MARK = '\u0001';
const PLACE = new RegExp(`${MARK}(\\d+)${MARK}`, 'g');

export interface FinishedStatement {
  readonly sql: string;
  readonly params: readonly Stored[];
}

/**
 * Collects the bound values of one statement. Parts are printed in any order, even twice; the values follow the final text.
 */
export class Statement {
  private readonly values: Stored[] = [];

  readonly bind = (value: Stored): string => {
    this.values.push(value);
    return `${MARK}${this.values.length - 1}${MARK}`;
  };

  finish(text: string): FinishedStatement {
    const params: Stored[] = [];
    const sql = text.replace(PLACE, (_mark, index: string) => {
      params.push(this.values[Number(index)] ?? null);
      return '?';
    });
    return { sql, params };
  }
}
