/** A table's keys, as the literals that they are. */
export function names<Name extends string>(table: { readonly [name in Name]: unknown }): Name[] {
  return Object.keys(table) as Name[];
}
