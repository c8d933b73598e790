import { availableParallelism } from 'node:os';
import { CrewOfNone, type Crew } from './crew';
import { ThreadCrew } from './thread-crew';

/** So few records are matched before a thread has started. */
const FEW_RECORDS = 300;
/** A thread more takes a second to start: it is worth that for so many records. */
const RECORDS_OF_THREAD = 10_000;
/** More threads than this wait for each other. */
const MOST_THREADS = 8;

/** Threads that match on this machine. */
export const usualThreads = (): number => Math.min(availableParallelism(), MOST_THREADS);

/** Those who match so many records. */
export function openCrew(records: number, threads = usualThreads()): Crew {
  if (records <= FEW_RECORDS) return new CrewOfNone();
  return new ThreadCrew(Math.min(threads, Math.ceil(records / RECORDS_OF_THREAD)));
}
