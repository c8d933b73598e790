import { readFileSync, writeFileSync } from 'node:fs';
import { envExample } from './config';

const FILE = '.env.example';

if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== envExample()) {
    process.stderr.write(`${FILE} is not what gateway/config.ts says; run: npm run env-example\n`);
    process.exitCode = 1;
  }
} else {
  writeFileSync(FILE, envExample());
}
