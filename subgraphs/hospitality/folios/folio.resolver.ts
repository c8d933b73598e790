import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Selected } from '#core/legacy-record';
import type { HospitalityContext } from '../context';
import type { Stay } from '../stays/stay';
import { StayType } from '../stays/stay.type';
import type { Folio } from './folio';
import { FolioSummaryType } from './folio.type';

@Resolver(() => StayType)
export class StayFolioResolver {
  @FieldResolver(() => FolioSummaryType, { nullable: true, description: 'Sums over what was posted to its account (账单汇总).' })
  folio(@Root() { system, key }: Selected<Stay>, @Ctx() { loaders }: HospitalityContext): Promise<Folio> {
    return loaders.folios.load({ system, key });
  }
}
