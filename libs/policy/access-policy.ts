import { join } from 'node:path';
import { readAccessTable, type MayRead } from './access-table';
import { readAreaRights, type AreaRight, type AreaRights } from './area-rights';
import type { Claims } from './claims';
import { ANY, CLASSES, isPersonal, readFieldRules, type Class, type FieldRule, type FieldRules } from './field-rules';
import type { Mask } from './mask';
import { readPurposes, type Purposes } from './purposes';
import { readRoles, type Roles } from './roles';

/** How a caller sees a field: `CLEAR`, not at all, or behind a mask. */
export type Sight = 'CLEAR' | 'NONE' | Mask;

/** Rows of a type that a caller sees: those whose field has one of the values. */
export interface RowRule {
  readonly type: string;
  readonly field: string;
  readonly values: readonly string[];
}

/** The customers that a caller sees: those whose account owner is this employee, or a colleague of the same department. */
export interface CustomerRule {
  readonly of: 'OWN' | 'TEAM';
  /** Number of the employee; absent when the token does not say it: then there are none. */
  readonly employee: string | undefined;
}

/** The customers that a caller sees: those with an open ticket that is assigned to this employee, and of the tickets these alone. */
export interface TicketRule {
  /** Number of the employee; absent when the token does not say it: then there are none. */
  readonly employee: string | undefined;
}

/** Which rows a caller sees. */
export interface RowScope {
  /** A row must satisfy each rule of its type. */
  readonly rules: readonly RowRule[];
  /** Null: the rows of all customers, whoever owns them. */
  readonly customers: CustomerRule | null;
  /** Null: the rows of all customers, whatever they wait for. With `customers` both must hold. */
  readonly assigned: TicketRule | null;
}

/** Everything. */
export const ALL_ROWS: RowScope = { rules: [], customers: null, assigned: null };

/** What decides who sees which field. */
export interface PolicyTables {
  /** What BI and PARTNER read. */
  readonly mayRead: MayRead;
  readonly roles: Roles;
  readonly fields: FieldRules;
  readonly rights: AreaRights;
  readonly purposes: Purposes;
}

/** Reads the access policy of a folder: access, roles, fields, rights, purposes. @throws Error that names the file and what is wrong in it */
export function readAccessPolicy(directory: string): AccessPolicy {
  return new AccessPolicy({
    mayRead: readAccessTable(join(directory, 'access.yaml')),
    roles: readRoles(join(directory, 'roles.yaml')),
    fields: readFieldRules(join(directory, 'fields.yaml')),
    rights: readAreaRights(join(directory, 'rights.yaml')),
    purposes: readPurposes(join(directory, 'purposes.yaml')),
  });
}

/** The fields that tell which object one is: its id, or system and key; empty when nothing does. */
export function identityOf(fields: readonly string[]): readonly string[] {
  if (fields.includes('id')) return ['id'];
  return fields.includes('system') && fields.includes('key') ? ['system', 'key'] : [];
}

/** Decides which field a caller sees, and how. Everything that is not granted is refused. */
export class AccessPolicy {
  /** Area rights of a caller; they live as long as the claims of one request. */
  private readonly rights = new WeakMap<Claims, ReadonlyMap<string, AreaRight>>();
  /** Classes of fields that are read for the purpose of a caller; as long. */
  private readonly classes = new WeakMap<Claims, ReadonlySet<Class>>();

