import type { ChildProcess } from 'node:child_process';
import { keepTold } from './told';

/** Keeps what a process of the product writes. */
export function keepProcess({ stdout, stderr }: ChildProcess): void {
  for (const stream of [stdout, stderr]) stream?.on('data', (chunk: Buffer) => keepTold('log', chunk));
}

/** Keeps the metrics of a process that is about to stop; one that has stopped before tells none. */
export async function keepMetrics(url: string): Promise<void> {
  const response = await fetch(new URL('/metrics', url)).catch(() => null);
  if (response?.ok) keepTold('metrics', await response.text());
}
