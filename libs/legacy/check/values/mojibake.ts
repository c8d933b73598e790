import { cleanStep } from '../../codec/clean';
import { storedText } from '../../codec/stored-text';
import type { RefField, StoredField } from '../../mapping/mapping';
import { counted, shortened } from '../finding';
import type { RowSetContext } from '../row-set-context';
import type { Collector, SurveyedRow } from '../survey';

// Two bytes of a GB 2312 character, each read as a latin1 character; single accented letters (Müller) have no such neighbour.
const DOUBLE = /[\u00b0-\u00f7][\u00a1-\u00fe]/g;
const HIGH =
  /[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2026\u2030\u2039\u203a\u20ac\u2122]/g;
const UTF8 = /[\u00e4-\u00e9][\u0080-\u00bf\u0152-\u2122][\u0080-\u00bf\u0152-\u2122]/;
const LOST = /\?{2,}/;
const IDEOGRAPH = /\p{Script=Han}/u;
const repairGbk = cleanStep('repair gbk-in-latin1');
const repairUtf8 = cleanStep('repair utf8-in-latin1');

interface Seen {
  readonly gbk: string[];
  readonly utf8: string[];
  lost: number;
  filled: number;
}

/** Text whose bytes were stored under a wrong character set: 杭州 that arrives as º¼ÖÝ. */
export class MojibakeCollector implements Collector {
  private readonly fields: readonly (StoredField | RefField)[];
  private readonly seen = new Map<string, Seen>();

  constructor(private readonly context: RowSetContext) {
    this.fields = [...context.rowSet.fields.values()].filter((field) => field.kind === 'stored');
  }

  add({ stored, row }: SurveyedRow): void {
    for (const field of this.fields) {
      if (field.kind !== 'stored') continue;
      const value = row.valueOf(field.name);
      if (typeof value !== 'string' && !Array.isArray(value)) continue;
      const text = field.from.map((part) => storedText(stored(part)) ?? '').join('');
      const seen = this.seen.get(field.name) ?? { gbk: [], utf8: [], lost: 0, filled: 0 };
      this.seen.set(field.name, seen);
      seen.filled += 1;
      const read = String(value);
      if (LOST.test(read)) seen.lost += 1;
      if (isUtf8(read)) seen.utf8.push(read);
      else if (isGbk(read)) seen.gbk.push(text);
    }
  }

  report(): void {
    const { context } = this;
    for (const [name, { gbk, utf8, lost, filled }] of this.seen) {
      const path = ['fields', name];
      const [broken] = gbk;
      if (broken !== undefined) {
        const what = `${counted(gbk.length, 'value is', 'values are')} GBK bytes in a latin1 column: "${shortened(broken)}" is "${shortened(repairGbk(broken))}"`;
        context.report('error', 'mojibake', path, `${what}; add clean: [repair gbk-in-latin1]`);
      }
      const [twice] = utf8;
      if (twice !== undefined) {
        const what = `${counted(utf8.length, 'value is', 'values are')} UTF-8 bytes in a latin1 column: "${shortened(twice)}" is "${shortened(repairUtf8(twice))}"`;
        context.report('error', 'mojibake', path, `${what}; add clean: [repair utf8-in-latin1]`);
      }
      if (lost > filled * 0.01) {
        const what = `${counted(lost, 'value holds', 'values hold')} ?? where characters were lost when they were written`;
        context.report(
          'warning',
          'lost-characters',
          path,
          `${what}; nothing can bring them back, do not match parties by this field`,
        );
      }
    }
  }
}

function isGbk(text: string): boolean {
  const high = text.match(HIGH)?.length ?? 0;
  if (high < 2) return false;
  const doubles = text.match(DOUBLE)?.length ?? 0;
  return doubles * 2 >= high * 0.8 && IDEOGRAPH.test(repairGbk(text));
}

function isUtf8(text: string): boolean {
  return UTF8.test(text) && !IDEOGRAPH.test(text);
}
