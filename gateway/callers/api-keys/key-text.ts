import { createHash, randomBytes, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const ID_SIGNS = '0123456789abcdefghijklmnopqrstuvwxyz';
const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 10;
/** 160 bits in signs of SIGNS; no hash has to be slow for what nobody can guess. */
const SECRET_BYTES = 20;
const SECRET_LENGTH = 27;
const CHECK_LENGTH = 6;
const TEXT = /^crm_([0-9a-z]{10})_[0-9A-Za-z]{33}$/;

/** A key as it is made: the only moment its text is known here. */
export interface NewKey {
  readonly id: string;
  /** `crm_<id>_<secret and checksum>`: what the holder sends. */
  readonly text: string;
  /** What is kept of it. */
  readonly hash: string;
}

/** A new key: 160 random bits, and a checksum by which a scanner of files knows it from other texts and a typo is told without a look-up. */
export function newKey(): NewKey {
  const id = Array.from({ length: ID_LENGTH }, () => ID_SIGNS[randomInt(ID_SIGNS.length)]).join('');
  const secret = inSigns(BigInt(`0x${randomBytes(SECRET_BYTES).toString('hex')}`), SECRET_LENGTH);
  const text = withCheck(`crm_${id}_${secret}`);
  return { id, text, hash: hashOfKey(text).toString('hex') };
}

/** Id of the key that a text is; null when it is none, or mistyped. */
export function idOfKey(text: string): string | null {
  const id = TEXT.exec(text)?.[1];
  return id !== undefined && withCheck(text.slice(0, -CHECK_LENGTH)) === text ? id : null;
}

export const hashOfKey = (text: string): Buffer => createHash('sha256').update(text).digest();

const withCheck = (text: string): string => text + inSigns(BigInt(crc32(text)), CHECK_LENGTH);

function inSigns(value: bigint, length: number): string {
  const base = BigInt(SIGNS.length);
  let text = '';
  for (let rest = value; text.length < length; rest /= base) text = (SIGNS[Number(rest % base)] ?? '') + text;
  return text;
}
