/** Operations of the general manager that ask for every personal field; each object says its type. */
export const STAFF_QUESTIONS: readonly string[] = [
  `{ customers(first: 50) { nodes { __typename name phones email address taxNo
      accountOwner { __typename name phones email hiredOn leftOn }
      contacts(first: 5) { __typename name gender phones email wechat qq }
      sourceRecords { __typename name }
      provenance { __typename value alternatives { __typename value } } } } }`,
  `{ customers(first: 50) { nodes { preferences { __typename code name }
      guestProfiles { __typename name namePinyin nation cardNo stays nights noShows cancels firstStayOn lastStayOn blacklisted preferences preferenceNames }
      stays(first: 5) { nodes { __typename roomNo preferences } } } } }`,
  `{ customers(first: 50) { nodes { opportunities(first: 5) { nodes { __typename prospectName } }
      receipts(first: 5) { nodes { __typename payerName bankRef } }
      creditLimit { records { __typename approvedBy } } } } }`,
  `{ customers(first: 50) { nodes { tickets(first: 5) { nodes { __typename title content contactName contactPhone roomNo
      owner { __typename name phones } surveys { __typename remark } events(first: 5) { nodes { __typename by text } } } } } } }`,
  `{ customers(first: 50) { nodes { timeline(first: 50) { nodes { __typename title } } } } }`,
  `{ mixedCustomers(first: 20) { nodes { parties { __typename says } } } }`,
];

/** What a merge would change, of two customers that are only looked at. */
export const TRIED_MERGE = `mutation ($input: MergeCustomersInput!) { mergeCustomers(input: $input) {
  changes { fields { __typename before after } } userErrors { code } } }`;

/** Adds the values of an answer to those of their fields, `Type.field`. */
export function collectSeen(answer: unknown, seen: Map<string, Set<string>>): void {
  if (Array.isArray(answer)) return answer.forEach((each) => collectSeen(each, seen));
  if (typeof answer !== 'object' || answer === null) return;
  const type = '__typename' in answer ? String(answer.__typename) : null;
  for (const [field, value] of Object.entries(answer)) {
    collectSeen(value, seen);
    if (type === null || value === null) continue;
    const values = seen.get(`${type}.${field}`) ?? new Set<string>();
    seen.set(`${type}.${field}`, values.add(JSON.stringify(value)));
  }
}
