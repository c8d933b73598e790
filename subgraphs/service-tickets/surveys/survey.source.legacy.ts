import type { LegacyReader } from '#legacy/legacy-reader';
import { byTime } from './survey';
import type { SurveySource } from './survey.source';

export function legacySurveySource(reader: LegacyReader): SurveySource {
  return {
    async surveys(tickets) {
      const owners = tickets.map((ticket) => [ticket]);
      const lists = await reader.allByRef('Survey', 'ticket', owners, ['at', 'score', 'nps', 'remark']);
      return lists.map(byTime);
    },
  };
}
