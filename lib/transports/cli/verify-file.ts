import { createHash } from "node:crypto";
import {
  type ExportLine,
  exportLine,
  type Fault,
  faultOf,
  firstPrevHash,
  seal,
} from "@/lib/core/audit/chain";
import { Told } from "./words";

/** What a file's verification says; `withheld` records came without their body, so only their links could be checked. */
export type FileVerdict = {
  checked: number;
  withheld: number;
  fault: Fault | null;
  last: { seq: number; hash: string };
};

/**
 * Verifies an exported trail, line by line, with nothing but SHA-256. That its end was not cut off only the head can tell:
 * compare `last` with what the page shows. Error: a line that is no record's.
 */
export async function verifyLines(
  lines: AsyncIterable<string>,
  onProgress: (checked: number) => void = () => undefined,
): Promise<FileVerdict> {
  let before: ExportLine = { seq: 0, at: "", body: null, prevHash: firstPrevHash, hash: firstPrevHash };
  let held: ExportLine | null = null;
  let checked = 0;
  let withheld = 0;
  const judge = (line: ExportLine, next: ExportLine | null): Fault | null => {
    checked++;
    if (line.body === null) withheld++;
    const { seq, at } = line;
    const linked = line.prevHash === before.hash;
    const followed = next === null ? null : next.prevHash === line.hash;
    const fault = faultOf({ seq, at, sound: isSound(line), linked, followed }, before);
    before = line;
    if (checked % 10_000 === 0) onProgress(checked);
    return fault;
  };
  const verdict = (fault: Fault | null): FileVerdict => {
    const { seq, hash } = before;
    return { checked, withheld, fault, last: { seq, hash } };
  };
  let number = 0;
  for await (const text of lines) {
    number++;
    if (text.trim() === "") continue;
    const line = readLine(text, number);
    const fault = held === null ? null : judge(held, line);
    if (fault !== null) return verdict(fault);
    held = line;
  }
  return verdict(held === null ? null : judge(held, null));
}

const isSound = ({ seq, at, body, prevHash, hash }: ExportLine): boolean =>
  body === null ||
  createHash("sha256")
    .update(seal)
    .update(Buffer.from(prevHash, "hex"))
    .update(`${seq}\n${at}\n${body}`)
    .digest("hex") === hash;

function readLine(text: string, number: number): ExportLine {
  try {
    return exportLine.parse(JSON.parse(text));
  } catch {
    throw new Told(
      `Line ${number} is no record of an exported trail. Take the file as GET /api/audit/export?format=ndjson gave it.`,
    );
  }
}
