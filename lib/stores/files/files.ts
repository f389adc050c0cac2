import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

export type StoredFile = { sha256: Buffer; size: number };

/** Bytes by their digest. The names people give stand in the database alone, so no name can reach the disk. */
export type Files = {
  /** The folder: bytes under `sha256/ab/cd/…`, uploads under way in `arriving/`. */
  root: string;
  /** Streams to disk, any size; durable when it resolves. `check` sees the size before the file becomes visible. */
  put(bytes: Readable, check: (size: number) => void): Promise<StoredFile>;
  read(sha256: Uint8Array, range?: { start: number; end: number }): Readable;
  has(sha256: Uint8Array): Promise<boolean>;
  remove(sha256: Uint8Array): Promise<void>;
};

export function openFiles(root: string): Files {
  const locate = (sha256: Uint8Array) => {
    const hex = Buffer.from(sha256).toString("hex");
    return path.join(root, "sha256", hex.slice(0, 2), hex.slice(2, 4), hex);
  };
  const arriving = path.join(root, "arriving");

  return {
    root,
    async put(bytes, check) {
      await mkdir(arriving, { recursive: true });
      const temporary = path.join(arriving, randomUUID());
      const hash = createHash("sha256");
      let size = 0;
      const measure = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          hash.update(chunk);
          size += chunk.length;
          done(null, chunk);
        },
      });
      try {
        await pipeline(bytes, measure, createWriteStream(temporary, { flags: "wx", mode: 0o600 }));
        check(size);
        await syncPath(temporary);
        const sha256 = hash.digest();
        const target = locate(sha256);
        await mkdir(path.dirname(target), { recursive: true });
        await rename(temporary, target);
        await syncPath(path.dirname(target));
        return { sha256, size };
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    read: (sha256, range) => createReadStream(locate(sha256), range),
    has: (sha256) =>
      stat(locate(sha256)).then(
        () => true,
        () => false,
      ),
    remove: (sha256) => rm(locate(sha256), { force: true }),
  };
}

async function syncPath(target: string): Promise<void> {
  const handle = await open(target, "r");
  await handle.sync().finally(() => handle.close());
}
