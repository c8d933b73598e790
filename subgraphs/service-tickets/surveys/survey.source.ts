import type { SourceKey } from '#core/source-key';
import type { Survey } from './survey';

export interface SurveySource {
  /** The surveys of tickets by time, in ticket order. One statement, whatever the number of tickets. */
  surveys(tickets: readonly SourceKey[]): Promise<readonly (readonly Survey[])[]>;
}
