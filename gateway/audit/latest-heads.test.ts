import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAuditKey, type AuditKey } from './audit-key';
import { ChainHeads } from './chain-heads';
import { LatestHeads } from './latest-heads';

describe('the noted ends of chains', () => {
  let directory: string;
  let path: string;
  let key: AuditKey;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'heads-'));
    path = join(directory, 'heads.jsonl');
    key = await readAuditKey(join(directory, 'key.json'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const note = async (chain: string, seq: number): Promise<void> => {
    const heads = new ChainHeads({ path, key: key.privateKey, now: () => 0, onFailure: (error) => expect(error).toBeNull() });
    heads.moved({ chain, seq, hash: `hash ${seq}` });
    await heads.close();
  };

  it('are the last ones of each chain, also of what is added later', async () => {
    const heads = new LatestHeads(path, key.publicKey);
    expect(await heads.of(['a'])).toEqual(new Map());
    await note('a', 1);
    await note('b', 5);
    await note('a', 2);
    expect([...(await heads.of(['a', 'b', 'c'])).values()]).toMatchObject([
      { chain: 'a', seq: 2, hash: 'hash 2', isOurs: true },
      { chain: 'b', seq: 5, isOurs: true },
    ]);
    await note('b', 6);
    expect((await heads.of(['b'])).get('b')).toMatchObject({ seq: 6 });
  });

  it('wait for the end of a line that is being written', async () => {
    const heads = new LatestHeads(path, key.publicKey);
    await note('a', 1);
    const line = JSON.stringify({ chain: 'a', seq: 2, hash: 'h', at: 'now', signature: 's' });
    appendFileSync(path, line.slice(0, 20));
    expect((await heads.of(['a'])).get('a')).toMatchObject({ seq: 1 });
    appendFileSync(path, `${line.slice(20)}\n`);
    expect((await heads.of(['a'])).get('a')).toMatchObject({ seq: 2, isOurs: false });
  });

  it('are read anew from a file that was replaced', async () => {
    const heads = new LatestHeads(path, key.publicKey);
    await note('a', 1);
    await note('b', 1);
    await heads.of(['a']);
    writeFileSync(path, '');
    expect(await heads.of(['a', 'b'])).toEqual(new Map());
  });
});