  /** @throws Error when a role has an archetype, or a field an area, that the rights do not know */
  constructor(private readonly tables: PolicyTables) {
    const { roles, fields, rights } = tables;
    for (const [role, { archetype, audience }] of roles) {
      if (archetype !== undefined && !(archetype in rights.archetypes))
        throw new Error(`Role ${role}: there is no archetype ${archetype}`);
      if (audience === 'STAFF' && archetype === undefined) throw new Error(`Role ${role} is staff and has no archetype`);
    }
    for (const [type, rules] of fields) {
      for (const [field, { area }] of rules)
        if (area !== ANY && !(area in rights.areas)) throw new Error(`${type}.${field}: there is no area ${area}`);
    }
    const strangers = tables.purposes.archetypes().filter((archetype) => !(archetype in rights.archetypes));
    if (strangers.length > 0) throw new Error(`Purposes of ${strangers.join(', ')}: there is no such archetype`);
    for (const [archetype, areas] of Object.entries(rights.archetypes)) this.checkIdentities(archetype, areas);
    for (const at of Object.values(rights.rows).flatMap((rows) => Object.keys(rows))) {
      const [type = '', field = ''] = at.split('.');
      if (!fields.get(type)?.has(field)) throw new Error(`Rows by ${at}: there is no such field`);
    }
  }

  /** Whether a field is about a person: who reads it is written down. */
  isPersonal(type: string, field: string): boolean {
    const rule = this.tables.fields.get(type)?.get(field);
    return rule !== undefined && isPersonal(rule);
  }

  /** Purposes that a caller may state; the first one holds when none is. */
  purposesOf(claims: Claims): readonly string[] {
    return this.tables.purposes.of(claims.audience, this.archetypesOf(claims));
  }

  /** Whether what a caller asks for is its own purpose, and one for which a class of fields is read. */
  private admits(claims: Claims, named: Class): boolean {
    return this.classesOf(claims).has(named);
  }

  private classesOf(claims: Claims): ReadonlySet<Class> {
    const known = this.classes.get(claims);
    if (known) return known;
    const own = this.purposesOf(claims);
    const purpose = claims.purpose ?? own[0] ?? '';
    const admitted = new Set(own.includes(purpose) ? CLASSES.filter((named) => this.tables.purposes.admits(purpose, named)) : []);
    this.classes.set(claims, admitted);
    return admitted;
  }

  /** How a field is classified; null: it is not known, or not any more. */
  classOf(type: string, field: string): Class | null {
    return this.tables.fields.get(type)?.get(field)?.class ?? null;
  }

  sight(claims: Claims, type: string, field: string): Sight {
    const rule = this.tables.fields.get(type)?.get(field);
    if (rule && !this.admits(claims, rule.class)) return 'NONE';
    if (claims.audience !== 'STAFF') return this.tables.mayRead(claims.audience, type, field) ? 'CLEAR' : 'NONE';
    if (!rule) return 'NONE';
    const right = this.rightsOf(claims).get(rule.area);
    if (right === 'CLEAR') return 'CLEAR';
    if (right !== 'MASKED') return 'NONE';
    return isPersonal(rule) ? (rule.mask ?? 'NONE') : 'CLEAR';
  }

  /** What is read about a person is written down with the object it is read of: who reads the one must read the other. */
  private checkIdentities(archetype: string, areas: Readonly<Record<string, AreaRight>>): void {
    const reads = ({ area }: Pick<FieldRule, 'area'>): boolean => area === ANY || (areas[area] ?? 'FORBIDDEN') !== 'FORBIDDEN';
    for (const [type, rules] of this.tables.fields) {
      const seen = [...rules].find(([, rule]) => isPersonal(rule) && reads(rule));
      const hidden = identityOf([...rules.keys()]).find((field) => !reads(rules.get(field) ?? { area: ANY }));
      if (seen && hidden !== undefined)
        throw new Error(
          `${archetype} reads ${type}.${seen[0]} and must read ${type}.${hidden}: the audit trail names the object`,
        );
    }
  }

  rowScope(claims: Claims): RowScope {
    return { rules: this.rowRules(claims), ...this.customerRules(claims) };
  }

  private customerRules(claims: Claims): Pick<RowScope, 'customers' | 'assigned'> {
    if (claims.audience !== 'STAFF') return ALL_ROWS;
    const { employee } = claims;
    const kinds = this.restrictionsOf(claims).map((archetype) => this.tables.rights.customers[archetype]);
    const isOwned = kinds.includes('TEAM') || kinds.includes('OWN');
    return {
      customers: isOwned ? { of: kinds.includes('TEAM') ? 'TEAM' : 'OWN', employee } : null,
      assigned: kinds.includes('ASSIGNED') ? { employee } : null,
    };
  }

