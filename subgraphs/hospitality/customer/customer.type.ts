import { customerProfileStub, customerStub } from '#graphql/customer-stub.type';

export const CustomerStub = customerStub();
export const CustomerProfileStub = customerProfileStub();
