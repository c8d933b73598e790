import type { KeyedSource } from '#core/record-source';
import { legacyKeyedSource } from '#legacy/keyed-source';
import type { LegacyReader } from '#legacy/legacy-reader';
import type { Product } from './product';

export const legacyProductSource = (reader: LegacyReader): KeyedSource<Product> =>
  legacyKeyedSource<Product, 'Product'>(reader, 'Product', [
    'number',
    'name',
    'category',
    'unit',
    'listPrice',
    'unitCost',
    'taxRate',
    'active',
  ]);
