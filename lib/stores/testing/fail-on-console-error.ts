import { afterEach, beforeEach, expect } from "vitest";

// What React, a driver or our own code complains about is a fault that a green test would hide.
let complaints: unknown[][] = [];

beforeEach(() => {
  complaints = [];
  globalThis.console.error = (...parts: unknown[]) => {
    complaints.push(parts);
  };
});

afterEach(() => {
  expect(complaints, "console.error was called").toEqual([]);
});
