import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { makeQueryClient } from "@/components/frame/query-client";
import { BoardPage } from "@/components/registry/board/board-page";
import { boardQuery, pageInput } from "@/components/registry/board/queries";
import { loadBoardView } from "@/components/registry/board/view";
import { answer } from "@/lib/transports/http/answer";
import { pageContext } from "@/lib/transports/session/viewer";
import { getBoard } from "@/lib/verbs/registry/board/get-board";

export const metadata: Metadata = { title: "Board" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function BoardRoute({ searchParams }: Props) {
  const context = await pageContext();
  const view = await loadBoardView(searchParams);
  const client = makeQueryClient();
  client.setQueryData(boardQuery(view, 0).queryKey, await answer(getBoard, context, pageInput(view, 0)));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <BoardPage />
    </HydrationBoundary>
  );
}
