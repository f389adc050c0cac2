/** Why a store refuses rows. `sure`: it speaks of the rows themselves, and would say so of them again. */
export type Refusal = { code: string; reason: string; sure: boolean };

/**
 * Where journaled batches go. `insert` takes bodies as they stand, one behind the other, and may be given the same again.
 * It answers null when they are stored, or why the store read them and will not take them as they are. Whatever else
 * goes wrong is thrown: then the batches wait.
 */
export type Target = { name: string; insert(body: Uint8Array): Promise<Refusal | null> };
