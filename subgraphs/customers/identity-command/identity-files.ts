import { resolve } from 'node:path';
import { blockingPolicySchema, type BlockingPolicy } from '../identity/block/blocking-policy';
import { weightsSchema, type WeightsFile } from '../identity/score/weights-file';
import { readYamlFile } from './set-schema';

const MODEL_FOLDER = resolve(__dirname, '../identity/model');

export const WEIGHTS_FILE = resolve(MODEL_FOLDER, 'weights.yaml');

export const readWeights = (file: string = WEIGHTS_FILE): WeightsFile => readYamlFile(file, 'a weights file', weightsSchema);

export const readBlocking = (): BlockingPolicy =>
  readYamlFile(resolve(MODEL_FOLDER, 'blocking.yaml'), 'a blocking policy', blockingPolicySchema);
