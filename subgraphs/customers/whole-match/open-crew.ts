import { availableParallelism } from 'node:os';
import { CrewOfNone, type Crew } from './crew';
import { ThreadCrew } from './thread-crew';

/** So few records are matched before a thread has started. */
const FEW_RECORDS = 300;
/** More threads than this wait for each other. */
const MOST_THREADS = 8;

/** Those who match so many records on this machine. */
export const openCrew = (records: number): Crew =>
  records <= FEW_RECORDS ? new CrewOfNone() : new ThreadCrew(Math.min(availableParallelism(), MOST_THREADS));
