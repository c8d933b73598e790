import { readFileSync } from 'node:fs';

/** Jiffies a second; Linux says 100 on every machine it runs on today. */
const TICKS_PER_SECOND = 100;

/** What a process used since it began. */
export interface ProcessUse {
  readonly cpuMs: number;
  readonly rssMb: number;
  readonly peakMb: number;
}

/** Reads it from /proc. @throws Error where there is none, or the process is gone */
export function processUse(pid: number): ProcessUse {
  const stat = readProc(pid, 'stat');
  // The name of the program may hold blanks and brackets; the fields behind it do not.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  const status = readProc(pid, 'status');
  const megabytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
  return { cpuMs: (ticks / TICKS_PER_SECOND) * 1000, rssMb: megabytes('VmRSS'), peakMb: megabytes('VmHWM') };
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (cause) {
    throw new Error(`The use of process ${pid} cannot be read from /proc: this benchmark needs Linux`, { cause });
  }
}
