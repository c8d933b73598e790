import { join } from 'node:path';
import { readAccessTable, type MayRead } from './access-table';
import { readAreaRights, type AreaRight, type AreaRights } from './area-rights';
import type { Claims } from './claims';
import { ANY, isPersonal, readFieldRules, type FieldRules } from './field-rules';
import type { Mask } from './mask';
import { readRoles, type Roles } from './roles';

/** How a caller sees a field: `CLEAR`, not at all, or behind a mask. */
export type Sight = 'CLEAR' | 'NONE' | Mask;

/** What decides who sees which field. */
export interface PolicyTables {
  /** What BI and PARTNER read. */
  readonly mayRead: MayRead;
  readonly roles: Roles;
  readonly fields: FieldRules;
  readonly rights: AreaRights;
}

/** Reads the access policy of a folder: access, roles, fields, rights. @throws Error that names the file and what is wrong in it */
export function readAccessPolicy(directory: string): AccessPolicy {
  return new AccessPolicy({
    mayRead: readAccessTable(join(directory, 'access.yaml')),
    roles: readRoles(join(directory, 'roles.yaml')),
    fields: readFieldRules(join(directory, 'fields.yaml')),
    rights: readAreaRights(join(directory, 'rights.yaml')),
  });
}

/** Decides which field a caller sees, and how. Everything that is not granted is refused. */
export class AccessPolicy {
  /** Area rights of a caller; they live as long as the claims of one request. */
  private readonly rights = new WeakMap<Claims, ReadonlyMap<string, AreaRight>>();

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
  }

  sight(claims: Claims, type: string, field: string): Sight {
    if (claims.audience !== 'STAFF') return this.tables.mayRead(claims.audience, type, field) ? 'CLEAR' : 'NONE';
    const rule = this.tables.fields.get(type)?.get(field);
    if (!rule) return 'NONE';
    const right = this.rightsOf(claims).get(rule.area);
    if (right === 'CLEAR') return 'CLEAR';
    if (right !== 'MASKED') return 'NONE';
    return isPersonal(rule) ? (rule.mask ?? 'NONE') : 'CLEAR';
  }

  /** The widest right of any role, unless one of them forbids the area. */
  private rightsOf(claims: Claims): ReadonlyMap<string, AreaRight> {
    const known = this.rights.get(claims);
    if (known) return known;
    const merged = new Map<string, AreaRight>();
    for (const role of claims.roles) {
      const archetype = this.tables.roles.get(role)?.archetype;
      for (const [area, right] of Object.entries((archetype && this.tables.rights.archetypes[archetype]) || {})) {
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
