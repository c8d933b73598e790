/** The question a newcomer asks first: one customer of the demo with what each of the four systems knows. Printed at start, told in the README. */
export const FIRST_QUERY =
  '{ customerBySource(system: "finance", key: "001|0000000001") { id name sourceRecords { system key matchedBy } ' +
  'contracts(first: 3) { nodes { number status amount { amount currency } } } ' +
  'invoices(first: 3) { nodes { number status openAmount { amount currency } } } ' +
  'tickets(first: 3) { nodes { number title status } } ' +
  'stays(first: 3) { nodes { hotel arrivesAt status } } } }';
