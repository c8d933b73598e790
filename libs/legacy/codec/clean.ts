export type CleanStep = (text: string) => string;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', '#39': "'" };

const STEPS: Readonly<Record<string, CleanStep>> = {
  trim: (text) => text.trim(),
  squeeze: (text) => text.replace(/\s+/gu, ' '),
  upper: (text) => text.toUpperCase(),
  lower: (text) => text.toLowerCase(),
  half: (text) => text.normalize('NFKC'),
  html: (text) => text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole),
  unpad: (text) => text.replace(/^0+(?=.)/, ''),
  strip: (text) => text.replace(/[\s\-/._]/gu, ''),
};

/** The cleaning step a mapping names. @throws Error naming the known steps */
export function cleanStep(step: string): CleanStep {
  const known = STEPS[step];
  if (known) return known;
  const [name, ...args] = step.split(' ');
  const [first = '', second = ''] = args;
  if (name === 'drop' && first) return (text) => text.replaceAll(first, '');
  if (name === 'line' && /^[1-9]\d?$/.test(first)) return (text) => text.split(/\r?\n/)[Number(first) - 1] ?? '';
  if (name === 'replace' && first) return (text) => text.replaceAll(first, second);
  if (step === 'repair gbk-in-latin1') return repairGbk;
  throw new Error(
    `unknown cleaning step "${step}"; known are ${[...Object.keys(STEPS), 'drop x', 'line n', 'replace a b', 'repair gbk-in-latin1'].join(', ')}`,
  );
}

const gbk = new TextDecoder('gbk');

/** GBK bytes that were stored in a latin1 column arrive as one character per byte. */
function repairGbk(text: string): string {
  return [...text].some((character) => character.charCodeAt(0) > 0xff) ? text : gbk.decode(Buffer.from(text, 'latin1'));
}

export function cleaner(steps: readonly string[] | undefined): CleanStep | null {
  if (!steps || steps.length === 0) return null;
  const list = steps.map(cleanStep);
  return (text) => list.reduce((value, step) => step(value), text);
}
