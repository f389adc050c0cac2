import { Readable } from "node:stream";
import { storedPath } from "@/lib/core/tracking/artifacts/storage";
import { perform } from "@/lib/verbs/kernel";
import { putArtifact } from "@/lib/verbs/tracking/artifacts/put-artifact";
import type { Board } from "./board";

/** Uploads a file under a version's folder, as Dana. */
export async function putArtifactFor(
  { stores, dana }: Board,
  name: string,
  number: number,
  file: string,
  text: string,
) {
  const { storage } = await stores.database.prisma.version.findFirstOrThrow({
    where: { number, model: { name } },
  });
  const input = { path: `${storedPath(storage)}/${file}`, bytes: Readable.from([text]) };
  return perform(putArtifact, { ...dana, input });
}
