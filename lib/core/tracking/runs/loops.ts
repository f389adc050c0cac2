/**
 * The members of loops among parents (child → parent): A of B of A, or one that is its own. What only hangs below a loop is
 * no member. Every child is looked at once, so a chain of any length is cheap.
 */
export function loopsOf(parents: ReadonlyMap<string, string>): string[] {
  const done = new Set<string>();
  const members: string[] = [];
  for (const start of parents.keys()) {
    const path = new Set<string>();
    let at: string | undefined = start;
    while (at !== undefined && !done.has(at) && !path.has(at)) {
      path.add(at);
      at = parents.get(at);
    }
    // The walk came back to a place on its own path: from there on it is a loop.
    if (at !== undefined && path.has(at)) {
      const way = [...path];
      members.push(...way.slice(way.indexOf(at)));
    }
    for (const id of path) done.add(id);
  }
  return members;
}
