import { type System } from '../ddl/table-definition';

/** A legacy row that stands for a party. */
export interface TruthLink {
  readonly system: System;
  readonly table: string;
  /** Canonical key text, `001|0000000001`. */
  readonly key: string;
  readonly party: number;
  /** What was written wrong in this record. */
  readonly errors: readonly string[];
}

export type RelationKind = 'BRANCH_OF' | 'EMPLOYEE_OF' | 'CONTACT_OF';

export interface TruthParty {
  readonly party: number;
  readonly kind: 'O' | 'P';
  readonly name: string;
  readonly phone: string;
  readonly taxNo: string | null;
  readonly weight: string;
  readonly keyAccount: boolean;
}

export interface TruthFault {
  readonly system: System;
  readonly table: string;
  readonly key: string;
  readonly fault: string;
  readonly detail: string;
}

/** What is true behind the data. It is written beside the legacy databases, never into them. */
export class GroundTruth {
  readonly parties: TruthParty[] = [];
  readonly links: TruthLink[] = [];
  readonly relations: { readonly party: number; readonly relation: RelationKind; readonly to: number }[] = [];
  /** Pairs that look alike and are two. */
  readonly notMatches: { readonly party: number; readonly other: number; readonly why: string }[] = [];
  readonly faults: TruthFault[] = [];

  fault(system: System, table: string, key: string, fault: string, detail = ''): void {
    this.faults.push({ system, table, key, fault, detail });
  }

  files(): Readonly<Record<string, readonly object[]>> {
    return {
      gt_party: this.parties,
      gt_link: this.links,
      gt_relation: this.relations,
      gt_notmatch: this.notMatches,
      gt_fault: this.faults,
    };
  }
}
