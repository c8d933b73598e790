import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { MatchingEndedError, type Crew, type TaskInput, type TaskName, type TaskResult } from './crew';

const ENTRY = join(__dirname, 'matching-thread.ts');
/** Threads read the sources as the process does that starts them; they inherit neither its flags nor its environment. */
const FLAGS = ['--conditions=source', '--require', require.resolve('tsx/cjs')];

export const startThread = (): Worker => new Worker(ENTRY, { execArgv: FLAGS });

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

interface Order extends Waiting {
  readonly name: TaskName;
  readonly input: unknown;
}

/** What a thread answers. */
export type Answer = { readonly result: unknown } | { readonly error: Error };

/** A thread of the matching broke; what it worked on is lost, the customers are as they were. */
export class MatchingThreadError extends Error {
  constructor(reason: string, cause: unknown) {
    super(`A thread of the matching failed: ${reason}`, { cause });
  }
}

/** One thread, which does a task after the other. */
class Member {
  private waiting: Waiting | null = null;

  constructor(
    private readonly worker: Worker,
    onFailure: (error: Error) => void,
  ) {
    worker.on('message', (answer: Answer) => this.answered(answer));
    worker.on('error', (error) => onFailure(new MatchingThreadError(error.message, error)));
    worker.on('messageerror', (error) => onFailure(new MatchingThreadError(error.message, error)));
    worker.on('exit', (code) => onFailure(new MatchingThreadError(`it ended with code ${code}`, null)));
  }

  do(name: TaskName, input: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.worker.postMessage({ name, input });
    });
  }

  fail(error: Error): void {
    this.waiting?.reject(error);
    this.waiting = null;
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private answered(answer: Answer): void {
    const { waiting } = this;
    this.waiting = null;
    if ('error' in answer) waiting?.reject(new MatchingThreadError(answer.error.message, answer.error));
    else waiting?.resolve(answer.result);
  }
}

/** Threads of this process. A failure of one is the failure of all. */
export class ThreadCrew implements Crew {
  private readonly members: readonly Member[];
  private readonly free: Member[];
  private readonly orders: Order[] = [];
  private failure: Error | null = null;

  constructor(
    readonly size: number,
    start: () => Worker = startThread,
  ) {
    this.members = Array.from({ length: size }, () => new Member(start(), (error) => this.fail(error)));
    this.free = [...this.members];
  }

  one<N extends TaskName>(name: N, input: TaskInput<N>): Promise<TaskResult<N>> {
    return new Promise((resolve, reject) => {
      this.orders.push({ name, input, reject, resolve: (result) => resolve(result as TaskResult<N>) });
      this.next();
    });
  }

  /** Waits until nobody is at work: a task sees all or nothing of what all are told. */
  async all<N extends TaskName>(name: N, input: TaskInput<N>): Promise<void> {
    if (this.free.length < this.size) throw new Error(`${name} was told while tasks were under way`);
    if (this.failure) throw this.failure;
    const told = this.free.splice(0);
    await Promise.all(told.map((member) => member.do(name, input)));
    this.free.push(...told);
    this.next();
  }

  async end(): Promise<void> {
    this.fail(new MatchingEndedError());
    await Promise.all(this.members.map((member) => member.end()));
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const member of this.members) member.fail(this.failure);
    for (const order of this.orders.splice(0)) order.reject(this.failure);
  }

  private next(): void {
    while (this.orders.length > 0) {
      const order = this.orders[0];
      if (this.failure && order) {
        this.orders.shift();
        order.reject(this.failure);
        continue;
      }
      const member = order && this.free.pop();
      if (!order || !member) return;
      this.orders.shift();
      member.do(order.name, order.input).then(
        (result) => {
          this.free.push(member);
          order.resolve(result);
          this.next();
        },
        (error: unknown) => {
          order.reject(error instanceof Error ? error : new MatchingThreadError(String(error), error));
          this.fail(error instanceof Error ? error : new MatchingThreadError(String(error), error));
        },
      );
    }
  }
}
