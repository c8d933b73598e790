import { Kind, parse, type SelectionSetNode } from 'graphql';
import type { MayRead } from '#policy/access-table';
import { ANY, isPersonal, type FieldRule, type FieldRules } from '#policy/field-rules';

/** Audiences that read what access.yaml grants them, whatever its area. */
export const OUTSIDERS = ['BI', 'PARTNER'] as const;

/** Scopes that a caller needs, as `@requiresScopes` writes them: all of one of the lists. */
export type Scopes = readonly (readonly string[])[];

/** What a caller needs to select a field. */
export interface Requirement {
  /** Whether being known is asked for besides. */
  readonly authenticated: boolean;
  /** Null: no scope. */
  readonly scopes: Scopes | null;
}

export interface AccessRules {
  readonly fields: FieldRules;
  readonly mayRead: MayRead;
}

/** The type of a field; undefined: there is no such field. */
export type TypeOf = (type: string, field: string) => string | undefined;

/** @throws Error that names a field without rule */
export function ruleOf(type: string, field: string, { fields }: Pick<AccessRules, 'fields'>): FieldRule {
  const rule = fields.get(type)?.get(field);
  if (!rule) throw new Error(`${type}.${field} has no class and area: add it to schema/policy/fields.yaml`);
  return rule;
}

/**
 * What the policy asks of who selects a field: the scope of its area, or of an audience that may read it. A personal field that has no mask is
 * for those who see its area in clear.
 */
export function requirementOf(type: string, field: string, rules: AccessRules): Requirement {
  const rule = ruleOf(type, field, rules);
  if (rule.area === ANY) return { authenticated: true, scopes: null };
  const audiences = OUTSIDERS.filter((audience) => rules.mayRead(audience, type, field));
  const area = `${isPersonal(rule) && rule.mask === null ? 'clear' : 'area'}:${rule.area}`;
  return { authenticated: false, scopes: [[area], ...audiences.map((audience) => [`audience:${audience}`])] };
}

/** The same of a field that is computed from others: whoever selects it must be allowed to select these. */
export function withRequired(own: Requirement, type: string, fieldSet: string, rules: AccessRules, typeOf: TypeOf): Requirement {
  let all = own;
  const walk = (parent: string, { selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) throw new Error(`@requires(fields: "${fieldSet}") of ${type} names no plain fields`);
      const name = selection.name.value;
      all = both(all, requirementOf(parent, name, rules));
      const inner = typeOf(parent, name);
      if (selection.selectionSet && inner !== undefined) walk(inner, selection.selectionSet);
    }
  };
  const [operation] = parse(`{ ${fieldSet} }`).definitions;
  if (operation?.kind === Kind.OPERATION_DEFINITION) walk(type, operation.selectionSet);
  return all;
}

export const isSame = (a: Requirement, b: Requirement): boolean => JSON.stringify(a) === JSON.stringify(b);

function both(a: Requirement, b: Requirement): Requirement {
  return {
    authenticated: a.authenticated || b.authenticated,
    scopes: a.scopes && b.scopes ? product(a.scopes, b.scopes) : (a.scopes ?? b.scopes),
  };
}

/** All of one list of each; a list that holds another one adds nothing. */
function product(a: Scopes, b: Scopes): Scopes {
  const lists = a.flatMap((left) => b.map((right) => [...new Set([...left, ...right])].sort()));
  const holds = (list: readonly string[], other: readonly string[]): boolean => other.every((scope) => list.includes(scope));
  return lists.filter(
    (list, i) => !lists.some((other, j) => i !== j && holds(list, other) && (other.length < list.length || j < i)),
  );
}
