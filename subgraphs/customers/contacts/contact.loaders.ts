import DataLoader from 'dataloader';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { MAX_BATCH } from '#graphql/loader-family';
import type { Contact } from './contact';
import type { ContactSource } from './contact.source';

export interface ContactLoaders {
  readonly contacts: DataLoader<readonly SourceKey[], readonly Contact[], string>;
}

export const contactLoaders = (source: ContactSource): ContactLoaders => ({
  contacts: new DataLoader((customers) => source.contactsOf(customers), {
    cacheKeyFn: (keys) => keys.map(sourceKeyText).join('\n'),
    maxBatchSize: MAX_BATCH,
  }),
});
