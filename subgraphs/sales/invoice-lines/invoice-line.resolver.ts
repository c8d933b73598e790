import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { Selected } from '#core/legacy-record';
import type { SalesContext } from '../context';
import type { Invoice } from '../invoices/invoice';
import { InvoiceType } from '../invoices/invoice.type';
import type { Product } from '../products/product';
import { ProductType } from '../products/product.type';
import type { InvoiceLine } from './invoice-line';
import { InvoiceLineType } from './invoice-line.type';

@Resolver(() => InvoiceType)
export class InvoiceLinesResolver {
  @FieldResolver(() => [InvoiceLineType], { nullable: true, description: 'Lines by position (应收单明细).' })
  lines(@Root() { system, key }: Selected<Invoice>, @Ctx() { loaders }: SalesContext): Promise<readonly InvoiceLine[]> {
    return loaders.invoiceLines.load({ system, key });
  }
}

@Resolver(() => InvoiceLineType)
export class InvoiceLineResolver {
  @FieldResolver(() => ProductType, { nullable: true, description: 'What the line sells (产品).' })
  product(
    @Root() line: InvoiceLine,
    @Ctx() { loaders }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Selected<Product> | null> {
    return loaders.products.follow(line, 'product', info);
  }
}
