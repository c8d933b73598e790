import type { TableChoice } from './choose-tables';
import type { ColumnProfile } from './column-profile';
import { truthOf } from './draft-field';
import { columnText, proposed, quoted, type DraftLine } from './draft-line';
import { wordsOf } from './name-words';
import { valuesText } from './values-text';

/** What an invoice owes and how it stands, computed from what was found. */
export interface DraftDerived {
  readonly helpers: readonly DraftLine[];
  readonly derive: readonly DraftLine[];
}

const NOTHING: DraftDerived = { helpers: [], derive: [] };
const PAID_FLAG = /^(is_)?(fully_)?(payment|paid|settled|bezahlt|cleared)(_(flag|status))?$/;
const VOID_FLAG = /^(is_)?(void|voided|cancelled|canceled|cancel|storno|storniert)(_(flag|status|ind))?$/;
const MOST_FLAGS = 3;

/** An invoice needs what is open and a status; where the table has neither, both follow from a paid amount, an open one or a flag. */
export function draftDerived(
  { type, profile, assignments }: TableChoice,
  alias: string,
  fields: readonly DraftLine[],
): DraftDerived {
  if (type !== 'Invoice') return NOTHING;
  const has = (name: string): boolean => fields.some(({ text, isOpen }) => !isOpen && text.startsWith(`${name}:`));
  if (!has('amount')) return NOTHING;
  const taken = new Set(assignments.flatMap(({ columns }) => columns));
  const flag = (words: RegExp): ColumnProfile | undefined =>
    profile.columns.find((each) => !taken.has(each) && isFlag(each) && words.test(wordsOf(each.column.name)));
  const [paid, dead] = [has('paid') || has('openAmount') ? undefined : flag(PAID_FLAG), flag(VOID_FLAG)];
  const open = openRule(has, paid !== undefined);
  if (open === null) return NOTHING;
  const voided = dead ? `case when voidStored then amount - amount else ${open} end` : open;
  return {
    helpers: [...(paid ? [helper('paidStored', paid, alias)] : []), ...(dead ? [helper('voidStored', dead, alias)] : [])],
    derive: [
      ...(has('openAmount') ? [] : [proposed(`openAmount: ${voided}`, 'CONFIRM what is still to be paid')]),
      ...(has('status') ? [] : [proposed(`status: ${statusRule(has, dead !== undefined)}`, 'CONFIRM')]),
    ],
  };
}

function openRule(has: (name: string) => boolean, isFlagged: boolean): string | null {
  if (has('openAmount')) return 'openAmount';
  if (has('paid')) return 'amount - paid';
  return isFlagged ? 'case when paidStored then amount - amount else amount end' : null;
}

function statusRule(has: (name: string) => boolean, isVoided: boolean): string {
  const branches = [
    ...(isVoided ? ["when voidStored then 'VOID'"] : []),
    "when abs(openAmount) <= 0.005 then 'PAID'",
    ...(has('dueOn') ? ["when dueOn < today() then 'OVERDUE'"] : []),
    ...(has('paid') ? ["when paid <> 0 then 'PARTIAL'"] : []),
  ];
  return `case ${branches.join(' ')} else 'OPEN' end`;
}

function helper(name: string, flag: ColumnProfile, alias: string): DraftLine {
  const text = `${name}: ${quoted(`${columnText(alias, flag.column.name)} = ${truthOf(flag)}`)}`;
  return proposed(text, `CONFIRM what is set: ${valuesText(flag)}`);
}

const isFlag = ({ values, filled, column }: ColumnProfile): boolean =>
  filled > 0 &&
  values.size <= MOST_FLAGS &&
  column.kind !== 'date' &&
  [...values.keys()].every((text) => text.length <= MOST_FLAGS);
