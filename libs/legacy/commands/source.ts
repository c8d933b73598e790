import { readCommandConfig } from './config';
import { runSource } from './run-source';

const output = {
  write: (text: string) => void process.stdout.write(text),
  writeError: (text: string) => void process.stderr.write(text),
  folder: process.cwd(),
};

void runSource(process.argv.slice(2), readCommandConfig(), output).then((code) => {
  process.exitCode = code;
});
