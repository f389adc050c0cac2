/** Passwords: 12 to 1024 characters, anything that can be typed; length instead of rules of composition (ASVS 6.2). */
export const passwordLength = { min: 12, max: 1024 } as const;

/** The same password typed on different keyboards is the same text. */
export const normalizePassword = (password: string): string => password.normalize("NFKC");

// What guessing lists try first once short ones are refused; compared without case, digits at the ends and signs.
const common = new Set(
  (
    "password passwordpassword passw0rd qwerty qwertyuiop qwertyqwerty asdfghjkl zxcvbnm letmein letmeinplease welcome " +
    "welcomewelcome administrator admin adminadmin changeme changemeplease iloveyou iloveyouiloveyou trustno sunshine princess " +
    "football baseball superman monkey dragon master shadow michael correcthorsebatterystaple mynameis whatever starwars " +
    "abcdefghijkl abcdefghijklm slipway slipwayslipway mlflow mlflowmlflow test testtest testtesttest secret secretsecret default"
  ).split(" "),
);

/** Why this password cannot be taken, or null. `about`: words that are no secret, such as the e-mail and the name. */
export function passwordProblem(password: string, about: readonly string[] = []): string | null {
  const text = normalizePassword(password);
  const length = [...text].length;
  if (length < passwordLength.min)
    return `Use at least ${passwordLength.min} characters: a few words are good.`;
  if (length > passwordLength.max) return `Use at most ${passwordLength.max} characters.`;
  if (text.includes("\u0000")) return "A password cannot hold the character NUL.";
  if (new Set(text).size < 5) return "Use more different characters.";
  if (isRun(text)) return "This is a row of neighbouring characters. Use a few words.";
  const core = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const stem = core.replace(/^\d+|\d+$/g, "");
  if (common.has(stem) || common.has(core))
    return "This password is on the lists that are tried first. Use a few words.";
  const known = about
    .flatMap((word) => word.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length > 2);
  const rest = known.reduce((left, word) => left.replaceAll(word, ""), core);
  return known.length > 0 && rest.length < 6 && rest.length < core.length
    ? "This is mostly your name or e-mail. Use a few words that nobody would guess."
    : null;
}

// 123456789012, abcdefghijkl and the like, forwards and back.
function isRun(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, at) => code - (codes[at] ?? 0));
  const [first] = steps;
  const odd = steps.filter((step) => step !== first).length;
  return (first === 1 || first === -1) && odd <= 2;
}
