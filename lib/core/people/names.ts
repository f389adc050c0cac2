import { z } from "zod";
import { hasUnseen } from "@/lib/core/text/visible";

/** Names by which people are told apart by whoever decides: what can be seen, and no two that look alike. */

// Of a later Unicode than ours: nobody can say what it looks like.
const unknown = /\p{Cn}/u;
const latin = /\p{Script=Latin}/u;
const like = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;

/** Why this cannot be a person's name, as the rest of "the name …"; null where it can. */
export function nameFault(name: string): string | null {
  if (hasUnseen(name) || unknown.test(name)) return "must not hold characters that cannot be seen";
  if (!/[\p{L}\p{N}]/u.test(name)) return "needs a letter or a digit";
  if (latin.test(name) && like.test(name))
    return "must not mix Latin letters with others that look like them";
  return null;
}

export const personName = z
  .string("must be text")
  .transform((name) => name.normalize("NFC").replace(/\s+/gu, " ").trim())
  .pipe(
    z
      .string()
      .min(1, "must not be empty")
      .max(100, "is too long: at most 100 characters")
      .superRefine((name, context) => {
        const fault = nameFault(name);
        if (fault !== null) context.addIssue(fault);
      }),
  );

// Letters of other alphabets that are drawn as a Latin one, small and capital alike once case is folded (after Unicode's
// confusables, TS #39): enough that a name of these alone is not taken for another.
const drawnAs = new Map(
  Object.entries({
    ...{
      а: "a",
      в: "b",
      с: "c",
      ԁ: "d",
      е: "e",
      ғ: "f",
      ԍ: "g",
      һ: "h",
      н: "h",
      і: "i",
      ј: "j",
      к: "k",
      ӏ: "l",
      м: "m",
    },
    ...{ о: "o", р: "p", ԛ: "q", г: "r", ѕ: "s", т: "t", у: "y", ѵ: "v", ԝ: "w", х: "x", ү: "y" },
    ...{
      α: "a",
      β: "b",
      ε: "e",
      η: "n",
      ι: "i",
      κ: "k",
      μ: "m",
      ν: "v",
      ο: "o",
      ρ: "p",
      τ: "t",
      υ: "u",
      χ: "x",
      ζ: "z",
    },
    ...{ ո: "n", օ: "o", ս: "u", հ: "h" },
    ...{ ı: "i", "0": "o", "1": "l", "|": "l", i: "l" },
  }),
);

/** What a name looks like, whatever its case, accents' composition or alphabet: two people never share it. */
export const lookOf = (name: string): string =>
  Array.from(
    name
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[\s\p{P}]+/gu, " ")
      .trim(),
    (letter) => {
      const drawn = drawnAs.get(letter) ?? letter;
      return drawnAs.get(drawn) ?? drawn;
    },
  ).join("");
