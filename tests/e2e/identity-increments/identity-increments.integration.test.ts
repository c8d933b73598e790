import { describeEngines, type TestDatabase } from '#testing/mysql';
import { DrawnChanges } from './drawn-changes';
import { clustersIn, FollowedDemo } from './followed-demo';

const PARTIES = 80;
const ROUNDS = 3;
const CHANGES_OF_ROUND = 12;

jest.setTimeout(240_000);

describeEngines('the worker that follows the parties of the demo', (engine) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await engine.create();
  });
  afterEach(() => database.drop());

  it.each([11, 13])(
    'has after every change what matching all records anew gives, ids and evidence too (seed %i)',
    async (seed) => {
      const demo = await FollowedDemo.open(database.url, { parties: PARTIES, seed });
      const changes = new DrawnChanges(demo.directory, seed);
      try {
        await demo.cycle();
        const first = clustersIn((await demo.matched()).records);
        for (let round = 0; round < ROUNDS; round += 1) {
          const made = changes.make(CHANGES_OF_ROUND);
          await demo.cycle();
          const followed = await demo.matched();
          await demo.rebuild();
          expect({ made, ...(await demo.matched()) }).toEqual({ made, ...followed });
        }
        expect(clustersIn((await demo.matched()).records)).not.toEqual(first);
      } finally {
        await demo.close();
      }
    },
  );
});
