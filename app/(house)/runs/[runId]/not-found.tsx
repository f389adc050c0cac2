import { PageHeader } from "@/components/frame/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

/** No run has the id in the URL. */
export default function NoSuchRun() {
  return (
    <>
      <PageHeader crumbs={[{ label: "Experiments", href: "/experiments" }, { label: "Unknown run" }]} />
      <EmptyState
        title="No run has this id here"
        action={<LinkButton href="/experiments">Open experiments</LinkButton>}
      >
        It may belong to another project, or the link has lost a part of it.
      </EmptyState>
    </>
  );
}
