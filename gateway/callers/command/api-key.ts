import { readConfig } from '../../config';
import { apiKeyCommand } from './api-key-command';
import { runCommand } from './run-command';

// The key alone goes to standard output, so that a script can take it.
const say = (text: string): void => void process.stderr.write(`${text}\n`);

runCommand(() => apiKeyCommand(process.argv.slice(2), readConfig(), Date.now(), say));
