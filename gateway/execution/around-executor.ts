import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { GatewayContext } from '../request-context';

/** What executes operations for the server. */
export type Gateway = ApolloServerOptionsWithGateway<GatewayContext>['gateway'];
export type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;
export type Call = Parameters<Executor>[0];
export type Result = Awaited<ReturnType<Executor>>;

/** The same gateway, whose operations go through `execute`; it is given what executed them before. */
export function aroundExecutor(gateway: Gateway, execute: (call: Call, executor: Executor) => Promise<Result>): Gateway {
  return {
    onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
    stop: () => gateway.stop(),
    load: async (options) => {
      const { executor } = await gateway.load(options);
      return { executor: executor && ((call) => execute(call, executor)) };
    },
  };
}
