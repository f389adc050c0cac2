"use client";
import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { type More, toast } from "@/components/ui/toast";

type Act = { key: string; work: () => Promise<unknown>; done?: string; failed?: string; more?: More };

const nothing: readonly QueryKey[] = [];

/**
 * What a person does: one act at a time, after which all under `keys` is read again. `send` keeps why it failed in `error`,
 * for a form; `act` says in a toast what it did or why not, for a row or a menu. Both give back whether it was done. `busy`
 * is the key of the act under way, `more` what the word of success offers.
 */
export function useAct(keys: readonly QueryKey[] = nothing) {
  const client = useQueryClient();
  const reload = () => Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
  const { mutateAsync, isPending, variables, error, reset } = useMutation<unknown, unknown, Act>({
    mutationFn: ({ work }) => work(),
    onSuccess: (_, { done, more }) => void (done !== undefined && toast.done(done, more)),
    onError: (why, { failed }) => void (failed !== undefined && toast.failed(failed, why)),
    onSettled: reload,
  });
  const begin = (act: Act): Promise<boolean> =>
    mutateAsync(act).then(
      () => true,
      () => false,
    );
  return {
    busy: isPending ? variables.key : null,
    pending: isPending,
    error,
    act: (key: string, done: string, failed: string, work: () => Promise<unknown>, more: More = {}) =>
      begin({ key, done, failed, work, more }),
    send: (work: () => Promise<unknown>, key = "send") => begin({ key, work }),
    clear: reset,
    reload,
  };
}
