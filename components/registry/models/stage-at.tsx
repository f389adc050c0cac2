"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/clock";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useZone } from "@/components/ui/time";
import { momentOf, shortTime } from "@/components/ui/time-format";
import { standingWords } from "@/lib/core/charts/prepare-stages";
import { standingQuery } from "./queries";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

type Asked = { day: string; time: string };

/** The moment that a day and a time of it name in the reader's zone; the end of the day where no time is given. */
export function momentAsked({ day, time }: Asked): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  return momentOf(Date.parse(`${day}T${/^\d{2}:\d{2}/.test(time) ? time : "23:59:59.999"}`));
}

function dayWords({ day, time }: Asked, thisYear: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const of = year === thisYear ? "" : ` ${year}`;
  return `On ${date} ${months[month - 1] ?? ""}${of}${time === "" ? "" : ` at ${time}`}`;
}

type Props = Asked & { model: string; onAsk: (asked: Asked) => unknown };

/** "What was in Production on 3 May?": a day, a time where it matters, and the answer in words. */
export function StageAt({ model, day, time, onAsk }: Props) {
  const now = useNow();
  const zone = useZone();
  const at = momentAsked({ day, time });
  const { data, error } = useQuery({
    ...standingQuery(model, String(at ?? 0)),
    enabled: at !== null,
    placeholderData: keepPreviousData,
  });
  const words =
    at === null || data === undefined
      ? []
      : Date.parse(`${day}T00:00`) > now
        ? ["That day is still to come."]
        : standingWords(
            dayWords({ day, time }, new Date(now).getFullYear()),
            data.standing.map(({ since, ...rest }) => ({ ...rest, since: Date.parse(since) })),
            (moment) => shortTime(moment, now, zone),
          );
  return (
    <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
      <Field label="What stood where on" className="!w-auto">
        <Input
          type="date"
          value={day}
          onChange={(event) => onAsk({ day: event.target.value, time })}
          className="!w-40"
        />
      </Field>
      <Field label="At" optional className="!w-auto">
        <Input
          type="time"
          value={time}
          disabled={day === ""}
          onChange={(event) => onAsk({ day, time: event.target.value })}
          className="!w-32"
        />
      </Field>
      {day !== "" && (
        <Button variant="quiet" onClick={() => onAsk({ day: "", time: "" })}>
          Clear
        </Button>
      )}
      <p role="status" className="min-h-5 basis-full text-base">
        {error ? `This could not be found out: ${error.message}` : words.join(" ")}
      </p>
    </div>
  );
}
