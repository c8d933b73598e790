import { runSubgraph } from '#runtime/subgraph-process/run-subgraph';
import { createInProcess } from './in-process';

runSubgraph('customers', createInProcess);
