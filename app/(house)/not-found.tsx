import { PageBody } from "@/components/frame/page-body";
import { PageHeader } from "@/components/frame/page-header";
import { LinkButton } from "@/components/ui/link-button";

export default function RoomNotFound() {
  return (
    <>
      <PageHeader crumbs={[{ label: "Not found" }]} />
      <PageBody>
        <p className="max-w-[72ch] text-muted">
          There is nothing at this address. It may have been deleted, belong to another project, or the link
          may be cut short.
        </p>
        <div>
          <LinkButton href="/experiments">Go to the experiments</LinkButton>
        </div>
      </PageBody>
    </>
  );
}
