import { Kind, type DocumentNode, type FieldDefinitionNode, type InputValueDefinitionNode } from 'graphql';
import type { MayRead } from '#policy/access-table';
import { AUDIENCES } from '#policy/claims';
import { isPersonal, type FieldRules } from '#policy/field-rules';

const FIELDED: readonly string[] = [
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
];
/** Fields of every subgraph that are not in the supergraph. */
const SUBGRAPH_ONLY = ['_Service'];

/**
 * What is wrong between the fields of all schemas and the access policy, in words: a field without class and area, one that is not there, and
 * a personal field that an audience of outsiders may read.
 */
export function lintAccess(schemas: readonly DocumentNode[], rules: FieldRules, mayRead: MayRead): readonly string[] {
  const fields = fieldsOf(schemas);
  const unclassified = [...fields].flatMap(([type, names]) =>
    names
      .filter((name) => !rules.get(type)?.has(name))
      .map((name) => `${type}.${name} has no class and area: add it to schema/policy/fields.yaml`),
  );
  const gone = [...rules].flatMap(([type, byField]) =>
    [...byField.keys()]
      .filter((name) => !SUBGRAPH_ONLY.includes(type) && !fields.get(type)?.includes(name))
      .map((name) => `${type}.${name} stands in schema/policy/fields.yaml and is not in the graph`),
  );
  const exposed = AUDIENCES.filter((audience) => audience !== 'STAFF').flatMap((audience) =>
    [...rules].flatMap(([type, byField]) =>
      [...byField]
        .filter(([name, rule]) => isPersonal(rule) && mayRead(audience, type, name))
        .map(([name, rule]) => `${type}.${name} is ${rule.class} and ${audience} may read it by schema/policy/access.yaml`),
    ),
  );
  return [...unclassified, ...gone, ...exposed];
}

/** Names of the fields of each type; the ones that only the planner reads as well, for subgraphs answer them. */
function fieldsOf(schemas: readonly DocumentNode[]): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, readonly string[]>();
  for (const definition of schemas.flatMap(({ definitions }) => definitions)) {
    // Types with two underscores are federation's own.
    if (!FIELDED.includes(definition.kind) || !('fields' in definition) || definition.name.value.includes('__')) continue;
    const list: readonly (FieldDefinitionNode | InputValueDefinitionNode)[] = definition.fields ?? [];
    const name = definition.name.value;
    fields.set(name, [...(fields.get(name) ?? []), ...list.map((field) => field.name.value)]);
  }
  return fields;
}
