const WIDTH = 30;

export interface ProgressBar {
  show(what: string, done: number, of: number): void;
  /** Takes the bar away. */
  end(): void;
}

/** A bar on a terminal that says how far something is; a file gets none. */
export function progressBar(stream: { readonly isTTY?: boolean; write(text: string): unknown }): ProgressBar {
  let shown = '';
  const show = (text: string): void => {
    if (stream.isTTY !== true || text === shown) return;
    shown = text;
    stream.write(`\r\u001b[K${text}`);
  };
  return {
    show: (what, done, of) => {
      const share = of === 0 ? 1 : done / of;
      const full = Math.floor(share * WIDTH);
      show(`${what.toLowerCase().padEnd(10)} [${'#'.repeat(full)}${' '.repeat(WIDTH - full)}] ${Math.floor(share * 100)} %`);
    },
    end: () => show(''),
  };
}
