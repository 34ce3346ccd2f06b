/** The row of a table. Tests and scripts run without the type checker, so a missing row must name the file to edit. */
export function rowOf<Table extends object, Id extends keyof Table>(table: Table, id: Id, file: string): Table[Id] {
  const row = table[id];
  if (row === undefined) {
    throw new Error(`${String(id)} has no row: add one to ${file}`);
  }
  return row;
}
