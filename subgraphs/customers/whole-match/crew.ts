import { giveWay } from '#core/give-way';
import { WorkEndsError } from '../worker/work-ends';
import { MatchWork } from './match-work';

type Tasks = {
  readonly [N in keyof MatchWork as MatchWork[N] extends (input: never) => unknown ? N : never]: MatchWork[N];
};
export type TaskName = keyof Tasks;
export type TaskInput<N extends TaskName> = Parameters<Tasks[N]>[0];
export type TaskResult<N extends TaskName> = ReturnType<Tasks[N]>;

/** Those who do the steps of matching all records. */
export interface Crew {
  /** How many tasks are done at the same time. */
  readonly size: number;
  /** Has one of them do a task. */
  one<N extends TaskName>(name: N, input: TaskInput<N>): Promise<TaskResult<N>>;
  /** Has each of them do a task: what all are told. */
  all<N extends TaskName>(name: N, input: TaskInput<N>): Promise<void>;
  /** Ends what is under way; its results never come. */
  end(): Promise<void>;
}

/** Does a task on what a member of the crew knows. */
export function doTask<N extends TaskName>(work: MatchWork, name: N, input: TaskInput<N>): TaskResult<N> {
  const tasks: Tasks = work;
  const task: (this: MatchWork, input: TaskInput<N>) => TaskResult<N> = tasks[name] as never;
  return task.call(work, input);
}

/** The process itself: for few records, which are matched before a thread has started. */
export class CrewOfNone implements Crew {
  readonly size = 1;
  private readonly work = new MatchWork();
  private ended = false;

  async one<N extends TaskName>(name: N, input: TaskInput<N>): Promise<TaskResult<N>> {
    await giveWay();
    if (this.ended) throw new MatchingEndedError();
    return doTask(this.work, name, input);
  }

  async all<N extends TaskName>(name: N, input: TaskInput<N>): Promise<void> {
    await this.one(name, input);
  }

  end(): Promise<void> {
    this.ended = true;
    return Promise.resolve();
  }
}

/** The matching was told to end before it was through; nothing of it counts. */
export class MatchingEndedError extends WorkEndsError {
  constructor() {
    super('The matching of all records was ended before it was through');
  }
}
