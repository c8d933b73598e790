import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { Selected } from '#core/legacy-record';
import type { SalesContext } from '../context';
import type { Invoice } from '../invoices/invoice';
import { InvoiceType } from '../invoices/invoice.type';
import type { Receipt } from '../receipts/receipt';
import { ReceiptType } from '../receipts/receipt.type';
import type { Allocation } from './allocation';
import { AllocationType } from './allocation.type';

@Resolver(() => InvoiceType)
export class InvoiceAllocationsResolver {
  @FieldResolver(() => [AllocationType], {
    nullable: true,
    description: 'Receipts that settle the invoice, oldest first, with those taken back (核销明细).',
  })
  allocations(@Root() { system, key }: Selected<Invoice>, @Ctx() { loaders }: SalesContext): Promise<readonly Allocation[]> {
    return loaders.allocationsOfInvoice.load({ system, key });
  }
}

@Resolver(() => ReceiptType)
export class ReceiptAllocationsResolver {
  @FieldResolver(() => [AllocationType], {
    nullable: true,
    description: 'Invoices that the receipt settles, oldest first, with those taken back (核销明细).',
  })
  allocations(@Root() { system, key }: Selected<Receipt>, @Ctx() { loaders }: SalesContext): Promise<readonly Allocation[]> {
    return loaders.allocationsOfReceipt.load({ system, key });
  }
}

@Resolver(() => AllocationType)
export class AllocationResolver {
  @FieldResolver(() => ReceiptType, { nullable: true, description: 'Receipt that pays (收款单).' })
  receipt(
    @Root() allocation: Allocation,
    @Ctx() { loaders }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Selected<Receipt> | null> {
    return loaders.receipts.follow(allocation, 'receipt', info);
  }

  @FieldResolver(() => InvoiceType, { nullable: true, description: 'Invoice that is paid (应收单).' })
  invoice(
    @Root() allocation: Allocation,
    @Ctx() { loaders }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Selected<Invoice> | null> {
    return loaders.invoices.follow(allocation, 'invoice', info);
  }
}
