/**
 * Sends what a dialog's form holds. The dialog closes only once the act was done (`true`): where it failed, it stays as it
 * was, with what was typed.
 */
export async function sendForm(
  act: () => Promise<boolean>,
  dialog: { setPending(pending: boolean): void; close(): void },
): Promise<void> {
  dialog.setPending(true);
  try {
    if (await act()) dialog.close();
  } finally {
    dialog.setPending(false);
  }
}
