import { useEffect, useState } from "react";

export type Late<Parts> = { begin: () => Promise<void>; get: () => Parts | undefined };

/**
 * Code that a page does not need to appear (what opens: menus, dialogs), fetched when it is first wanted. `begin`
 * starts that; a failed try is forgotten, so the next one asks again. `get` gives the parts once they are there, at
 * once, so that the children of an open menu never wait on their own.
 */
export function makeLate<Parts>(load: () => Promise<Parts>): Late<Parts> {
  let loaded: Parts | undefined;
  let loading: Promise<void> | undefined;
  return {
    get: () => loaded,
    begin: () => {
      loading ??= load().then(
        (parts) => {
          loaded = parts;
        },
        () => {
          loading = undefined;
        },
      );
      return loading;
    },
  };
}

/** The parts once `wanted` has been true and they have arrived; they stay, so that closing can be drawn too. */
export function useLate<Parts>({ begin, get }: Late<Parts>, wanted: boolean): Parts | undefined {
  const [once, setOnce] = useState(false);
  const [, redraw] = useState(false);
  useEffect(() => {
    if (!wanted) return;
    setOnce(true);
    if (get() === undefined) void begin().then(() => redraw((before) => !before));
  }, [wanted, begin, get]);
  return wanted || once ? get() : undefined;
}
