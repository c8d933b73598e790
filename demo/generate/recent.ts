/** Parties deal with parties that came not long before them, so that a run of any size remembers equally little. */
export const NEIGHBOURHOOD = 20_000;

/** Something remembered of the last parties. */
export class Recent<T> {
  private readonly values = new Map<number, T>();

  remember(party: number, value: T): void {
    this.values.set(party, value);
    this.values.delete(party - NEIGHBOURHOOD - 1);
  }

  of(party: number): T | undefined {
    return this.values.get(party);
  }
}
