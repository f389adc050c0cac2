import { PageHeader } from "@/components/frame/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

/** No model, or no version of it, is called what the URL says. */
export default function NoSuchModel() {
  return (
    <>
      <PageHeader crumbs={[{ label: "Models", href: "/models" }, { label: "Unknown model or version" }]} />
      <EmptyState
        title="There is no model or version of this name here"
        action={<LinkButton href="/models">Open models</LinkButton>}
      >
        It may have been renamed or deleted, or belong to another project.
      </EmptyState>
    </>
  );
}
