import { randomUUID } from 'node:crypto';
import type { AccessPolicy } from '#policy/access-policy';
import type { Store } from '#runtime/store/open-store';
import type { Telemetry } from '#runtime/telemetry';
import type { Config } from '../config';
import { Audit } from './audit';
import { readAuditKey } from './audit-key';
import { AuditTrail } from './audit-trail';
import { TrailStore } from './audit-trail.store';
import { ChainHeads } from './chain-heads';
import { LatestHeads } from './latest-heads';
import { TrailReader } from './trail-reader';

/** The audit trail of this process. */
export interface RunningAudit {
  readonly audit: Audit;
  /** What auditors ask. */
  readonly reader: TrailReader;
  /** Whether nothing can be written, so that nothing about persons is shown. */
  readonly isAway: () => boolean;
  /** Opens the store ahead of the first record. */
  start(): void;
  close(): Promise<void>;
}

/** Prepares the audit trail; its store is opened by `start`, or for the first record. */
export async function openAudit(
  { auditKeyFile, auditHeadsFile }: Pick<Config, 'auditKeyFile' | 'auditHeadsFile'>,
  policy: AccessPolicy,
  openStore: () => Promise<Store>,
  { log, metrics }: Pick<Telemetry, 'log' | 'metrics'>,
): Promise<RunningAudit> {
  const key = await readAuditKey(auditKeyFile);
  const heads = new ChainHeads({
    path: auditHeadsFile,
    key: key.privateKey,
    now: Date.now,
    onFailure: (err) => log.error({ err }, 'the end of the audit trail cannot be noted'),
  });
  const trail = new AuditTrail({
    chain: randomUUID(),
    open: async () => new TrailStore(await openStore()),
    now: Date.now,
    onHead: (head) => heads.moved(head),
    onState: (err) => {
      if (err === null) log.warn('the audit trail is written again');
      else log.error({ err }, 'the audit trail cannot be written: answers leave out what is about persons');
    },
  });
  metrics.watchAudit(() => trail.isAway);
  return {
    audit: new Audit({ key, policy, record: (entry) => trail.record(entry) }),
    reader: new TrailReader({
      open: async () => new TrailStore(await openStore()),
      heads: new LatestHeads(auditHeadsFile, key.publicKey),
      key,
      onFailure: (err) => log.error({ err }, 'the audit trail cannot be read'),
    }),
    isAway: () => trail.isAway,
    start: () => trail.start(),
    close: async () => {
      await trail.close();
      await heads.close();
    },
  };
}
