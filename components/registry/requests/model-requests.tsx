"use client";
import { useQuery } from "@tanstack/react-query";
import { type ListedRequest, requestsQuery, requestUrl } from "@/components/registry/requests/queries";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";

/** A model's requests that wait for somebody, beside its name; nothing where none does. One question serves a whole list. */
export function ModelRequests({ model }: { model: string }) {
  const { data } = useQuery(requestsQuery("waiting"));
  const waiting = data?.items.filter((request) => request.model === model) ?? [];
  const [first] = waiting;
  if (first === undefined) return null;
  const late = waiting.some(({ confirmation }) => confirmation?.state === "overdue");
  return (
    <Link
      href={waiting.length === 1 ? requestUrl(first.id) : "/requests"}
      className="ml-2 inline-flex py-0.5"
    >
      <Badge tone={late ? "bad" : "info"} filled={late}>
        {late
          ? "rollback not confirmed"
          : waiting.length === 1
            ? wordsOf(first)
            : `${waiting.length} requests`}
      </Badge>
    </Link>
  );
}

const wordsOf = ({ kind, to }: ListedRequest) =>
  kind === "rollback" ? "rollback to confirm" : `asks for ${to}`;
