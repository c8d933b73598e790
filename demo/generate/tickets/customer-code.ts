import { type Random } from '../random';
import { type SalesCustomer } from '../sales/customers';

/** The customer number somebody knew: one of finance, one of sales or none. */
export function customerCode(random: Random, finance: readonly string[], sales: readonly SalesCustomer[]): string {
  const source = random.weighted([
    ['FINANCE', 35],
    ['SALES', 30],
    ['NONE', 35],
  ] as const);
  switch (source) {
    case 'FINANCE':
      return finance[0] ?? '';
    case 'SALES':
      return sales[0]?.number ?? '';
    case 'NONE':
      return '';
  }
}
