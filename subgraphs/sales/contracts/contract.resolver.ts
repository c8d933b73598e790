import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Directive, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { Employee } from '#core/employee';
import { DomainError } from '#core/errors';
import type { Selected } from '#core/legacy-record';
import { type Connection } from '#graphql/connection';
import { REQUIRES_SOURCE_KEYS, sourceKeysOf, type CustomerKeys } from '#graphql/customer-stub.type';
import { EmployeeType } from '#graphql/employee.type';
import { selectedFields } from '#graphql/selected-fields';
import type { SalesContext } from '../context';
import { CustomerStub } from '../customer/customer.type';
import { ownsContractOf } from '../partners/partner-access';
import { contractStatus, type Contract, type ContractStatus } from './contract';
import { ContractArgs, ContractConnection, ContractStatusEnum, ContractType, InstalmentType } from './contract.type';
import type { Instalment } from './contract.source';

@Resolver(() => ContractType)
export class ContractResolver {
  @Query(() => ContractType, {
    nullable: true,
    description: 'A contract by its reference; null when there is none for the caller (按引用查合同).',
  })
  async contract(
    @Arg('ref', () => String, { description: 'Reference of the contract, from Contract.ref (合同引用).' }) ref: string,
    @Ctx() { loaders, partnerRecords }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Selected<Contract> | null> {
    const key = await loaders.byRef.load(ref);
    const contract = key && (await loaders.contracts.byKey(key, [...selectedFields(info), 'party']));
    if (!contract?.party) return null;
    return partnerRecords === null || ownsContractOf(partnerRecords, contract.party) ? contract : null;
  }

  @Query(() => ContractConnection, { nullable: true, description: "The calling partner's own contracts (我的合同)." })
  myContracts(
    @Args(() => ContractArgs) args: ContractArgs,
    @Ctx() { loaders, partnerRecords }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Selected<Contract>>> {
    return loaders.contracts.connection(partnerRecords ?? [], args, info);
  }

  @FieldResolver(() => ContractStatusEnum, { nullable: true, description: 'Where it stands on the business day (合同状态).' })
  status(@Root() contract: Selected<Contract>, @Ctx() { today }: SalesContext): ContractStatus | null {
    const { recordedStatus = null, cancelled = null, signedOn = null, endsOn = null, reasons } = contract;
    const status = contractStatus({ recordedStatus, cancelled, signedOn, endsOn }, today);
    const reason = reasons?.recordedStatus;
    if (status === null && reason) throw new DomainError(reason.code, reason.detail, { source: contract.system });
    return status;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Random reference that partners know the contract by (合同引用).' })
  ref(@Root() { system, key }: Selected<Contract>, @Ctx() { loaders }: SalesContext): Promise<string> {
    return loaders.ref.load({ system, key });
  }

  @FieldResolver(() => [InstalmentType], { nullable: true, description: 'Payment plan by due date (收款计划).' })
  plan(@Root() { system, key }: Selected<Contract>, @Ctx() { loaders }: SalesContext): Promise<readonly Instalment[]> {
    return loaders.plan.load({ system, key });
  }

  @FieldResolver(() => ContractType, { nullable: true, description: 'Contract that this one renews (续签自合同).' })
  renewalOf(
    @Root() contract: Selected<Contract>,
    @Ctx() { loaders }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Selected<Contract> | null> {
    return loaders.contracts.follow(contract, 'renewalOf', info);
  }

  @FieldResolver(() => EmployeeType, { nullable: true, description: 'Employee responsible for the contract (负责人).' })
  owner(
    @Root() contract: Selected<Contract>,
    @Ctx() { loaders }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Selected<Employee> | null> {
    return loaders.employees.follow(contract, 'owner', info);
  }
}

@Resolver(() => CustomerStub)
export class CustomerContractsResolver {
  @FieldResolver(() => ContractConnection, { nullable: true, description: 'Contracts with the customer (合同).' })
  @Directive(REQUIRES_SOURCE_KEYS)
  contracts(
    @Root() customer: CustomerKeys,
    @Args(() => ContractArgs) args: ContractArgs,
    @Ctx() { loaders }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Selected<Contract>>> {
    return loaders.contracts.connection(sourceKeysOf(customer), args, info);
  }
}
