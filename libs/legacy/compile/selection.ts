import type { Expression } from '../expression/ast';

/** The distinct expressions one statement selects, in order. */
export class Selection {
  readonly expressions: Expression[] = [];
  private readonly places = new Map<string, number>();

  /** Place of an expression in the select list; the same expression is selected once. */
  add(expression: Expression): number {
    const text = JSON.stringify(expression);
    const known = this.places.get(text);
    if (known !== undefined) return known;
    this.places.set(text, this.expressions.length);
    return this.expressions.push(expression) - 1;
  }
}
