import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { AccessPolicy } from '#policy/access-policy';
import { accessTable } from '#policy/access-table';
import { readAreaRights, type AreaRights } from '#policy/area-rights';
import { readFieldRules, type FieldRules } from '#policy/field-rules';
import { readPurposes, type Purposes } from '#policy/purposes';
import { readRoles, type Roles } from '#policy/roles';

export type Grants = Parameters<typeof accessTable>[0];

/** What the policy files say, one by one. */
export interface PolicyFiles {
  readonly access: Grants;
  readonly roles: Roles;
  readonly fields: FieldRules;
  readonly rights: AreaRights;
  readonly purposes: Purposes;
}

const DIRECTORY = join(__dirname, '../../../schema/policy');

export function readPolicyFiles(): PolicyFiles {
  return {
    access: parse(readFileSync(join(DIRECTORY, 'access.yaml'), 'utf8')) as Grants,
    roles: readRoles(join(DIRECTORY, 'roles.yaml')),
    fields: readFieldRules(join(DIRECTORY, 'fields.yaml')),
    rights: readAreaRights(join(DIRECTORY, 'rights.yaml')),
    purposes: readPurposes(join(DIRECTORY, 'purposes.yaml')),
  };
}

/** The engine over them. @throws Error when it does not take them */
export const policyOf = ({ access, ...files }: PolicyFiles): AccessPolicy =>
  new AccessPolicy({ ...files, mayRead: accessTable(access) });
