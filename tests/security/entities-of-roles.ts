/** One role of each archetype of staff. */
export const STAFF_ROLES = [
  'GENERAL_MANAGER',
  'SALES_MANAGER',
  'SALESPERSON',
  'ACCOUNT_MANAGER',
  'CUSTOMER_INFO_MANAGER',
  'CS_AGENT',
  'FINANCE',
  'HOUSEKEEPING',
  'DATA_STEWARD',
] as const;

/** A type whose rows are scoped, with one field of it. */
export interface Entity {
  readonly subgraph: 'customers' | 'sales' | 'service-tickets' | 'hospitality';
  readonly field: string;
  readonly area: string;
  /** Its rows by plain SQL: `id` is the key text, `party` the key text of the party in the same system. */
  readonly rows?: { readonly system: 'finance' | 'sales' | 'tickets' | 'pms'; readonly sql: string };
}

export const ENTITIES: Readonly<Record<string, Entity>> = {
  Customer: { subgraph: 'customers', field: 'kind', area: 'CUSTOMER' },
  Contract: {
    subgraph: 'sales',
    field: 'number',
    area: 'CONTRACTS',
    rows: { system: 'sales', sql: 'SELECT FInterID AS id, FCustID AS party FROM t_Contract' },
  },
  Order: {
    subgraph: 'sales',
    field: 'number',
    area: 'SALES',
    rows: { system: 'sales', sql: 'SELECT FInterID AS id, FCustID AS party FROM SEOrder' },
  },
  Opportunity: {
    subgraph: 'sales',
    field: 'name',
    area: 'SALES',
    rows: { system: 'sales', sql: 'SELECT FOppID AS id, FCustID AS party FROM t_Opp' },
  },
  Invoice: {
    subgraph: 'sales',
    field: 'number',
    area: 'RECEIVABLES',
    rows: {
      system: 'finance',
      sql: "SELECT ENT_NO || '|' || FIS_YR || '|' || DOC_NO AS id, ENT_NO || '|' || CUST_NO AS party FROM AR_INV WHERE DEL_FLG <> 'X'",
    },
  },
  Receipt: {
    subgraph: 'sales',
    field: 'number',
    area: 'RECEIPTS',
    rows: {
      system: 'finance',
      sql: "SELECT ENT_NO || '|' || FIS_YR || '|' || DOC_NO AS id, ENT_NO || '|' || CUST_NO AS party FROM AR_RCPT WHERE DEL_FLG <> 'X'",
    },
  },
  Ticket: {
    subgraph: 'service-tickets',
    field: 'number',
    area: 'SERVICE',
    rows: { system: 'tickets', sql: 'SELECT id AS id, uid AS party FROM hd_ticket WHERE is_del = 0' },
  },
  Stay: {
    subgraph: 'hospitality',
    field: 'hotel',
    area: 'STAYS',
    rows: {
      system: 'pms',
      sql: "SELECT hotelid || '|' || accnt AS id, haccnt AS party, hotelid AS hotel FROM master UNION SELECT hotelid || '|' || accnt, haccnt, hotelid FROM hmaster",
    },
  },
};
