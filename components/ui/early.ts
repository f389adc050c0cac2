declare global {
  interface Window {
    slipwayEarly?: {
      /** What stands in a field, or whether it is ticked, once somebody has touched it. */
      entered: WeakMap<EventTarget, string | boolean>;
      /** Fields that React has taken over. */
      alive: WeakSet<EventTarget>;
      /** Forms that were sent before. */
      sent: WeakSet<EventTarget>;
    };
  }
}

/**
 * Stands inline at the top of every page: keeps what is done to a field before our scripts are there, for `useKept` to
 * do again. A tick of ours is a picture until then, its input beside it is real; a form waits instead of leaving the page.
 */
export const earlyScript = `(() => {
  const early = { entered: new WeakMap(), alive: new WeakSet(), sent: new WeakSet() };
  window.slipwayEarly = early;
  addEventListener("input", ({ target }) => {
    if (early.alive.has(target)) return;
    early.entered.set(target, /^(checkbox|radio)$/.test(target.type) ? target.checked : target.value);
  }, true);
  addEventListener("click", ({ target }) => {
    const tick = target instanceof Element ? target.closest("[role=checkbox],[role=switch]") : null;
    const input = tick?.nextElementSibling;
    if (input?.type !== "checkbox" || early.alive.has(input)) return;
    if (tick.closest("label")?.control !== input) input.click();
  }, true);
  addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    early.sent.add(event.target);
  });
})()`;
