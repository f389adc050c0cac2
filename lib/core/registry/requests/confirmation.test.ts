import { expect, it } from "vitest";
import { unconfirmedWords } from "./confirmation";

const minute = 60_000;
const hour = 60 * minute;
const due = 1_000 * hour;

it.each([
  [-24 * hour + 1000, false, "Waits for a second engineer: 23 hours left"],
  [-24 * hour, false, "Waits for a second engineer: 24 hours left"],
  [-hour, false, "Waits for a second engineer: 1 hour left"],
  [-5 * minute, false, "Waits for a second engineer: 5 minutes left"],
  [-1, false, "Waits for a second engineer: less than a minute left"],
  [3 * hour + 1, true, "Not confirmed: 3 hours overdue"],
  [3 * 24 * hour, true, "Not confirmed: 3 days overdue"],
  // The page has stood open since before the end; the page's clock is behind PostgreSQL's.
  [hour, false, "Not confirmed: 1 hour overdue"],
  [-minute, true, "Not confirmed: less than a minute overdue"],
])("at %i ms from the end", (since, overdue, words) => {
  expect(unconfirmedWords({ due, overdue }, due + since)).toBe(words);
});
