import { pino, type DestinationStream, type Logger } from 'pino';
import { describeError } from './describe-error';

/** The structured log of a process, one JSON object a line. Errors are written without the values in them. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: null, serializers: { err: describeError } };
  return destination ? pino(options, destination) : pino(options);
}
