/** Keeps this process from hearing anything: what a long calculation does to its event loop. */
export function blockProcess(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
