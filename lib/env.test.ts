import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { parseEnv } from "./env";

const given = (values: Record<string, string>) => parseEnv({ NODE_ENV: "test", ...values });

test("nothing is needed, and an empty variable counts as not given", () => {
  const env = given({ PORT: "", DATABASE_URL: "" });
  expect(env).toMatchObject({
    PORT: 3000,
    HOST: "127.0.0.1",
    SLIPWAY_HOME: resolve(".slipway"),
    SLIPWAY_DEMO: false,
  });
  expect(env.SLIPWAY_FILES).toBe(resolve(".slipway/files"));
  expect(env.DATABASE_URL).toBeUndefined();
});

test("what is wrong is named, without its value", () => {
  const wrong = () =>
    given({
      PORT: "70000",
      DATABASE_URL: "mysql://root:hunter2@db/x",
      NEXTAUTH_SECRET: "too short a secret",
    });
  expect(wrong).toThrow(
    /PORT.*DATABASE_URL must look like postgresql:.*NEXTAUTH_SECRET must have at least 32/,
  );
  expect(wrong).not.toThrow(/hunter2|too short a secret/);
});

test(".env.example is read as it stands and gives the defaults", () => {
  const lines = readFileSync(".env.example", "utf8").split("\n");
  const pairs = lines.filter((line) => /^[A-Z]/.test(line)).map((line) => line.split("=", 2));
  const example = Object.fromEntries(pairs.map(([name = "", value = ""]) => [name, value]));
  expect(given(example)).toEqual(given({}));
});
