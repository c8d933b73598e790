import { boolCodec } from './bool-codec';
import { cleaner } from './clean';
import { codeCodec } from './code-codec';
import type { Codec, Stored } from './codec';
import type { CodecSpec } from './codec-spec';
import { dateCodec } from './date-codec';
import { instantCodec } from './instant-codec';
import { listCodec, phonesCodec } from './list-codec';
import { moneyCodec } from './money-codec';
import { numberCodec } from './number-codec';
import { textCodec } from './text-codec';

const FORMS = 'text, int, decimal [digits], money, bool, code, list <separator>, phones, date <form>, instant <form>';
const WITHOUT_ARGUMENT: ReadonlySet<string> = new Set(['text', 'int', 'money', 'bool', 'code', 'phones']);
const WITH_CODES: ReadonlySet<string> = new Set(['text', 'code', 'bool']);

/**
 * The codec of one mapped field: by its `as:`, else by the kind of the field.
 * @throws Error in words a mapping's author understands; the loader adds file and line
 */
export function buildCodec(spec: CodecSpec): Codec {
  const form = spec.as?.split(' ')[0] ?? defaultForm(spec);
  if (spec.as !== undefined && spec.as !== form && WITHOUT_ARGUMENT.has(form)) throw unknownForm(spec.as);
  if (spec.codes && !WITH_CODES.has(form)) throw new Error(`codes cannot be combined with ${form}`);
  switch (form) {
    case 'text':
      return spec.codes || spec.allowed?.length ? cleanedFirst(spec, codeCodec(spec)) : textCodec(spec);
    case 'int':
      return cleanedFirst(spec, numberCodec({ ...spec, as: spec.as ?? 'int' }));
    case 'decimal':
      return cleanedFirst(spec, numberCodec({ ...spec, as: spec.as ?? 'decimal' }));
    case 'money':
      return cleanedFirst(spec, moneyCodec(spec));
    case 'bool':
      return cleanedFirst(spec, spec.codes ? boolOfCodes(spec) : boolCodec(spec));
    case 'code':
      return cleanedFirst(spec, codeCodec(spec));
    case 'list':
      return listCodec(spec);
    case 'phones':
      return phonesCodec(spec);
    case 'date':
      return cleanedFirst(spec, dateCodec(spec));
    case 'instant':
      return cleanedFirst(spec, instantCodec(spec));
    default:
      throw unknownForm(spec.as ?? form);
  }
}

const unknownForm = (form: string): Error => new Error(`unknown form "as: ${form}"; known are ${FORMS}`);

function defaultForm({ kind, codes }: CodecSpec): string {
  if (kind === 'ref') return 'text';
  return kind === 'text' && codes ? 'code' : kind;
}

/** Cleans the stored text before it is read; what was cleaned has no inverse. */
function cleanedFirst({ clean: steps }: CodecSpec, codec: Codec): Codec {
  const cleaned = cleaner(steps);
  if (!cleaned) return codec;
  const clean = (value: Stored): string | null => (value === null ? null : cleaned(String(value)));
  return {
    sortable: false,
    decode: (stored, currency, more) => codec.decode(clean(stored), currency, more.length === 0 ? more : more.map(clean)),
    invert: () => null,
  };
}

function boolOfCodes(spec: CodecSpec): Codec {
  const codes = codeCodec({ ...spec, allowed: ['true', 'false'] });
  return {
    ...codes,
    decode(stored, currency, more) {
      const decoded = codes.decode(stored, currency, more);
      return typeof decoded === 'string' ? decoded === 'true' : decoded;
    },
  };
}
