/** What one request asks of three subgraphs: a customer with its contracts, receipts and tickets. */
export const OPERATION = `query Security($system: String!, $key: String!, $first: Int! = 10) {
  customerBySource(system: $system, key: $key) {
    id name taxNo phones email
    contacts(first: 3) { id name phones email }
    contracts(first: $first) { totalCount nodes { id number name endsOn amount { amount currency } } }
    receipts(first: $first) { nodes { id number payerName bankRef amount { amount currency } } }
    tickets(first: $first) { nodes { id number title contactName contactPhone openedAt } }
  }
}`;

const ROWS = 10;
const rows = (make: (i: number) => object, count = ROWS): readonly object[] => Array.from({ length: count }, (_, i) => make(i));
const money = { amount: '1250.00', currency: 'CNY' };

/** What the subgraphs answer to it. */
export const ANSWER: object = {
  customerBySource: {
    id: 'cus_01980000-0000-7000-8000-000000000001',
    name: '深圳市恒达机械设备有限公司',
    taxNo: '91440300MA5DABCD12',
    phones: ['13812340001', '075583214567'],
    email: 'office@example.cn',
    contacts: rows((i) => ({ id: `con_${i}`, name: '王小明', phones: [`1381234000${i}`], email: 'wang@example.cn' }), 3),
    contracts: {
      totalCount: ROWS,
      nodes: rows((i) => ({ id: `ctr_${i}`, number: `HT-2026-${i}`, name: '服务合同', endsOn: '2027-06-30', amount: money })),
    },
    receipts: {
      nodes: rows((i) => ({ id: `rcp_${i}`, number: `${i}`, payerName: '恒达', bankRef: `BK20260630000${i}`, amount: money })),
    },
    tickets: {
      nodes: rows((i) => ({
        id: `tic_${i}`,
        number: `T${i}`,
        title: '空调不制冷',
        contactName: '李四',
        contactPhone: [`1391234000${i}`],
        openedAt: '2026-06-01T02:00:00.000Z',
      })),
    },
  },
};
