/** A bar on a terminal; nothing where nobody looks. */
export class Progress {
  private shownAt = 0;

  constructor(
    private readonly out: { readonly isTTY?: boolean; write(text: string): unknown },
    private readonly label: string,
    private readonly total: number,
    private readonly now: () => number,
  ) {}

  show(done: number): void {
    if (this.out.isTTY !== true) return;
    const now = this.now();
    if (done < this.total && now - this.shownAt < 100) return;
    this.shownAt = now;
    const filled = Math.floor((30 * done) / this.total);
    const bar = `${'#'.repeat(filled)}${'.'.repeat(30 - filled)}`;
    this.out.write(`\r${this.label} ${bar} ${Math.floor((100 * done) / this.total)} %${done >= this.total ? '\n' : ''}`);
  }
}
