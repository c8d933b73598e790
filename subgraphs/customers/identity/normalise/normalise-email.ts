import { foldText } from './fold-text';

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/;
const FREE_DOMAINS = new Set(
  'gmail.com googlemail.com hotmail.com outlook.com live.com yahoo.com icloud.com qq.com foxmail.com 163.com 126.com sina.com sina.cn sohu.com aliyun.com yeah.net 139.com 189.cn msn.com aol.com protonmail.com'.split(
    ' ',
  ),
);
const NOBODY = /^(no-?mail|none|noreply|no-?reply|test|na|n\/a|null|unknown)@/;

/** An e-mail address in one form, or null for what is none; the local part keeps its case only in the raw record. */
export function normaliseEmail(raw: string): string | null {
  const folded = foldText(raw)
    .replace(/\s/g, '')
    .replace(/^mailto:/, '')
    .replace(/[.,;]+$/, '');
  return ADDRESS.test(folded) && !NOBODY.test(folded) ? folded : null;
}

export const localPart = (email: string): string => email.slice(0, email.lastIndexOf('@'));
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1);

/** A domain that an organisation has for itself. */
export const isOwnDomain = (domain: string): boolean => !FREE_DOMAINS.has(domain);
