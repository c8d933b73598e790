import { CommandError } from './command-error';
import type { Evaluated } from './evaluate-set';

/** Why two records of a set are one party or not, comparison by comparison. */
export function explainPair({ parties, model, resolution }: Evaluated, a: string, b: string): string {
  const find = (key: string) => {
    const party = parties.find(({ source, id }) => source.key === key || id === key);
    if (!party) throw new CommandError(`There is no record with the key ${key}`);
    return party;
  };
  const [left, right] = [find(a), find(b)];
  if (left.kind !== right.kind) return `${left.id} is a ${left.kind}, ${right.id} a ${right.kind}: never compared\n`;
  const { merge, review } = model.kinds[left.kind].parameters;
  const { evidence, prior, score, bound } = model.kinds[left.kind].explain(left, right);
  const bits = (value: number): string => value.toFixed(1).padStart(7);
  const together = resolution.clusters.some((cluster) => cluster.includes(left) && cluster.includes(right));
  return `${[
    `${left.id} and ${right.id}`,
    `${bits(prior)}  before any comparison`,
    ...evidence.map(({ comparison, level, weight }) => `${bits(weight)}  ${comparison} ${level}`),
    `${bits(score)}  in all${bound === null ? '' : `, bounded: ${bound}`}; merged from ${merge}, reviewed from ${review}`,
    together ? 'one party' : 'not one party',
  ].join('\n')}\n`;
}
