import { normalisePhones, type Phone } from '../identity/normalise/normalise-phone';

/** Numbering plan of the mainland without the leading 0: mobiles, cities with two and with three digits, each with its subscribers. */
const MAINLAND = [/^1[3-9]\d{9}$/, /^(?:10|2\d)\d{8}$/, /^[3-9]\d{2}\d{7,8}$/];
/** A landline as it is dialled in its city. */
const LOCAL = /^[1-9]\d{6,7}$/;
const SHORTEST_ABROAD = 8;

function canBeDialled({ number, isService }: Phone): boolean {
  if (isService || LOCAL.test(number)) return true;
  const inland = /^\+86(\d+)$/.exec(number)?.[1];
  if (inland !== undefined) return LOCAL.test(inland) || MAINLAND.some((form) => form.test(inland));
  return number.startsWith('+') && number.length > SHORTEST_ABROAD;
}

/** The numbers of a field that are no placeholders. */
export const realPhones = (phones: readonly string[]): readonly Phone[] => phones.flatMap((phone) => normalisePhones(phone));

/** Whether every number has the digits that its plan wants: one missing is found, one mistyped is not. */
export const areDiallable = (phones: readonly Phone[]): boolean => phones.every(canBeDialled);
