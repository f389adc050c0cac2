import { CopyButton } from "@/components/ui/copy-button";
import { Part } from "@/components/ui/part";
import { formatBytes } from "@/lib/core/numbers/format-bytes";
import { type Described, versionFileUrl } from "./queries";

type Props = Pick<Described, "version" | "digest" | "files">;

/** Where the version's files lie, the digest over all of them, and each one to download. */
export function VersionFiles({ version: { source, storage, model, number }, digest, files }: Props) {
  return (
    <Part title="Files">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-1 text-sm">
        <Row name="Source" value={source} />
        {storage !== source && <Row name="Stored at" value={storage} />}
        {digest !== null && <Row name="SHA-256" value={digest.sha256} />}
      </dl>
      <p className="text-sm text-muted">
        {digest === null
          ? "The files lie outside this store, so Slipway has no digest of them."
          : `${digest.files === 1 ? "1 file" : `${digest.files} files`}, ${formatBytes(digest.bytes)}. The digest changes when any file of the version does.`}
      </p>
      {files.length > 0 && (
        <ul aria-label="Files" className="flex max-h-80 flex-col overflow-y-auto text-sm">
          {files.map(({ path, size }) => (
            <li key={path} className="flex min-h-7 min-w-0 items-center gap-3">
              <a
                href={versionFileUrl(model, number, path)}
                download
                title={path}
                className="link min-w-0 truncate py-1 font-mono"
              >
                {path}
              </a>
              <span className="ml-auto shrink-0 text-xs text-muted tabular-nums">{formatBytes(size)}</span>
            </li>
          ))}
        </ul>
      )}
      {digest !== null && digest.files > files.length && (
        <p className="text-sm text-muted">
          The first {files.length} of {digest.files} files.
        </p>
      )}
    </Part>
  );
}

function Row({ name, value }: { name: string; value: string }) {
  return (
    <div className="contents">
      <dt className="text-muted">{name}</dt>
      <dd className="flex min-w-0 items-center gap-1">
        <span className="truncate font-mono" title={value}>
          {value}
        </span>
        <CopyButton text={value} what={name} />
      </dd>
    </div>
  );
}
