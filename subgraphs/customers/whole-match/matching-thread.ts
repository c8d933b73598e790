import { parentPort } from 'node:worker_threads';
import { doTask, type TaskInput, type TaskName } from './crew';
import { MatchWork } from './match-work';
import type { Answer } from './thread-crew';

interface Task<N extends TaskName = TaskName> {
  readonly name: N;
  readonly input: TaskInput<N>;
}

/** A thread of the matching: does the tasks that it is sent, one after the other. */
function serve(port: NonNullable<typeof parentPort>): void {
  const work = new MatchWork();
  const answerTo = ({ name, input }: Task): Answer => {
    try {
      return { result: doTask(work, name, input) };
    } catch (error) {
      return { error: error instanceof Error ? error : new Error(String(error)) };
    }
  };
  port.on('message', (task: Task) => port.postMessage(answerTo(task)));
}

if (parentPort) serve(parentPort);
