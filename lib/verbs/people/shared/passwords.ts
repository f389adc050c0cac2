import { hash, verify } from "@node-rs/argon2";
import { perProcess } from "@/lib/process";

// argon2id, the package's default kind; 46 MiB and one pass (OWASP's first choice of equal ones).
const options = { memoryCost: 47_104, timeCost: 1, parallelism: 1 };
const parameters = `$m=${options.memoryCost},t=${options.timeCost},p=${options.parallelism}$`;

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const all = perProcess.hashing;
  if (all.free > 0) all.free--;
  else await new Promise<void>((resolve) => all.waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = all.waiting.shift();
    if (next) next();
    else all.free++;
  }
}

/** The PHC string of a password. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, options));

let dummy: Promise<string> | undefined;
/** Compares; without a stored hash it works as long, and says no. `outdated`: to be hashed anew with today's cost. */
export async function checkPassword(
  password: string,
  stored: string | null,
): Promise<{ right: boolean; outdated: boolean }> {
  dummy ??= hashPassword("nobody's password");
  const against = stored ?? (await dummy);
  const matches = await inTurn(() => verify(against, password));
  return { right: matches && stored !== null, outdated: stored !== null && !stored.includes(parameters) };
}
