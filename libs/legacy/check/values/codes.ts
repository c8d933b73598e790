import type { Stored } from '../../codec/codec';
import { storedText } from '../../codec/stored-text';
import { specsOf } from '../../mapping/build-field';
import type { StoredField } from '../../mapping/mapping';
import { StatementFailed } from '../../introspection/probe';
import { counted, valueList } from '../finding';
import type { RowSetContext } from '../row-set-context';
import { isRefused } from './content';
import { over, selectRows } from '../row-set-sql';
import type { Collector, SurveyedRow, SurveyResult } from '../survey';

const MOST_CODES = 500;
const SHORT_LIST = 12;
const NOTHING: ReadonlySet<string> = new Set(['(null)', '(blank)']);

type Counts = Map<string, number>;

/** Stored codes without translation, and translations of codes that no row has. Counted over all rows, also of big tables. */
export class CodesCollector implements Collector {
  private readonly fields: readonly StoredField[];
  private readonly counts = new Map<string, Counts>();

  constructor(private readonly context: RowSetContext) {
    const specs = specsOf(context.rowSet.type);
    this.fields = [...context.rowSet.fields.values()].filter((field): field is StoredField => {
      if (field.kind !== 'stored' || field.from.length !== 1) return false;
      const { codes, as } = context.definitions.field(context.label, field.name);
      return codes !== null || as === 'code' || specs[field.name]?.kind === 'code' || specs[field.name]?.kind === 'bool';
    });
  }

  add({ stored }: SurveyedRow): void {
    for (const { name, from } of this.fields) {
      const counts = this.counts.get(name) ?? new Map<string, number>();
      this.counts.set(name, counts);
      const [expression] = from;
      const text = expression ? codeText(stored(expression)) : '(null)';
      if (counts.size < MOST_CODES || counts.has(text)) counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  }

  async report({ decoded, isComplete }: SurveyResult): Promise<void> {
    if (decoded === 0) return;
    for (const field of this.fields) {
      const counts = (isComplete ? null : await this.countAll(field)) ?? this.counts.get(field.name) ?? new Map<string, number>();
      this.reportUnmapped(field, counts);
      this.reportUnseen(field, counts);
    }
  }

  private reportUnmapped({ name, codec }: StoredField, counts: Counts): void {
    const unmapped = new Map([...counts].filter(([text]) => !NOTHING.has(text) && isRefused(codec, text)));
    if (unmapped.size === 0) return;
    const rows = [...unmapped.values()].reduce((sum, count) => sum + count, 0);
    const what = `${counted(unmapped.size, 'stored code has', 'stored codes have')} no translation, in ${counted(rows, 'row')}`;
    const advice =
      unmapped.size <= SHORT_LIST
        ? 'add them to codes, or exclude these rows in where if they are another kind of document'
        : 'is this the right column?';
    this.context.report('error', 'unmapped-code', ['fields', name, 'codes'], `${what}: ${valueList(unmapped)}; ${advice}`);
  }

  private reportUnseen({ name }: StoredField, counts: Counts): void {
    const { codes } = this.context.definitions.field(this.context.label, name);
    // A map that several fields share holds codes of others too.
    if (!codes || this.context.definitions.isShared(this.context.label, name)) return;
    const unseen = Object.keys(codes).filter((code) => code !== '*' && !counts.has(code === '' ? '(blank)' : code));
    if (unseen.length > 0 && counts.size < MOST_CODES) {
      const list = unseen.map((code) => `'${code}'`).join(', ');
      this.context.report(
        'warning',
        'unseen-code',
        ['fields', name, 'codes'],
        `never seen: ${list}; a typing error, or not used yet?`,
      );
    }
  }

  private async countAll({ from: [expression] }: StoredField): Promise<Counts | null> {
    if (!expression) return null;
    const rows = selectRows(this.context, (printer) => ({ columns: [`${printer.output(expression)} as code_`] }));
    const { sql, params } = over(
      rows,
      (inner) => `select code_, count(*) from ${inner} group by code_ order by 2 desc limit ${MOST_CODES}`,
    );
    try {
      const counts: Counts = new Map();
      for (const [code = null, count] of await this.context.probe.query(sql, params)) {
        const text = codeText(code);
        counts.set(text, (counts.get(text) ?? 0) + Number(count));
      }
      return counts;
    } catch (error) {
      if (error instanceof StatementFailed) return null;
      throw error;
    }
  }
}

function codeText(stored: Stored): string {
  return storedText(stored) ?? (stored === null ? '(null)' : '(blank)');
}
