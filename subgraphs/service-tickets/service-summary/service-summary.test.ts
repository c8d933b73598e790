import { summarise, type TicketFacts } from './service-summary';

const facts = (more: Partial<TicketFacts>): TicketFacts => ({
  status: 'CLOSED',
  complaint: false,
  rating: null,
  openedAt: '2026-05-01T09:00:00+08:00',
  ...more,
});

describe('summarise', () => {
  it('says nothing was rated instead of an average of zero', () => {
    expect(summarise([])).toEqual({
      ticketCount: 0,
      openCount: 0,
      unknownStatusCount: 0,
      complaintCount: 0,
      ratedCount: 0,
      averageRating: null,
      lastTicketAt: null,
    });
  });

  it('counts tickets, open ones and complaints, and leaves voided ones out', () => {
    const tickets = [
      facts({}),
      facts({ status: 'WAITING', complaint: true }),
      facts({ status: 'NEW' }),
      facts({ status: 'VOID', complaint: true, rating: 1 }),
    ];
    expect(summarise(tickets)).toMatchObject({ ticketCount: 3, openCount: 2, complaintCount: 1, averageRating: null });
  });

  it('tells tickets of unknown status apart and never counts them as open', () => {
    expect(summarise([facts({ status: null })])).toMatchObject({ ticketCount: 1, openCount: 0, unknownStatusCount: 1 });
  });

  it.each([
    [[5], '5.00'],
    [[5, 4, 4], '4.33'],
    [[5, 5, 4], '4.67'],
    [[1, 1, 1, 1, 1, 1, 1, 2], '1.13'],
    [[5, null, 3], '4.00'],
  ])('rates %j as %s', (ratings, average) => {
    expect(summarise(ratings.map((rating) => facts({ rating }))).averageRating).toBe(average);
  });

  it('takes the latest instant, whatever offset it is written in', () => {
    const tickets = [
      facts({ openedAt: '2026-05-01T09:00:00+08:00' }),
      facts({ openedAt: '2026-05-01T02:00:00Z' }),
      facts({ openedAt: null }),
    ];
    expect(summarise(tickets).lastTicketAt).toBe('2026-05-01T02:00:00Z');
  });
});
