import { type Generation } from '../generation';
import { drawPersonName, fullName } from '../party';
import { TICKET_CATEGORIES } from '../words/ticket-words';

export const STAFF = 16;

export interface ServiceLevel {
  readonly id: number;
  readonly priority: 1 | 2 | 3 | 4;
  readonly respondMinutes: number;
  readonly solveMinutes: number;
}

export const SERVICE_LEVELS: readonly ServiceLevel[] = [
  { id: 1, priority: 1, respondMinutes: 15, solveMinutes: 240 },
  { id: 2, priority: 2, respondMinutes: 60, solveMinutes: 480 },
  { id: 3, priority: 3, respondMinutes: 240, solveMinutes: 1440 },
  { id: 4, priority: 4, respondMinutes: 480, solveMinutes: 4320 },
];
const LEVEL_NAMES = ['紧急', '高', '中', '低'];

export function writeTicketCodes(g: Generation): void {
  TICKET_CATEGORIES.forEach((name, index) => {
    g.data.add('tickets', 'hd_cat', { catid: index + 1, pid: 0, catname: name, sla_id: (index % 3) + 2 });
  });
  SERVICE_LEVELS.forEach((level, index) => {
    g.data.add('tickets', 'hd_sla', {
      sla_id: level.id,
      sname: LEVEL_NAMES[index] ?? null,
      pri: level.priority,
      resp_min: level.respondMinutes,
      solve_min: level.solveMinutes,
    });
  });
  for (let id = 1; id <= STAFF; id += 1) {
    const random = g.random('service staff', id);
    const sname = fullName(drawPersonName(random));
    g.data.add('tickets', 'hd_staff', { sid: id, sname, grp: (id % 3) + 1, mobile: `169${random.digits(8)}`, status: 1 });
  }
}
