import DataLoader from 'dataloader';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { MAX_BATCH } from '#graphql/loader-family';
import type { InvoiceLine } from './invoice-line';
import type { InvoiceLineSource } from './invoice-line.source';

export interface InvoiceLineLoaders {
  readonly invoiceLines: DataLoader<SourceKey, readonly InvoiceLine[], string>;
}

export const invoiceLineLoaders = (source: InvoiceLineSource): InvoiceLineLoaders => ({
  invoiceLines: new DataLoader((keys) => source.linesOf(keys), { cacheKeyFn: sourceKeyText, maxBatchSize: MAX_BATCH }),
});
