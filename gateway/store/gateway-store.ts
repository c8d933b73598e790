import type { StoreDefinition } from '#runtime/store/open-store';
import { auditRecords } from './migrations/0001-audit-records';

/** The owned store of the gateway. */
export const gatewayStore: StoreDefinition = { name: 'gateway', entities: [], migrations: [auditRecords] };
