import { expect, it } from "vitest";
import { ordinal } from "./ordinal";

it.each([
  [1, "1st"],
  [2, "2nd"],
  [3, "3rd"],
  [4, "4th"],
  [11, "11th"],
  [12, "12th"],
  [113, "113th"],
  [121, "121st"],
  [412, "412th"],
])("%i is written %s", (place, words) => expect(ordinal(place)).toBe(words));
