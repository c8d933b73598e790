import { maskValues } from '#runtime/logging/describe-error';
import { hashOfKey, idOfKey, newKey } from './key-text';

const keys = Array.from({ length: 200 }, newKey);

it('names its id, and only its hash is needed to know it again', () => {
  for (const { id, text, hash } of keys) {
    expect(idOfKey(text)).toBe(id);
    expect(text).toMatch(new RegExp(`^crm_${id}_[0-9A-Za-z]{33}$`));
    expect(hashOfKey(text).toString('hex')).toBe(hash);
    expect(hash).not.toContain(text.slice(-33));
  }
});

it('is never the same, and uses every sign at every place of its secret', () => {
  expect(new Set(keys.map(({ text }) => text)).size).toBe(keys.length);
  expect(new Set(keys.map(({ id }) => id)).size).toBe(keys.length);
  for (let place = 16; place < 42; place += 1) expect(new Set(keys.map(({ text }) => text[place])).size).toBeGreaterThan(40);
});

it('can be sent as a bearer token of RFC 6750', () => {
  for (const { text } of keys) expect(text).toMatch(/^[A-Za-z0-9\-._~+/]+=*$/);
});

it('is told from a mistyped one without a look-up: any one sign changed, left out or moved', () => {
  const { text } = newKey();
  for (let place = 0; place < text.length; place += 1) {
    const sign = text[place] ?? '';
    const other = sign === 'x' ? 'y' : 'x';
    const next = text[place + 1] ?? '';
    expect(idOfKey(text.slice(0, place) + other + text.slice(place + 1))).toBeNull();
    expect(idOfKey(text.slice(0, place) + text.slice(place + 1))).toBeNull();
    if (next !== '' && next !== sign) expect(idOfKey(text.slice(0, place) + next + sign + text.slice(place + 2))).toBeNull();
  }
});

it.each(['', 'crm_', 'crm__', 'crm_abcdefghij_', `crm_abcdefghij_${'a'.repeat(33)}`, `${newKey().text}\n`, ` ${newKey().text}`])(
  'does not take %j for a key',
  (text) => expect(idOfKey(text)).toBeNull(),
);

it('[T16] is masked wherever a text with it is logged, also one without a digit', () => {
  const texts = [...keys.map(({ text }) => text), `crm_abcdefghij_${'abc'.repeat(11)}`];
  for (const text of texts) expect(maskValues(`cannot read ${text} sent twice`)).toBe('cannot read ? sent twice');
});
