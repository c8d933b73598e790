/** An object of `{ NAME: 'NAME' }` from a list of names: GraphQL enums come from the same list as the string union. */
export function enumOf<const Name extends string>(names: readonly Name[]): { readonly [N in Name]: N } {
  return Object.fromEntries(names.map((name) => [name, name])) as { readonly [N in Name]: N };
}
