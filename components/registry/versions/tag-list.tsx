import { Tag } from "@/components/ui/tag";

/** Tags of a model or a version, to read. */
export function TagList({ tags, none }: { tags: readonly { key: string; value: string }[]; none: string }) {
  if (tags.length === 0) return <p className="text-base text-muted">{none}</p>;
  return (
    <ul className="flex flex-wrap gap-2">
      {tags.map(({ key, value }) => (
        <li key={key} className="min-w-0">
          <Tag name={key} value={value} />
        </li>
      ))}
    </ul>
  );
}
