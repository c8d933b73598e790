import { pino } from 'pino';
import { SourceUnavailableError } from '#core/errors';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { MovedReferences, type KnownReference } from './moved-references';

const key = (system: string, name: string): SourceKey => ({ system, key: name });
const TOOK_MS = 1000;

/** Three records that are known to refer to one, to nobody and to another; the sources say what a test wants. */
function world(mayHaveMoved = true) {
  const known: readonly KnownReference[] = [
    { ...key('tickets', '1'), sameAs: key('finance', 'a') },
    { ...key('tickets', '2'), sameAs: null },
    { ...key('tickets', '3'), sameAs: key('sales', 'b') },
  ];
  const said = new Map<string, SourceKey | null>(known.map((one) => [sourceKeyText(one), one.sameAs]));
  const silent = new Set<string>();
  const applied: string[][] = [];
  let now = 0;
  const references = new MovedReferences(
    {
      parties: {
        apply: (keys) => {
          applied.push(keys.map(sourceKeyText));
          return Promise.resolve(keys);
        },
      },
      async *known() {
        yield await Promise.resolve(known);
      },
      open: () =>
        Promise.resolve({
          silent,
          parties: {
            referencesOf: (keys) => {
              now += TOOK_MS;
              if (silent.has('tickets')) return Promise.reject(new SourceUnavailableError('tickets'));
              return Promise.resolve(keys.map((one) => said.get(sourceKeyText(one)) ?? null));
            },
          },
        }),
      now: () => now,
      log: pino({ level: 'silent' }),
    },
    mayHaveMoved,
  );
  const later = (ms: number): void => void (now += ms);
  return { said, silent, applied, later, follow: () => references.follow(() => Promise.resolve()), references };
}

describe('references that moved without a change of their record', () => {
  it('follows a record whose number now leads to somebody, to somebody else, or to nobody', async () => {
    const { said, applied, follow } = world();
    said.set('tickets 2', key('finance', 'c'));
    said.set('tickets 1', key('finance', 'd'));
    said.set('tickets 3', null);
    expect(await follow()).toBe(3);
    expect(applied).toEqual([['tickets 1', 'tickets 2', 'tickets 3']]);
  });

  it('keeps a reference that cannot be looked up because the source it leads to is silent', async () => {
    const { said, silent, applied, follow, later } = world();
    silent.add('finance');
    said.set('tickets 1', null);
    expect(await follow()).toBe(0);
    expect(applied).toEqual([]);
    silent.clear();
    later(20 * TOOK_MS);
    expect(await follow()).toBe(1);
  });

  it('looks nothing up while no record has changed', async () => {
    const { said, follow, references, later } = world(false);
    said.set('tickets 2', key('finance', 'c'));
    expect(await follow()).toBe(0);
    await references.apply([key('finance', 'c')]);
    later(20 * TOOK_MS);
    expect(await follow()).toBe(1);
    said.set('tickets 2', key('finance', 'd'));
    later(100 * TOOK_MS);
    expect(await follow()).toBe(0);
  });

  it('takes at most a twentieth of the time', async () => {
    const { said, follow, references, later } = world();
    await follow();
    said.set('tickets 2', key('finance', 'c'));
    await references.apply([key('finance', 'c')]);
    later(19 * TOOK_MS);
    expect(await follow()).toBe(0);
    later(TOOK_MS);
    expect(await follow()).toBe(1);
  });

  it('looks again later when the source of the references did not answer', async () => {
    const { said, silent, follow, later } = world();
    silent.add('tickets');
    expect(await follow()).toBe(0);
    silent.clear();
    said.set('tickets 2', key('finance', 'c'));
    later(20 * TOOK_MS);
    expect(await follow()).toBe(1);
  });
});
