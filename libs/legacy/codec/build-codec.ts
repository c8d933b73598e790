import { boolCodec } from './bool-codec';
import { codeCodec } from './code-codec';
import type { Codec } from './codec';
import type { CodecSpec } from './codec-spec';
import { dateCodec } from './date-codec';
import { instantCodec } from './instant-codec';
import { listCodec, phonesCodec } from './list-codec';
import { moneyCodec } from './money-codec';
import { numberCodec } from './number-codec';
import { textCodec } from './text-codec';

const FORMS = 'text, int, decimal, money, bool, code, list <separator>, phones, date <form>, instant <form>';

/**
 * The codec of one mapped field: by its `as:`, else by the kind of the field.
 * @throws Error in words a mapping's author understands; the loader adds file and line
 */
export function buildCodec(spec: CodecSpec): Codec {
  const form = spec.as?.split(' ')[0] ?? defaultForm(spec);
  switch (form) {
    case 'text':
      return spec.codes ? codeCodec(spec) : textCodec(spec);
    case 'int':
      return numberCodec({ ...spec, kind: 'int' });
    case 'decimal':
      return numberCodec({ ...spec, kind: 'decimal' });
    case 'money':
      return moneyCodec(spec);
    case 'bool':
      return spec.codes ? boolOfCodes(spec) : boolCodec(spec);
    case 'code':
      return codeCodec(spec);
    case 'list':
      return listCodec(spec);
    case 'phones':
      return phonesCodec(spec);
    case 'date':
      return dateCodec(spec);
    case 'instant':
      return instantCodec(spec);
    default:
      throw new Error(`unknown form "as: ${spec.as ?? form}"; known are ${FORMS}`);
  }
}

function defaultForm({ kind, codes }: CodecSpec): string {
  if (kind === 'ref') return 'text';
  return kind === 'text' && codes ? 'code' : kind;
}

function boolOfCodes(spec: CodecSpec): Codec {
  const codes = codeCodec({ ...spec, allowed: ['true', 'false'] });
  return {
    ...codes,
    decode(stored) {
      const decoded = codes.decode(stored);
      return 'value' in decoded && decoded.value !== null ? { value: decoded.value === 'true' } : decoded;
    },
  };
}
