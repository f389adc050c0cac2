import { useSyncExternalStore } from "react";

/** Something open or closed that anybody may open: the palette, the list of keys. */
function makeToggle() {
  let open = false;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const set = (next: boolean) => {
    open = next;
    for (const listener of listeners) listener();
  };
  return {
    set,
    flip: () => set(!open),
    useOpen: () =>
      useSyncExternalStore(
        subscribe,
        () => open,
        () => false,
      ),
  };
}

export const palette = makeToggle();
export const keyList = makeToggle();
