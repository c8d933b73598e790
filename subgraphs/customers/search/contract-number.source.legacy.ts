import type { LegacyReader } from '#legacy/legacy-reader';
import type { ContractNumber, ContractNumberSource } from './contract-number.source';

export function legacyContractNumberSource(reader: LegacyReader): ContractNumberSource {
  return {
    systems: () => reader.systemsOf('Contract'),
    async *numbers(system) {
      for await (const rows of reader.scan(system, 'Contract', ['number', 'customer'])) {
        yield rows.flatMap(({ number, customer }): ContractNumber[] =>
          number !== null && customer !== null ? [{ number, party: { system: customer.system, key: customer.key } }] : [],
        );
      }
    },
    async ofParties(parties) {
      const asked = parties.map((party) => [party]);
      const found = await reader.allByRef('Contract', 'customer', asked, ['number']);
      return found.map((rows) => rows.flatMap(({ number }) => number ?? []));
    },
  };
}
