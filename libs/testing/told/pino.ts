import {
  multistream,
  pino as realPino,
  type DestinationStream,
  type Logger,
  type LoggerOptions,
  type StreamEntry,
} from 'pino/pino.js';
import { keepTold } from './told';

const TOLD: StreamEntry = { level: 'debug', stream: { write: (line) => keepTold('log', line) } };

/** Stands for pino in tests: a log says what it would say, where it would say it, and all of it is kept as well, whatever its level. */
export function pino(options: LoggerOptions, destination?: DestinationStream): Logger {
  const { level = 'info' } = options;
  const stream = destination ?? realPino.destination(1);
  const told = level === 'silent' ? [TOLD] : [TOLD, { level: level as 'info', stream }];
  return realPino({ ...options, level: 'debug' }, multistream(told));
}
