import type { StoreDefinition } from '#runtime/store/open-store';
import { auditRecords } from './migrations/0001-audit-records';
import { apiKeysAndRevocations } from './migrations/0002-api-keys-and-revocations';
import { whoChangedCallers } from './migrations/0003-who-changed-callers';
import { auditQuestions } from './migrations/0004-audit-questions';

/** The owned store of the gateway. */
export const gatewayStore: StoreDefinition = {
  name: 'gateway',
  entities: [],
  migrations: [auditRecords, apiKeysAndRevocations, whoChangedCallers, auditQuestions],
};
