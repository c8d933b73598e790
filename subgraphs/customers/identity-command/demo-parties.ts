import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import type { LegacyReader } from '#legacy/legacy-reader';
import { openCatalog } from '#legacy/source/legacy-catalog';
import { AS_OF } from '../../../demo/as-of';
import { loadEmbedded } from '../../../demo/load/embedded';
import { GroundTruth } from '../../../demo/generate/ground-truth';
import type { Step, StepTarget } from '../../../demo/generate/output/step-target';
import type { MixedReason } from '../identity/mixed/mixed-file';
import type { Party, PartyIdentifier } from '../identity/party';
import type { LabelledSet } from './labelled-set';

const SOURCES_FILE = resolve(__dirname, '../../../demo/sources.yaml');
const READ_MS = 600_000;
const FIELDS = ['name', 'kind', 'taxNo', 'idNo', 'phones', 'email', 'address', 'postCode', 'birthDate', 'sameAs'] as const;

/** Pairs of records that look alike and are two parties, as pairs of labels. */
export interface DemoSet extends LabelledSet {
  readonly notMatches: readonly (readonly [string, string])[];
  /** Ids of the records that hold more than one party, by what shows it. */
  readonly mixed: ReadonlyMap<MixedReason, ReadonlySet<string>>;
}

/** Keeps the ground truth of a run, which the databases must not hold. */
class TruthTarget implements StepTarget {
  readonly truth = new GroundTruth();

  take({ truth }: Step): void {
    this.truth.absorb(truth);
  }

  finish(): void {}

  abort(): void {}
}

function identifiersOf(taxNo: string | null, idNo: string | null): readonly PartyIdentifier[] {
  return [
    ...(taxNo === null ? [] : [{ type: 'creditCode', value: taxNo }]),
    ...(idNo === null ? [] : [{ type: 'residentId', value: idNo }]),
  ];
}

async function readParties(reader: LegacyReader): Promise<readonly Party[]> {
  const parties: Party[] = [];
  for (const system of reader.systemsOf('Party')) {
    for await (const batch of reader.scan(system, 'Party', FIELDS)) {
      for (const row of batch) {
        parties.push({
          system,
          key: row.key,
          kind: row.kind,
          names: [{ text: row.name }],
          phones: row.phones ?? [],
          emails: row.email === null ? [] : [row.email],
          identifiers: identifiersOf(row.taxNo, row.idNo),
          address: row.address === null && row.postCode === null ? null : { text: row.address, postCode: row.postCode },
          birthDate: row.birthDate,
          sameAs: row.sameAs === null ? [] : [row.sameAs],
        });
      }
    }
  }
  return parties;
}

/** A couple on one profile is linked twice; the record is the first one's, whose contacts it holds. */
function labelsOf(parties: readonly Party[], { links }: GroundTruth): readonly (string | null)[] {
  const partyOf = new Map(links.toReversed().map(({ system, key, party }) => [sourceKeyText({ system, key }), String(party)]));
  return parties.map((party) => partyOf.get(sourceKeyText(party)) ?? null);
}

const WRONG_REFERENCES = new Set(['WRONG_FINANCE_CODE', 'WRONG_LEDGER_ACCOUNT']);

function mixedIn({ links, faults }: GroundTruth): DemoSet['mixed'] {
  const couples = links.filter(({ errors }) => errors.includes('COUPLE_ON_ONE_PROFILE'));
  const wrong = faults.filter(({ fault }) => WRONG_REFERENCES.has(fault));
  const ids = (records: readonly SourceKey[]): ReadonlySet<string> => new Set(records.map(sourceKeyText));
  return new Map([
    ['TWO_NAMES', ids(couples)],
    ['POINTS_TO_ANOTHER', ids(wrong)],
  ]);
}

/**
 * The parties of the demo generator as the product sees them: generated, loaded into embedded databases and read back
 * through the mappings, with the generator's ground truth as labels.
 */
export async function readDemoParties(seed: number, parties: number): Promise<DemoSet> {
  const directory = mkdtempSync(join(tmpdir(), 'identity-'));
  try {
    const truth = new TruthTarget();
    loadEmbedded({ directory, seed, parties }, [truth]);
    const catalog = await openCatalog({
      sourcesFile: SOURCES_FILE,
      subgraph: 'customers',
      urlFor: (source) => `file:${join(directory, `${source}.db`)}`,
    });
    try {
      const records = await readParties(catalog.reader({ today: AS_OF, deadlineMs: READ_MS }));
      return {
        name: `demo seed ${seed}, ${parties} parties`,
        parties: records,
        labels: labelsOf(records, truth.truth),
        linkOnly: false,
        notMatches: truth.truth.notMatches.map(({ party, other }) => [String(party), String(other)]),
        mixed: mixedIn(truth.truth),
      };
    } finally {
      await catalog.close();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
