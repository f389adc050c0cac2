import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";

const row = z.object({
  date: z.string(),
  delay: z.number(),
  distance: z.number(),
  origin: z.string(),
  destination: z.string(),
});

/** One flight: `late` is 1 when it arrived more than 15 minutes late. Hour 0–23, weekday 0 (Sunday) – 6. */
export type Flight = {
  hour: number;
  weekday: number;
  distance: number;
  origin: string;
  destination: string;
  late: 0 | 1;
};
export type Flights = {
  train: Flight[];
  validation: Flight[];
  test: Flight[];
  digest: string;
  source: string;
  rows: number;
};

const lateMinutes = 15;

/** 20 000 US flights of the first quarter of 2001, in time order: January and February train, early March validates, the rest tests. */
export function readFlights(): Flights {
  // The package exports its code only; its data lies beside.
  const text = readFileSync(
    new URL("../../node_modules/vega-datasets/data/flights-20k.json", import.meta.url),
    "utf8",
  );
  const rows = z.array(row).parse(JSON.parse(text));
  const dated = rows.map((one) => ({
    month: one.date.slice(5, 7),
    day: Number(one.date.slice(8, 10)),
    flight: toFlight(one),
  }));
  return {
    train: dated.filter(({ month }) => month < "03").map(({ flight }) => flight),
    validation: dated.filter(({ month, day }) => month === "03" && day <= 15).map(({ flight }) => flight),
    test: dated.filter(({ month, day }) => month === "03" && day > 15).map(({ flight }) => flight),
    digest: createHash("sha256").update(text).digest("hex").slice(0, 8),
    source: "npm:vega-datasets/data/flights-20k.json",
    rows: rows.length,
  };
}

function toFlight({ date, delay, distance, origin, destination }: z.infer<typeof row>): Flight {
  const [year = 2001, month = 1, day = 1, hour = 0] = date.split(/[/ :]/).map(Number);
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return { hour, weekday, distance, origin, destination, late: delay > lateMinutes ? 1 : 0 };
}
