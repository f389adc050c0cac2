import type { RequestDetail } from "@/components/registry/requests/queries";
import { happenings } from "@/components/registry/requests/words";
import { CommentBody } from "@/components/registry/versions/comment-body";
import { Prose } from "@/components/ui/markdown";
import { Name } from "@/components/ui/name";
import { Time } from "@/components/ui/time";

/** What happened, oldest first, with what people wrote. */
export function RequestActivity({ request }: { request: RequestDetail }) {
  return (
    <ol className="flex flex-col border-l border-hairline">
      {happenings(request).map(({ key, at, who, what, text, comment }) => (
        <li key={key} className="relative flex min-w-0 flex-col gap-1 py-2 pl-4 text-sm">
          <span aria-hidden className="absolute top-4 -left-[3px] size-[5px] rounded-full bg-muted" />
          <span>
            {who !== null && (
              <span className="font-medium">
                <Name>{who}</Name>{" "}
              </span>
            )}
            {what}
            <span className="text-muted">
              , <Time value={at} />
            </span>
          </span>
          {comment !== undefined && <CommentBody comment={comment} />}
          {text !== "" && <Prose className="wrap-anywhere">{text}</Prose>}
        </li>
      ))}
    </ol>
  );
}
