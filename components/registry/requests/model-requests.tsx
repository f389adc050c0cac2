"use client";
import { useQuery } from "@tanstack/react-query";
import { requestsQuery, requestUrl } from "@/components/registry/requests/queries";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";

/** A model's requests that wait for somebody, beside its name; nothing where none does. One question serves a whole list. */
export function ModelRequests({ model }: { model: string }) {
  const { data } = useQuery(requestsQuery("waiting"));
  const waiting = data?.items.filter((request) => request.model === model) ?? [];
  const [first] = waiting;
  if (first === undefined) return null;
  return (
    <Link
      href={waiting.length === 1 ? requestUrl(first.id) : "/requests"}
      className="ml-2 inline-flex py-0.5"
    >
      <Badge tone="info">
        {waiting.length === 1 ? `asks for ${first.to}` : `${waiting.length} requests`}
      </Badge>
    </Link>
  );
}
