import { runProcess } from '#runtime/run-process';
import { readConfig, turnTelemetryOff } from './config';
import { startGateway } from './start-gateway';

runProcess(async () => {
  turnTelemetryOff();
  const running = await startGateway(readConfig());
  process.stdout.write(`The customer graph answers at ${running.url}/graphql\n`);
  return running;
});
