import { AS_OF_DAY, type Day, isoDate } from '../calendar';
import { type Generation } from '../generation';
import { type Party } from '../population';
import { type Random } from '../random';
import { type Order } from '../sales/orders';
import { type SalesCustomer } from '../sales/customers';
import { customerCode } from './customer-code';

const SERIAL_CATEGORIES: ReadonlySet<string> = new Set(['电气', '仪表', '机械']);

/** A delivered device with a serial number. */
export interface Asset {
  readonly serial: string;
  readonly soldOn: Day;
}

const slashed = (day: Day): string => isoDate(day).replaceAll('-', '/');

/** A day as one of several clerks writes it. */
function typedDay(random: Random, day: Day): string {
  return random.weighted([
    [slashed(day), 70],
    [isoDate(day), 20],
    [isoDate(day).replaceAll('-', ''), 10],
  ]);
}

/** Registers devices that were delivered; the customer is noted by whichever number was at hand. */
export function writeAssets(
  g: Generation,
  party: Party,
  finance: readonly string[],
  sales: readonly SalesCustomer[],
  orders: readonly Order[],
): readonly Asset[] {
  const random = g.random('assets', party.id);
  const assets: Asset[] = [];
  const delivered = orders.filter((order) => order.status === 3 && !order.cancelled && !order.isReturn);
  for (const order of delivered) {
    for (const { product } of order.lines) {
      if (!SERIAL_CATEGORIES.has(product.category) || !random.chance(0.25)) continue;
      const serial = `SN${String(g.next('hd_asset')).padStart(8, '0')}`;
      const soldOn = Math.min(AS_OF_DAY, order.day + random.int(1, 15));
      g.data.add('tickets', 'hd_asset', {
        sn: serial,
        cust_code: customerCode(random, finance, sales),
        model: product.model,
        sell_date: typedDay(random, soldOn),
        warr_end: random.chance(0.05) ? '' : slashed(soldOn + random.pick([365, 365, 730])),
      });
      assets.push({ serial, soldOn });
    }
  }
  return assets;
}
