import { z } from 'zod';
import { ListCursor } from '#core/list-cursor';
import { sourceKeyText } from '#core/source-key';
import { aPartyRecord } from '../registry/fixtures/party-records';
import { ReviewQueue } from '../registry/review-queue';
import { openStewardship } from './fixtures/open-stewardship';

const AGAIN = { reason: 'the file was used again for another company', dryRun: false };

/** Two companies that a steward joined, one of which has become another one since. */
async function openMixed() {
  const world = await openStewardship();
  const { matching, stewardship, of } = world;
  await stewardship.merge(
    { customers: [await of('sales', '7'), await of('sales', '8')], reason: 'one house', dryRun: false },
    'u-1',
  );
  const now = [
    aPartyRecord({ system: 'sales', key: '7', name: '广州越秀物流有限公司', taxNo: '91996045M17945801C' }),
    aPartyRecord({ system: 'sales', key: '8', name: '武汉长江印刷有限公司', taxNo: '91998801M513304647' }),
  ];
  await matching.applyPartyChanges(now.map((record) => ({ system: record.system, key: record.key, record, contracts: null })));
  const queue = new ReviewQueue(matching);
  return { ...world, found: async () => (await queue.mixed({ first: 10, after: null })).rows, queue };
}

describe('a customer that a decision holds together after its records became two companies [GW-03]', () => {
  it('is found with both numbers, and is taken apart as proposed, tried first', async () => {
    const { found, of, membersOf, stewardship } = await openMixed();
    const [finding] = await found();
    if (!finding) throw new Error('nothing was found');
    expect(finding).toMatchObject({ reason: 'TWO_NUMBERS', leaving: [{ system: 'sales', key: '8' }] });
    expect(finding.parties.map(({ says }) => says)).toEqual(['91996045M17945801C', '91998801M513304647']);
    const order = { customer: await of('sales', '7'), records: finding.leaving };
    const tried = await stewardship.split({ ...order, ...AGAIN, dryRun: true }, 'u-1');
    expect([tried.decision, tried.userErrors, tried.changes.length > 0]).toEqual([null, [], true]);
    expect(await found()).toEqual([finding]);
    await stewardship.split({ ...order, ...AGAIN }, 'u-1');
    expect([await membersOf('sales', '7'), await membersOf('sales', '8')]).toEqual([['sales 7'], ['sales 8']]);
    expect(await found()).toEqual([]);
  });

  it('is found again when the split is taken back, as the customer it was', async () => {
    const { found, of, stewardship } = await openMixed();
    const [before, customer] = [await found(), await of('sales', '7')];
    const { decision } = await stewardship.split({ customer, records: before[0]?.leaving ?? [], ...AGAIN }, 'u-1');
    await stewardship.undo({ decision: decision?.id ?? '', ...AGAIN }, 'u-1');
    expect(await found()).toEqual(before);
    const again = await of('sales', '7');
    expect([again.id, again.version, again.sourceRecords.map(sourceKeyText)]).toEqual([
      customer.id,
      customer.version,
      customer.sourceRecords.map(sourceKeyText),
    ]);
  });

  it('is listed page by page, and the cursor of another list is refused', async () => {
    const { queue, matching } = await openMixed();
    const couples = ['1', '2'].map((key) =>
      aPartyRecord({ system: 'pms', key: `9${key}`, kind: 'PERSON', name: '谭帅嘉/马娜宁' }),
    );
    await matching.applyPartyChanges(couples.map((record) => ({ system: 'pms', key: record.key, record, contracts: null })));
    const first = await queue.mixed({ first: 2, after: null });
    const rest = await queue.mixed({ first: 2, after: first.cursors[1] ?? '' });
    expect([first.hasNextPage, rest.hasNextPage]).toEqual([true, false]);
    expect([...first.rows, ...rest.rows].map(({ record }) => sourceKeyText(record))).toEqual(['pms 91', 'pms 92', 'sales 8']);
    const foreign = new ListCursor('another', { place: z.string() }).write({ place: '' });
    await expect(queue.mixed({ first: 2, after: foreign })).rejects.toThrow('it belongs to another list');
  });
});
