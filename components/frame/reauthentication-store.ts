type Question = { answer: (confirmed: boolean) => void };

let open: Question[] = [];
const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};

/** Opens the dialog over whatever is there; true once the password was right, false when the person gives up. */
export function askForPassword(): Promise<boolean> {
  return new Promise((answer) => {
    open = [...open, { answer }];
    tell();
  });
}

/** Answers all that wait: one password serves every request that was held. */
export function settle(confirmed: boolean): void {
  const waiting = open;
  open = [];
  tell();
  for (const question of waiting) question.answer(confirmed);
}

export const isAsking = () => open.length > 0;

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
