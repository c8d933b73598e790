/** `npm run subgraph -- <name>` */
const MAINS: Readonly<Record<string, () => Promise<unknown>>> = {
  customers: () => import('./customers/main.js'),
  sales: () => import('./sales/main.js'),
  'service-tickets': () => import('./service-tickets/main.js'),
  hospitality: () => import('./hospitality/main.js'),
};

const [name = ''] = process.argv.slice(2);
const main = Object.hasOwn(MAINS, name) ? MAINS[name] : undefined;
if (main) void main();
else {
  process.stderr.write(`Usage: npm run subgraph -- <name>, one of ${Object.keys(MAINS).join(', ')}\n`);
  process.exitCode = 2;
}
