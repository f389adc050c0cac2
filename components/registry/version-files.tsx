import type { Described } from "@/components/registry/queries";
import { Part } from "@/components/tracking/run/part";
import { CopyButton } from "@/components/ui/copy-button";
import { formatBytes } from "@/lib/core/numbers/format-bytes";

type Props = { version: Described["version"]; digest: Described["digest"] };

/** Where the version's files lie, and the digest over all of them. */
export function VersionFiles({ version: { source, storage }, digest }: Props) {
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
