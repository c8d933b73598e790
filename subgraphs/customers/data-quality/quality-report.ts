import { qualityScore, type QualityScore } from './quality-score';
import type { QualityRules } from './quality-rule';
import type { AssessedSource, QualityRunDetails } from './quality-run';

export interface SystemQuality extends AssessedSource {
  readonly score: QualityScore;
}

/** An area of the data over all systems; what the rules do not name any more has no text and nobody who answers. */
export interface DomainQuality {
  readonly domain: string;
  readonly text: string | null;
  readonly department: string | null;
  readonly steward: string | null;
  readonly score: QualityScore;
}

export const scoreOfRun = ({ figures }: QualityRunDetails): QualityScore => qualityScore(figures);

export function systemsOfRun({ sources, figures }: QualityRunDetails): readonly SystemQuality[] {
  return sources.map((source) => ({ ...source, score: qualityScore(figures.filter(({ system }) => system === source.system)) }));
}

export function domainsOfRun({ figures }: QualityRunDetails, domains: QualityRules['domains']): readonly DomainQuality[] {
  return [...new Set(figures.map(({ domain }) => domain))].sort().map((domain) => {
    const known = domains.find(({ id }) => id === domain);
    return {
      domain,
      text: known?.text ?? null,
      department: known?.responsible.department ?? null,
      steward: known?.responsible.steward ?? null,
      score: qualityScore(figures.filter((figure) => figure.domain === domain)),
    };
  });
}
