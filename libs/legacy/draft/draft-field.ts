import type { Assignment } from './assign-fields';
import { codesInComment, currencyOf, guessCode } from './code-words';
import type { ColumnProfile } from './column-profile';
import { columnText, flow, open, proposed, quoted, scalar, type DraftLine } from './draft-line';
import type { Signed } from './draft-sign';
import { dateForm } from './value-shapes';
import { valuesText } from './values-text';

const LISTED = 20;

/**
 * The line of a field that is no reference. `currency`: the column of the row's currency, if it has one. `sign`: what turns a stored
 * amount to the sign that is wanted.
 */
export function draftField(
  assignment: Assignment,
  alias: string,
  currency: string | null,
  sign: Signed | null = null,
): DraftLine {
  const { field, spec, columns, score, evidence } = assignment;
  const [first] = columns;
  if (!first) return open(field, 'nothing found');
  const from = sign?.expression ?? readText(alias, first);
  const why = `${sign ? `${sign.why}; ` : ''}${score.toFixed(2)} ${evidence}`;
  const plain = (): DraftLine => proposed(`${field}: ${scalar(from)}`, why);
  switch (spec.kind) {
    case 'date':
    case 'instant': {
      const form = dateForm(first, spec.kind);
      return form
        ? proposed(
            `${field}: ${flow([
              ['from', scalar(from)],
              ['as', quoted(form)],
            ])}`,
            `${why}, such as ${example(first)}`,
          )
        : plain();
    }
    case 'money':
      return currency === null
        ? plain()
        : proposed(
            `${field}: ${flow([
              ['from', scalar(from)],
              ['currency', scalar(currency)],
            ])}`,
            why,
          );
    case 'list':
      return draftList(assignment, alias, why);
    case 'bool':
      return draftBool(field, from, first, why);
    case 'code':
      return draftCode(assignment, from, first, why);
    case 'text':
    case 'int':
    case 'decimal':
    case 'ref':
      return plain();
  }
}

const readText = (alias: string, { column, expression }: ColumnProfile): string => expression ?? columnText(alias, column.name);

function example({ values }: ColumnProfile): string {
  return [...values.keys()].slice(0, 2).join(', ');
}

function draftList({ field, columns }: Assignment, alias: string, why: string): DraftLine {
  const names = columns.map((column) => scalar(readText(alias, column)));
  const from = names.length === 1 ? (names[0] ?? '') : `[${names.join(', ')}]`;
  const isPhones = field === 'phones' || field === 'contactPhone';
  return proposed(
    `${field}: ${flow([
      ['from', from],
      ['as', isPhones ? 'phones' : "'list ,'"],
    ])}`,
    why,
  );
}

const TRUE: readonly string[] = ['1', 'Y', 'J', 'T', 'X', 'TRUE', '是'];

/** The value of a flag that means yes, as the expression language compares it with its column. */
export function truthOf({ column, values }: ColumnProfile): string {
  const truth = [...values.keys()].find((text) => TRUE.includes(text.toUpperCase())) ?? '1';
  return column.kind === 'number' ? truth : `'${truth}'`;
}

function draftBool(field: string, from: string, profile: ColumnProfile, why: string): DraftLine {
  const line = `${field}: ${quoted(`${from} = ${truthOf(profile)}`)}`;
  return proposed(line, `${why}; CONFIRM what is set: ${valuesText(profile)}`);
}

/** A code whose meanings are guessed is marked; one with an unexplained value is left to a person. */
function draftCode({ field, spec, isChosen = false }: Assignment, from: string, profile: ColumnProfile, why: string): DraftLine {
  const allowed = spec.codes ?? [];
  if (allowed.length === 0) return draftOpenCode(field, from, why);
  const told = codesInComment(profile.column.comment);
  // A code that is only explained is listed where its meaning is known.
  const others = isChosen ? [] : [...told].flatMap(([code, word]) => (guessCode(word, allowed) === null ? [] : [code]));
  const stored = [...new Set([...profile.values.keys(), ...others])].slice(0, LISTED);
  const meanings = stored.map((code): readonly [string, string | null] => [code, guessCode(told.get(code) ?? code, allowed)]);
  const codes = flow(meanings.map(([code, value]) => [quoted(code), value ?? '?']));
  const line = `${field}: ${flow([
    ['from', scalar(from)],
    ['codes', codes],
  ])}`;
  const seen = `${why}; stored ${valuesText(profile)}`;
  const isKnown = stored.length > 0 && meanings.every(([, value]) => value !== null);
  if (isKnown) return proposed(line, `CONFIRM each code; ${seen}`);
  return open(line, `CONFIRM each code (it takes ${allowed.join(', ')}); ${seen}`);
}

function draftOpenCode(field: string, from: string, why: string): DraftLine {
  return proposed(
    `${field}: ${flow([
      ['from', scalar(from)],
      ['codes', 'currency'],
    ])}`,
    why,
  );
}

/** Translations of stored currency codes; what cannot be told is left to a person. */
export function draftCurrencies(columns: readonly ColumnProfile[]): readonly DraftLine[] {
  const stored = new Map<string, number>();
  for (const { values } of columns) for (const [text, count] of values) stored.set(text, (stored.get(text) ?? 0) + count);
  return [...stored].slice(0, LISTED).map(([text, count]) => {
    const known = currencyOf(text);
    if (known === null) return open(`${quoted(text)}: ?`, `CONFIRM in ${count} sampled rows`);
    return proposed(`${quoted(text)}: ${known.code}`, `${known.isGuess ? 'CONFIRM ' : ''}in ${count} sampled rows`);
  });
}
