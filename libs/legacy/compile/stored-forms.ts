import { ANY, beforeCleaning, type TextPattern } from '../codec/clean-pattern';
import { escaped } from './filter';

/** The stored texts that a variant of a reference turns into a text; null: there is no end of them. */
export function storedFormsOf(variant: string, text: string): readonly string[] | null {
  if (variant === 'raw') return [text];
  const padding = paddingOf(variant);
  if (!padding) return null;
  if (text.length !== padding.length) return text.length > padding.length ? [text] : [];
  const forms = [text];
  for (let rest = text; rest.length > 1 && rest.startsWith(padding.fill);) {
    rest = rest.slice(padding.fill.length);
    forms.push(rest);
  }
  return forms;
}

/** A pattern of SQL's `like` that fits every stored text that is cleaned and varied into a text; null: nothing can be told of them. */
export function storedPattern(steps: readonly string[], variant: string, text: string): string | null {
  const pattern = beforeCleaning(steps, beforeVariant(variant, text));
  if (pattern.every((part) => part === ANY)) return null;
  return pattern.map((part) => (part === ANY ? '%' : escaped(part))).join('');
}

function beforeVariant(variant: string, text: string): TextPattern {
  if (variant === 'raw') return [...text];
  if (variant === 'upper' || variant === 'unpad') return beforeCleaning([variant], [...text]);
  const fill = paddingOf(variant)?.fill ?? '';
  let start = 0;
  while (fill !== '' && text.startsWith(fill, start)) start += fill.length;
  return [ANY, ...text.slice(start)];
}

function paddingOf(variant: string): { readonly fill: string; readonly length: number } | null {
  const [name, fill = '0', length = '0'] = variant.split(' ');
  return name === 'pad' ? { fill, length: Number(length) } : null;
}
