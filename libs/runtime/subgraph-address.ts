import { ConfigError, type Environment } from './config';
import { parseSigningKeys, type SigningKey } from './signing/signed-request';
import { keyVariable, urlVariable } from './url-variable';

/** Where a subgraph process listens, and the key that signs requests to it. */
export interface SubgraphAddress {
  readonly url: string;
  readonly key: SigningKey;
}

/** SUBGRAPH_<NAME>_URL and SUBGRAPH_<NAME>_KEY of each name. @throws ConfigError naming all that are missing or cannot be read */
export function readSubgraphAddresses(names: readonly string[], environment: Environment): ReadonlyMap<string, SubgraphAddress> {
  const problems: string[] = [];
  const addresses = new Map<string, SubgraphAddress>();
  for (const name of names) {
    const [urlName, keyName] = [urlVariable('SUBGRAPH', name), keyVariable(name)];
    const url = environment[urlName] ?? '';
    const [key] = parseSigningKeys(environment[keyName] ?? '') ?? [];
    if (!/^https?:\/\/./.test(url)) problems.push(`${urlName}: expected http://host:port/graphql`);
    if (!key) problems.push(`${keyName}: expected id:secret, a secret of 64 hexadecimal digits or more`);
    else addresses.set(name, { url, key });
  }
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));
  return addresses;
}
