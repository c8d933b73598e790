import type { SourceKey } from '#core/source-key';
import { withoutLabel } from '../compile/key-text';
import type { Mapping, MatchRules } from './mapping';

const NONE: MatchRules = { never: [], ignore: [] };

/** What identifies nobody where this party comes from. */
export function matchRulesOf(mappings: readonly Mapping[], { system, key }: SourceKey): MatchRules {
  const sets = mappings.find(({ source }) => source.id === system)?.rows.get('Party') ?? [];
  return sets.find(({ label }) => withoutLabel(label, key) !== null)?.match ?? NONE;
}
