import fc from 'fast-check';
import { aPartyRecord } from './fixtures/party-records';
import type { PartyRecord } from './party-record';
import { stitch } from './stitch';

const CODE = '91350100M000100Y43';
const OTHER_CODE = '91110000100001342C';

const shape = (records: readonly PartyRecord[]) =>
  stitch(records).map((cluster) => cluster.map(({ record }) => record.system + record.key));

describe('stitch', () => {
  it('joins records of equal valid credit codes', () => {
    const records = [
      aPartyRecord({ system: 'f', key: '1', taxNo: CODE }),
      aPartyRecord({ system: 's', key: '1', taxNo: CODE.toLowerCase() }),
    ];
    expect(shape(records)).toEqual([['f1', 's1']]);
  });

  it('joins nothing by an invalid code, a name or a phone', () => {
    const same = { taxNo: '123', phones: ['0755-1'] };
    expect(shape([aPartyRecord({ system: 'f', key: '1', ...same }), aPartyRecord({ system: 's', key: '1', ...same })])).toEqual([
      ['f1'],
      ['s1'],
    ]);
  });

  it('follows cross references and tells how a record was matched', () => {
    const [cluster = []] = stitch([
      aPartyRecord({ system: 'f', key: '1' }),
      aPartyRecord({ system: 's', key: '9', sameAs: { system: 'f', key: '1' } }),
    ]);
    expect(cluster.map(({ matchedBy }) => matchedBy)).toEqual(['FIRST_RECORD', 'CROSS_REFERENCE']);
  });

  it('never lets a cross reference join two credit codes, or a person and an organisation', () => {
    const sameAs = { system: 'f', key: '1' };
    const codes = [
      aPartyRecord({ system: 'f', key: '1', taxNo: CODE }),
      aPartyRecord({ system: 's', key: '1', taxNo: OTHER_CODE, sameAs }),
    ];
    const kinds = [aPartyRecord({ system: 'f', key: '1' }), aPartyRecord({ system: 's', key: '1', kind: 'PERSON', sameAs })];
    expect([shape(codes), shape(kinds)]).toEqual([
      [['f1'], ['s1']],
      [['f1'], ['s1']],
    ]);
  });

  it('ignores a reference to a record that does not exist', () => {
    expect(shape([aPartyRecord({ system: 's', key: '1', sameAs: { system: 'f', key: '404' } })])).toEqual([['s1']]);
  });

  it('puts every record into exactly one cluster, whatever the references', () => {
    const records = fc
      .uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 20 })
      .chain((ids) =>
        fc.tuple(
          ...ids.map((id) =>
            fc
              .option(fc.constantFrom(...ids))
              .map((to) =>
                aPartyRecord({ system: 's', key: String(id), sameAs: to === null ? null : { system: 's', key: String(to) } }),
              ),
          ),
        ),
      );
    fc.assert(fc.property(records, (list) => expect(shape(list).flat().sort()).toEqual(list.map(({ key }) => `s${key}`).sort())));
  });
});
