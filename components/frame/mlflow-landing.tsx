"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { ourPageFor } from "@/components/frame/mlflow-links";

/** Brings links that the MLflow client prints (`/#/experiments/7/runs/…`) to our page; the server never sees a hash. */
export function MlflowLanding() {
  const router = useRouter();
  useEffect(() => {
    const page = ourPageFor(window.location.hash);
    if (page !== undefined) router.replace(page);
  }, [router]);
  return null;
}