  /**
   * The archetypes of a caller whose rule about customers holds. A role lifts the rule of another only when it reads everything that the other
   * reads: else the fields of one role would show of the customers of another.
   */
  private restrictionsOf(claims: Claims): readonly string[] {
    const { customers } = this.tables.rights;
    let held = this.archetypesOf(claims);
    for (const kind of ['OWN', 'ASSIGNED', 'TEAM'] as const) {
      for (const each of held.filter((archetype) => customers[archetype] === kind)) {
        const others = held.filter((other) => other !== each);
        if (others.some((other) => this.readsAsMuch(other, each))) held = others;
      }
    }
    return held.filter((archetype) => archetype in customers);
  }

  private readsAsMuch(archetype: string, other: string): boolean {
    const { archetypes } = this.tables.rights;
    return Object.entries(archetypes[other] ?? {}).every(([area, right]) => {
      const own = archetypes[archetype]?.[area];
      return own !== undefined && own !== 'FORBIDDEN' && STRENGTH[own] >= STRENGTH[right];
    });
  }

  /**
   * Which rows a caller of staff sees by rules of its own. A role that reads a type without a rule for it sees all its rows; the values of several roles add up,
   * and where their rules are about different fields a row must satisfy all. A rule about something that the token does not say leaves no row.
   */
  private rowRules(claims: Claims): readonly RowRule[] {
    if (claims.audience !== 'STAFF') return [];
    const { rows } = this.tables.rights;
    const held = this.archetypesOf(claims);
    const rules = new Map<string, { type: string; field: string; values: string[] }>();
    for (const archetype of held) {
      for (const [at, claim] of Object.entries(rows[archetype] ?? {})) {
        const [type = '', field = ''] = at.split('.');
        if (held.some((other) => this.readsAll(other, type, field))) continue;
        const rule = rules.get(at) ?? { type, field, values: [] };
        const value = claims[claim];
        if (value !== undefined && !rule.values.includes(value)) rule.values.push(value);
        rules.set(at, rule);
      }
    }
    return [...rules.values()];
  }

  /** Whether an archetype reads a type and has no rule for its rows. */
  private readsAll(archetype: string, type: string, field: string): boolean {
    const { rows, archetypes } = this.tables.rights;
    const area = this.tables.fields.get(type)?.get(field)?.area ?? ANY;
    const right = archetypes[archetype]?.[area];
    const hasRule = Object.keys(rows[archetype] ?? {}).some((at) => at.startsWith(`${type}.`));
    return (right === 'CLEAR' || right === 'MASKED') && !hasRule;
  }

  private archetypesOf({ roles }: Claims): readonly string[] {
    return [...new Set(roles.flatMap((role) => this.tables.roles.get(role)?.archetype ?? []))];
  }

  /** The widest right of any role, unless one of them forbids the area. */
  private rightsOf(claims: Claims): ReadonlyMap<string, AreaRight> {
    const known = this.rights.get(claims);
    if (known) return known;
    const merged = new Map<string, AreaRight>();
    for (const archetype of this.archetypesOf(claims)) {
      for (const [area, right] of Object.entries(this.tables.rights.archetypes[archetype] ?? {})) {
        const before = merged.get(area);
        merged.set(area, before ? stronger(before, right) : right);
      }
    }
    if ([...merged.values()].some((right) => right !== 'FORBIDDEN')) merged.set(ANY, 'CLEAR');
    this.rights.set(claims, merged);
    return merged;
  }
}

const STRENGTH: Readonly<Record<AreaRight, number>> = { MASKED: 0, CLEAR: 1, FORBIDDEN: 2 };
const stronger = (a: AreaRight, b: AreaRight): AreaRight => (STRENGTH[a] > STRENGTH[b] ? a : b);
