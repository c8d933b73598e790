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

export interface TruthRelation {
  readonly party: number;
  readonly relation: 'BRANCH_OF' | 'EMPLOYEE_OF' | 'HOUSEHOLD' | 'AGENT_FOR';
  readonly to: number;
}

export interface TruthParty {
  readonly party: number;
  readonly kind: 'O' | 'P';
  readonly name: string;
  readonly phone: string;
  readonly taxNo: string | null;
  readonly weight: string;
  readonly keyAccount: boolean;
  /** Day on which the party stopped buying; null while it buys. */
  readonly leftOn: string | null;
}

/** Two parties that look alike and are two. */
export interface TruthNotMatch {
  readonly party: number;
  readonly other: number;
  readonly why: 'SAME_NAME' | 'BRANCH' | 'PHONE_RECYCLED' | 'ONE_PROFILE';
}

export interface TruthFault {
  readonly system: System;
  readonly table: string;
  readonly key: string;
  readonly fault: string;
  /** What would be right, where that can be said. */
  readonly detail: string;
}

/** What is true behind the data. It is written beside the legacy databases, never into them. */
export class GroundTruth {
  readonly parties: TruthParty[] = [];
  readonly links: TruthLink[] = [];
  readonly relations: TruthRelation[] = [];
  readonly notMatches: TruthNotMatch[] = [];
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

  absorb(other: GroundTruth): void {
    this.parties.push(...other.parties);
    this.links.push(...other.links);
    this.relations.push(...other.relations);
    this.notMatches.push(...other.notMatches);
    this.faults.push(...other.faults);
  }

  clear(): void {
    for (const facts of [this.parties, this.links, this.relations, this.notMatches, this.faults]) facts.length = 0;
  }
}
