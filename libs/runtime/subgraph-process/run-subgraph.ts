import { runProcess } from '../run-process';
import { readSubgraphConfig } from './config';
import { startSubgraph, type CreateSubgraph } from './start-subgraph';

/** The whole main program of a subgraph process. */
export function runSubgraph(name: string, create: CreateSubgraph): void {
  runProcess(async () => {
    const config = readSubgraphConfig();
    const running = await startSubgraph(name, create, config);
    for (const problem of running.problems) process.stderr.write(`! ${problem}\n`);
    process.stdout.write(`The subgraph ${name} answers the gateway at ${running.url}\n`);
    return running;
  });
}
