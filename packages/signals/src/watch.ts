/**
 * Says what was said to every queue that is later put in the place of the one on the page, before the page uses it.
 * What `var` declared can't be watched: it stays as it is.
 */
export function watch(page: object, name: string, meet: (queue: unknown[]) => void): void {
  let value: unknown = (page as { [name: string]: unknown })[name];
  // Somebody else may watch it too, and is heard first.
  const before = Object.getOwnPropertyDescriptor(page, name);
  Reflect.defineProperty(page, name, {
    configurable: true,
    get: () => value,
    set(next) {
      before?.set?.(next);
      if (next !== value && Array.isArray(next)) meet(next);
      value = next;
    },
  });
}
