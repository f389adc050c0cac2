/**
 * What MLflow's clients ask a server by plain text. The version says which endpoints they may expect: below 3.4 they
 * send no traces, which Slipway does not take.
 */
export const serveText = (text: string) => (): Response =>
  new Response(text, {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });

export const mlflowVersion = "3.3.2";
