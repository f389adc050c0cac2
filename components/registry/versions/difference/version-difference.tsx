"use client";
import { type ReactNode, useState } from "react";
import { queryString } from "@/components/frame/query-string";
import { versionUrl } from "@/components/registry/versions/queries";
import { Link } from "@/components/ui/link";
import { Prose } from "@/components/ui/markdown";
import { Standing } from "@/components/ui/standing";
import { Switch } from "@/components/ui/switch";
import { Table, TableFrame, THead, Th } from "@/components/ui/table";
import { PartRows } from "./part-rows";
import type { Difference, Part } from "./queries";
import { differs, totals } from "./words";

/** Two versions side by side: what differs, and on demand what is the same. */
export function VersionDifference({ difference }: { difference: Difference }) {
  const [showSame, setShowSame] = useState(false);
  const { model, from, to, parts, commitsUrl } = difference;
  const { different, same } = totals(parts);
  const rows = parts.filter(({ kind }) => kind !== "description");
  const alone = from === null;
  const columns = alone ? 2 : 4;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p role="status" className="text-sm text-muted tabular-nums">
          {alone
            ? `Nothing to compare version ${to.version} with: all of it is new.`
            : different === 0
              ? "Nothing that is compared differs."
              : `${different} of ${different + same} differ.`}
        </p>
        {from !== null && <Curves from={from} to={to} />}
        {same > 0 && (
          <Switch checked={showSame} onCheckedChange={setShowSame}>
            Show the {same} that {same === 1 ? "is" : "are"} the same
          </Switch>
        )}
      </div>
      <MarksOnPhone sides={[from, to]} />
      {different + same > 0 && (
        <TableFrame label="Difference">
          <Table className="min-w-84 table-fixed">
            <THead>
              <tr>
                <Th className="w-[29%]">Name</Th>
                {from !== null && (
                  <Th>
                    <Side model={model} side={from} />
                  </Th>
                )}
                <Th>
                  <Side model={model} side={to} />
                </Th>
                {!alone && (
                  <Th numeric className="w-27 sm:w-[22%]">
                    Difference
                  </Th>
                )}
              </tr>
            </THead>
            {rows.map((part) => (
              <PartRows key={part.kind} part={part} showSame={showSame} columns={columns} alone={alone} />
            ))}
          </Table>
        </TableFrame>
      )}
      <Descriptions part={parts.find(({ kind }) => kind === "description")} from={from} to={to} />
      <Notes difference={difference} commitsUrl={commitsUrl} />
    </div>
  );
}

/** The way to how both runs went, where there are two. */
function Curves({ from, to }: { from: Difference["to"]; to: Difference["to"] }) {
  if (from.run === null || to.run === null || from.run.id === to.run.id) return null;
  return (
    <Link href={`/compare?${queryString({ runs: [from.run.id, to.run.id] })}`} className="link text-sm">
      Compare the curves
    </Link>
  );
}

/** A phone's columns have no room for stages; what came past its policy is told there all the same. */
const MarksOnPhone = ({ sides }: { sides: readonly Difference["from"][] }) =>
  sides.map(
    (side) =>
      side !== null &&
      side.bypass !== null && (
        <p key={side.version} className="flex flex-wrap items-center gap-2 text-sm sm:hidden">
          Version {side.version} <Standing of={side} />
        </p>
      ),
  );

function Side({ model, side }: { model: string; side: Difference["to"] }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 whitespace-normal">
      <Link href={versionUrl(model, side.version)} className="link">
        Version {side.version}
      </Link>
      <span className="max-sm:hidden">
        <Standing of={side} />
      </span>
    </span>
  );
}

function Descriptions({ part, from, to }: { part: Part | undefined } & Pick<Difference, "from" | "to">) {
  const row = part?.rows.find(differs);
  if (row === undefined) return null;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {from !== null && <Description title={`Description of version ${from.version}`} text={row.before} />}
      <Description title={`Description of version ${to.version}`} text={row.after} />
    </div>
  );
}

const Description = ({ title, text }: { title: string; text: string | number | null }) => (
  <div className="flex min-w-0 flex-col gap-1">
    <p className="text-xs text-muted">{title}</p>
    {text === null ? <p className="text-muted">Not described.</p> : <Prose>{String(text)}</Prose>}
  </div>
);

/** What the table cannot say by itself. */
function Notes({ difference, commitsUrl }: { difference: Difference; commitsUrl: string | null }) {
  const { from, to, parts } = difference;
  const sides = [from, to].flatMap((side) => (side === null ? [] : [side]));
  const assumed = parts.some(({ rows }) =>
    rows.some(({ betterBy, change }) => betterBy === "name" && change === "changed"),
  );
  const notes: ReactNode[] = [
    ...sides
      .filter(({ run }) => run === null)
      .map(({ version }) => `Version ${version} has no run to read metrics and params from.`),
    ...sides
      .filter(({ stored }) => !stored)
      .map(
        ({ version }) =>
          `The files of version ${version} lie outside Slipway's store, so files are not compared.`,
      ),
    ...(assumed ? ["Where the policy does not say which way a metric is better, its name decides."] : []),
  ];
  if (notes.length === 0 && commitsUrl === null) return null;
  return (
    <ul className="flex flex-col gap-1 text-sm text-muted">
      {commitsUrl !== null && (
        <li>
          <a href={commitsUrl} className="link" target="_blank" rel="noopener noreferrer nofollow">
            See the commits between the two
          </a>
        </li>
      )}
      {notes.map((note) => (
        <li key={String(note)}>{note}</li>
      ))}
    </ul>
  );
}
