import { modelUrl } from "@/components/registry/models/queries";
import { policyUrl } from "@/components/registry/policies/queries";
import type { RequestDetail } from "@/components/registry/requests/queries";
import { versionUrl } from "@/components/registry/versions/queries";
import { CopyButton } from "@/components/ui/copy-button";
import { Fact } from "@/components/ui/fact";
import { Link } from "@/components/ui/link";
import { Name } from "@/components/ui/name";

/** What the request is pinned to: where one of these has changed, it can be applied no more. */
export function RequestFacts({ request }: { request: RequestDetail }) {
  const { model, version, digest, policyVersion, comparedWith, round, gone } = request;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3 text-sm">
      <Fact name="Version">
        {gone === "model" ? (
          "of a model that was deleted, "
        ) : (
          <>
            <Link href={modelUrl(model)} className="link wrap-anywhere">
              <Name>{model}</Name>
            </Link>
            ,{" "}
          </>
        )}
        {gone === null ? (
          <Link href={versionUrl(model, version)} className="link">
            version {version}
          </Link>
        ) : (
          `version ${version}${gone === "version" ? ", which was deleted" : ""}`
        )}
      </Fact>
      <Fact name="Compared with">
        {comparedWith === null ? (
          "nothing: Production was empty"
        ) : gone === "model" ? (
          `version ${comparedWith}`
        ) : (
          <Link href={versionUrl(model, comparedWith)} className="link">
            version {comparedWith}
          </Link>
        )}
      </Fact>
      <Fact name="Files (SHA-256)">
        {digest === null ? (
          "outside Slipway's store"
        ) : (
          <span className="flex items-center gap-1">
            <span className="font-mono" title={digest}>
              {digest.slice(0, 12)}
            </span>
            <CopyButton text={digest} what="digest" />
          </span>
        )}
      </Fact>
      <Fact name="Policy">
        {gone === "model" ? (
          policyWords(policyVersion)
        ) : (
          <Link href={policyUrl(model)} className="link">
            {policyWords(policyVersion)}
          </Link>
        )}
      </Fact>
      {round > 1 && <Fact name="Round">{round}</Fact>}
    </dl>
  );
}

const policyWords = (number: number) => (number === 0 ? "the installation's" : `version ${number}`);
