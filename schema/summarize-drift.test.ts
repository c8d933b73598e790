import { summarizeDrift } from './summarize-drift';

it('has nothing to say of a file that is as the code says', () => {
  expect(summarizeDrift('a.graphql', 'x\n', 'x\n')).toBeNull();
});

it('says that a file is missing', () => {
  expect(summarizeDrift('a.graphql', null, 'x\n')).toBe('a.graphql is missing');
});

it('shows the lines that differ, a few of them', () => {
  const text = summarizeDrift('a.graphql', 'same\nold', ['same', 1, 2, 3, 4, 5, 6, 7].join('\n'));
  expect(text?.split('\n')).toEqual([
    'a.graphql: 7 lines more, 1 lines fewer in the code',
    '  - old',
    ...[1, 2, 3, 4, 5].map((line) => `  + ${line}`),
    '  ... and 2 more',
  ]);
});

it('knows another order', () => {
  expect(summarizeDrift('a.graphql', 'x\ny', 'y\nx')).toBe('a.graphql: the same lines in another order');
});
